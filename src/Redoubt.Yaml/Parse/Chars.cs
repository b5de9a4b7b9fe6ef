using System.Buffers;
using System.Runtime.CompilerServices;

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

    /// <summary>Characters after which a line is over.</summary>
    public static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    /// <summary>What a single-quoted scalar must stop at.</summary>
    public static readonly SearchValues<char> SingleStops = SearchValues.Create("'\n\r\u0085\u2028\u2029");

    /// <summary>What a double-quoted scalar must stop at.</summary>
    public static readonly SearchValues<char> DoubleStops = SearchValues.Create("\"\\\n\r\u0085\u2028\u2029");

    private static readonly byte[] Classes = MakeClasses();

    /// <summary>The classes of an ASCII character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ClassOf(char c) => c < 128 ? Classes[c] : IsWideBreak(c) ? Break : (byte)0;

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsBreak(char c) => c is '\n' or '\r' || IsWideBreak(c);

    /// <summary>A letter, digit, <c>_</c> or <c>-</c>.</summary>
    public static bool IsWord(char c) => c < 128 && (Classes[c] & Word) != 0;

    /// <summary>A character that may stand in a tag.</summary>
    public static bool IsUri(char c) => c < 128 && (Classes[c] & (Word | Uri)) != 0;

    private static bool IsWideBreak(char c) => c is '\u0085' or '\u2028' or '\u2029';

    private static byte[] MakeClasses()
    {
        var classes = new byte[128];
        foreach (var c in " \t")
            classes[c] |= Blank;
        foreach (var c in "\n\r")
            classes[c] |= Break;
        foreach (var c in ",?[]{}")
            classes[c] |= FlowEnd;
        classes[':'] |= Colon;
        classes['#'] |= Hash;
        for (var c = 0; c < 128; c++)
        {
            if (char.IsAsciiLetterOrDigit((char)c) || c is '_' or '-')
                classes[c] |= Word;
        }

        foreach (var c in ";/?:@&=+$,.!~*'()[]%")
            classes[c] |= Uri;
        return classes;
    }
}
