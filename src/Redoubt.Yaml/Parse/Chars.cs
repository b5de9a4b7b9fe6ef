using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Redoubt.Yaml.Parse;

/// <summary>The character classes of YAML 1.1, as the Go reader has them.</summary>
internal static class Chars
{
    public const byte Blank = 1;
    public const byte Break = 2;
    public const byte FlowEnd = 4;
    public const byte Colon = 8;
    public const byte Hash = 16;
    public const byte Word = 32;
    public const byte Uri = 64;

    /// <summary>A character that can only be the start of a plain scalar, wherever it stands.</summary>
    public const byte PlainStart = 128;

    /// <summary>Characters after which a line is over.</summary>
    public static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    /// <summary>What a single-quoted scalar must stop at.</summary>
    public static readonly SearchValues<char> SingleStops = SearchValues.Create("'\n\r\u0085\u2028\u2029");

    /// <summary>What a double-quoted scalar must stop at.</summary>
    public static readonly SearchValues<char> DoubleStops = SearchValues.Create("\"\\\n\r\u0085\u2028\u2029");

    /// <summary>
    /// The classes of the ASCII characters, sixteen to a line. Laid out as data, so that a look costs neither a check for a static
    /// constructor nor one for bounds; <c>CharsTests</c> says it once more in words.
    /// </summary>
    private static ReadOnlySpan<byte> Classes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 2, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 64, 0, 16, 192, 64, 64, 64, 192, 192, 64, 192, 68, 32, 64, 192,
        160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 72, 192, 128, 192, 0, 68,
        64, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160,
        160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 68, 128, 68, 128, 160,
        0, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160,
        160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 4, 0, 4, 192, 0,
    ];

    /// <summary>How many characters one step of a search looks at.</summary>
    private static int Step => Vector128<ushort>.Count;

    /// <summary>The classes of an ASCII character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ClassOf(char c) => c < 128 ? Classes[c] : IsWideBreak(c) ? Break : (byte)0;

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsBreak(char c) => c is '\n' or '\r' || IsWideBreak(c);

    /// <summary>A letter, digit, <c>_</c> or <c>-</c>.</summary>
    public static bool IsWord(char c) => c < 128 && (Classes[c] & Word) != 0;

    /// <summary>A character that may stand in a tag.</summary>
    public static bool IsUri(char c) => c < 128 && (Classes[c] & (Word | Uri)) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlainStart(char c) => c < 128 ? (Classes[c] & PlainStart) != 0 : !IsWideBreak(c);

    /// <summary>The first place from <paramref name="start"/> on that is no space.</summary>
    public static int SkipSpaces(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        for (; i <= text.Length - Step; i += Step)
        {
            var others = ~Vector128.Equals(Load(text, i), Vector128.Create((ushort)' '));
            if (others != Vector128<ushort>.Zero)
            {
                return i + FirstOf(others);
            }
        }

        while (i < text.Length && text[i] == ' ')
        {
            i++;
        }

        return i;
    }

    /// <summary>The first break, <c>:</c> or <c>#</c>, and in flow the first bracket, brace, comma or <c>?</c>; or the end.</summary>
    public static int FindPlainStop(ReadOnlySpan<char> text, int start, bool inFlow)
    {
        var i = start;
        for (; i <= text.Length - Step; i += Step)
        {
            var units = Load(text, i);
            var stops = Are(units, ':') | Are(units, '#') | Are(units, '\n') | Are(units, '\r') | Are(units, '\u0085');
            stops |= Are(units | Vector128<ushort>.One, '\u2029');
            if (inFlow)
            {
                // A bracket is a brace but for one bit.
                var folded = units | Vector128.Create((ushort)('{' ^ '['));
                stops |= Are(folded, '{') | Are(folded, '}') | Are(units, ',') | Are(units, '?');
            }

            if (stops != Vector128<ushort>.Zero)
            {
                return i + FirstOf(stops);
            }
        }

        var mask = inFlow ? Break | Colon | Hash | FlowEnd : Break | Colon | Hash;
        while (i < text.Length && (ClassOf(text[i]) & mask) == 0)
        {
            i++;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Load(ReadOnlySpan<char> text, int start) =>
        Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text)), (nuint)start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Are(Vector128<ushort> units, char c) => Vector128.Equals(units, Vector128.Create((ushort)c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(Vector128<ushort> found) =>
        BitOperations.TrailingZeroCount(found.AsByte().ExtractMostSignificantBits()) / sizeof(char);

    private static bool IsWideBreak(char c) => c is '\u0085' or '\u2028' or '\u2029';
}
