using System.Numerics;
using System.Runtime.InteropServices;

namespace Redoubt.Yaml.Cut;

/// <summary>The characters that YAML does not allow anywhere, comments included.</summary>
internal static class Characters
{
    /// <summary>The first one that is not allowed, or -1.</summary>
    public static int FindForbidden(ReadOnlySpan<char> text)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= units.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                if (MayHoldForbidden(new Vector<ushort>(units[i..])) && FindForbiddenSlowly(text.Slice(i, Vector<ushort>.Count)) is var at and >= 0)
                    return i + at;
            }
        }

        var rest = FindForbiddenSlowly(text[i..]);
        return rest < 0 ? -1 : i + rest;
    }

    // Other than LF, nothing below a space, nothing from DEL to U+009F, nothing above U+FFFD: tabs and CR are looked at one by one.
    private static bool MayHoldForbidden(Vector<ushort> units)
    {
        var isLow = Vector.LessThan(units, new Vector<ushort>(' ')) & ~Vector.Equals(units, new Vector<ushort>('\n'));
        var isControl = Vector.LessThan(units - new Vector<ushort>('\u007F'), new Vector<ushort>('\u00A0' - '\u007F'));
        var isHigh = Vector.GreaterThan(units, new Vector<ushort>('\uFFFD'));
        return (isLow | isControl | isHigh) != Vector<ushort>.Zero;
    }

    private static int FindForbiddenSlowly(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is (>= '\u007F' and < '\u00A0' and not '\u0085') or > '\uFFFD')
                return i;
        }

        return -1;
    }

    /// <summary>
    /// How far the Go reader has decoded when its scanner stands at a place: it fills its buffer by 512 bytes, so a character that is
    /// not allowed may be met though nothing reads it, or may not be.
    /// </summary>
    public static int DecodedTo(ReadOnlySpan<char> text, int start, int position)
    {
        const int Block = 512;
        var i = start;
        while (i <= position && i < text.Length)
        {
            var bytes = 0;
            while (i < text.Length)
            {
                var width = text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : char.IsSurrogate(text[i]) ? 4 : 3;
                if (bytes + width > Block)
                    break;
                bytes += width;
                i += width == 4 ? 2 : 1;
            }
        }

        return i;
    }
}
