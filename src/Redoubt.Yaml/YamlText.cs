using System.Text;
using Redoubt.Yaml.Cut;
using Redoubt.Yaml.JsonFirst;

namespace Redoubt.Yaml;

/// <summary>
/// The text of one file, decoded once. Every offset that the reader gives is an index into <see cref="Chars"/>.
/// </summary>
/// <remarks>JSON that is plain ASCII, as a dump of a cluster mostly is, is read as its bytes, and not decoded at all unless somebody asks for its characters.</remarks>
public sealed class YamlText
{
    private ReadOnlyMemory<char>? _chars;
    private ReadOnlyMemory<char> _withFinalBreak;

    private YamlText(ReadOnlyMemory<char> chars, ReadOnlyMemory<char> withFinalBreak, int badByte, bool isMarked = false)
    {
        RefusedByte = isMarked ? badByte : -1;
        Length = chars.Length;
        _chars = chars;
        _withFinalBreak = withFinalBreak;
        BadByte = badByte;
    }

    private YamlText(ReadOnlyMemory<byte> ascii)
    {
        (Ascii, Length, BadByte, RefusedByte) = (ascii, ascii.Length, -1, -1);
    }

    /// <summary>The text, a byte order mark included.</summary>
    public ReadOnlyMemory<char> Chars
    {
        get
        {
            Decode();
            return _chars!.Value;
        }
    }

    /// <summary>The text's bytes, if it is JSON of ASCII alone and was given as bytes to keep; else empty.</summary>
    public ReadOnlyMemory<byte> Ascii { get; }

    /// <summary>How long the text is, in UTF-16 units.</summary>
    public int Length { get; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Span => Chars.Span;

    /// <summary>The offset of the first U+FFFD that stands for bytes that are no text, or -1.</summary>
    public int BadByte { get; }

    /// <summary>
    /// As <see cref="BadByte"/> where kubectl passes such bytes on to its YAML reader, which refuses them: behind a mark of UTF-8 it decodes nothing.
    /// </summary>
    internal int RefusedByte { get; }

    /// <summary>The text with a line break at its end, as kubectl's line reader sees it.</summary>
    internal ReadOnlySpan<char> SpanWithFinalBreak
    {
        get
        {
            Decode();
            return _withFinalBreak.Span;
        }
    }

    /// <summary>
    /// Decodes a file's bytes as kubectl does: UTF-8, or UTF-16 with a byte order mark; bytes that are no text become U+FFFD.
    /// </summary>
    public static YamlText FromBytes(ReadOnlySpan<byte> bytes)
    {
        var buffer = Decoding.Decode(bytes, out var length, out var badByte);
        return WithRoomForBreak(buffer, length, badByte, isMarked: bytes is [0xEF, 0xBB, 0xBF, ..]);
    }

    /// <summary>The same of bytes that the text may keep: nobody changes them.</summary>
    /// <param name="bytes">The file's bytes.</param>
    public static YamlText Of(ReadOnlyMemory<byte> bytes) =>
        JsonRoute.LooksLikeJson(bytes.Span) && System.Text.Ascii.IsValid(bytes.Span) ? new YamlText(bytes) : FromBytes(bytes.Span);

    /// <summary>Takes a text that is decoded already.</summary>
    public static YamlText FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var chars = text.AsMemory();
        if (text is "" or "\uFEFF" || text[^1] is '\n' or '\r')
        {
            return new YamlText(chars, chars, badByte: -1);
        }

        var buffer = new char[text.Length + 1];
        text.CopyTo(buffer);
        return WithRoomForBreak(buffer, text.Length, badByte: -1);
    }

    /// <summary>Finds the line and column of an offset; reads the text up to there.</summary>
    public YamlPosition Locate(int offset) => Lines.Locate(Span, offset);

    // The buffer has one character of room after the text.
    private static YamlText WithRoomForBreak(char[] buffer, int length, int badByte, bool isMarked = false) =>
        new(buffer.AsMemory(0, length), WithFinalBreak(buffer, length), badByte, isMarked);

    private static ReadOnlyMemory<char> WithFinalBreak(char[] buffer, int length)
    {
        var isEmpty = length == 0 || (length == 1 && buffer[0] == '\uFEFF');
        var needsBreak = !isEmpty && buffer[length - 1] is not ('\n' or '\r');
        if (needsBreak)
        {
            buffer[length] = '\n';
        }

        return buffer.AsMemory(0, needsBreak ? length + 1 : length);
    }

    private void Decode()
    {
        if (_chars is null)
        {
            var buffer = GC.AllocateUninitializedArray<char>(Length + 1);
            Encoding.ASCII.GetChars(Ascii.Span, buffer);
            _withFinalBreak = WithFinalBreak(buffer, Length);
            _chars = buffer.AsMemory(0, Length);
        }
    }
}
