using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.JsonFirst;

/// <summary>What differs between characters and bytes of ASCII: where a text of a node is found.</summary>
internal ref partial struct JsonParser<TUnit>
{
    private const string StopCharacters =
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<char> StringStops = SearchValues.Create(StopCharacters);
    private static readonly SearchValues<byte> StringStopBytes = SearchValues.Create(Encoding.ASCII.GetBytes(StopCharacters));

    // Of characters a text is where it stands; bytes become characters among the decoded ones.
    private readonly void Written(ref Node node, int start, int end)
    {
        node.TextStart = typeof(TUnit) == typeof(char) ? start : ~_work.DecodedLength;
        node.TextLength = end - start;
        if (typeof(TUnit) != typeof(char))
        {
            Append(start, end);
        }
    }

    private readonly void Append(int start, int end)
    {
        if (typeof(TUnit) == typeof(char))
        {
            _work.Append(MemoryMarshal.Cast<TUnit, char>(_text[start..end]));
        }
        else
        {
            _work.AppendAscii(MemoryMarshal.Cast<TUnit, byte>(_text[start..end]));
        }
    }

    private static int NextStop(ReadOnlySpan<TUnit> text) => typeof(TUnit) == typeof(char)
        ? MemoryMarshal.Cast<TUnit, char>(text).IndexOfAny(StringStops)
        : MemoryMarshal.Cast<TUnit, byte>(text).IndexOfAny(StringStopBytes);

    // The tree has no use for bytes: it meets no text that is not decoded.
    private static ReadOnlySpan<char> Chars(ReadOnlySpan<TUnit> text) => typeof(TUnit) == typeof(char) ? MemoryMarshal.Cast<TUnit, char>(text) : default;

    private readonly char At(int offset) => (uint)offset < (uint)_text.Length ? (char)ushort.CreateTruncating(_text[offset]) : '\0';
}
