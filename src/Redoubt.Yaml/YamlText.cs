using Redoubt.Yaml.Cut;

namespace Redoubt.Yaml;

/// <summary>
/// The text of one file, decoded once. Every offset that the reader gives is an index into <see cref="Chars"/>.
/// </summary>
public sealed class YamlText
{
    private readonly ReadOnlyMemory<char> _withFinalBreak;

    private YamlText(ReadOnlyMemory<char> chars, ReadOnlyMemory<char> withFinalBreak, int badByte, bool isMarked = false)
    {
        RefusedByte = isMarked ? badByte : -1;
        Chars = chars;
        _withFinalBreak = withFinalBreak;
        BadByte = badByte;
    }

    /// <summary>The text, a byte order mark included.</summary>
    public ReadOnlyMemory<char> Chars { get; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Span => Chars.Span;

    /// <summary>The offset of the first U+FFFD that stands for bytes that are no text, or -1.</summary>
    public int BadByte { get; }

    /// <summary>
    /// As <see cref="BadByte"/> where kubectl passes such bytes on to its YAML reader, which refuses them: behind a mark of UTF-8 it decodes nothing.
    /// </summary>
    internal int RefusedByte { get; }

    /// <summary>The text with a line break at its end, as kubectl's line reader sees it.</summary>
    internal ReadOnlySpan<char> SpanWithFinalBreak => _withFinalBreak.Span;

    /// <summary>
    /// Decodes a file's bytes as kubectl does: UTF-8, or UTF-16 with a byte order mark; bytes that are no text become U+FFFD.
    /// </summary>
    public static YamlText FromBytes(ReadOnlySpan<byte> bytes)
    {
        var buffer = Decoding.Decode(bytes, out var length, out var badByte);
        return WithRoomForBreak(buffer, length, badByte, isMarked: bytes is [0xEF, 0xBB, 0xBF, ..]);
    }

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
    private static YamlText WithRoomForBreak(char[] buffer, int length, int badByte, bool isMarked = false)
    {
        var isEmpty = length == 0 || (length == 1 && buffer[0] == '\uFEFF');
        var needsBreak = !isEmpty && buffer[length - 1] is not ('\n' or '\r');
        if (needsBreak)
        {
            buffer[length] = '\n';
        }

        return new YamlText(buffer.AsMemory(0, length), buffer.AsMemory(0, needsBreak ? length + 1 : length), badByte, isMarked);
    }
}
