using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Redoubt.Yaml.Cut;

/// <summary>The characters that YAML does not allow anywhere, comments included.</summary>
internal static class Characters
{
    /// <summary>
    /// The first one that is not allowed, or -1. <paramref name="isSimple"/> tells whether there is nothing but printable ASCII and LF.
    /// </summary>
    public static int FindForbidden(ReadOnlySpan<char> text, out bool isSimple)
    {
        isSimple = true;
        var i = 0;
        while ((i = SkipSimple(text, i)) < text.Length)
        {
            isSimple = false;
            var block = text.Slice(i, Math.Min(Vector128<ushort>.Count, text.Length - i));
            var at = FindForbiddenSlowly(block);
            if (at >= 0)
            {
                return i + at;
            }

            i += block.Length;
        }

        return -1;
    }

    /// <summary>Where the block starts in which there is something else than printable ASCII and LF.</summary>
    private static int SkipSimple(ReadOnlySpan<char> text, int i)
    {
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var span = Vector128.Create((ushort)('~' - ' '));
        for (; i <= text.Length - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
        {
            var units = Vector128.LoadUnsafe(ref first, (nuint)i);
            var fromSpace = units - Vector128.Create((ushort)' ');
            var simple = Vector128.Equals(Vector128.Min(fromSpace, span), fromSpace) | Vector128.Equals(units, Vector128.Create((ushort)'\n'));
            if (simple != Vector128<ushort>.AllBitsSet)
            {
                return i;
            }
        }

        while (i < text.Length && text[i] is '\n' or (>= ' ' and <= '~'))
        {
            i++;
        }

        return i;
    }

    private static int FindForbiddenSlowly(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is (>= '\u007F' and < '\u00A0' and not '\u0085') or > '\uFFFD')
            {
                return i;
            }
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
                {
                    break;
                }

                bytes += width;
                i += width == 4 ? 2 : 1;
            }
        }

        return i;
    }
}
