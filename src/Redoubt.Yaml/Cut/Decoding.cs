using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Redoubt.Yaml.Cut;

/// <summary>Bytes to text as cli-runtime's file visitor does it: a byte order mark decides, UTF-8 without one.</summary>
internal static class Decoding
{
    /// <summary>Decodes into a buffer with room for one more character. The mark stays in the text.</summary>
    public static char[] Decode(ReadOnlySpan<byte> bytes, out int length, out int badByte) => bytes switch
    {
        [0xFF, 0xFE, ..] => FromUtf16(bytes, bigEndian: false, out length, out badByte),
        [0xFE, 0xFF, ..] => FromUtf16(bytes, bigEndian: true, out length, out badByte),
        _ => FromUtf8(bytes, out length, out badByte),
    };

    private static char[] FromUtf8(ReadOnlySpan<byte> bytes, out int length, out int badByte)
    {
        var buffer = GC.AllocateUninitializedArray<char>(bytes.Length + 1);
        length = 0;
        badByte = -1;
        while (true)
        {
            var status = Utf8.ToUtf16(bytes, buffer.AsSpan(length), out var read, out var written, replaceInvalidSequences: false);
            length += written;
            if (status == OperationStatus.Done)
            {
                return buffer;
            }

            // One U+FFFD for each maximal subpart of an ill-formed sequence (Unicode 3.9, U+FFFD substitution).
            bytes = bytes[read..];
            Rune.DecodeFromUtf8(bytes, out _, out var subpart);
            bytes = bytes[subpart..];
            if (badByte < 0)
            {
                badByte = length;
            }

            buffer[length++] = '\uFFFD';
        }
    }

    private static char[] FromUtf16(ReadOnlySpan<byte> bytes, bool bigEndian, out int length, out int badByte)
    {
        var buffer = GC.AllocateUninitializedArray<char>((bytes.Length / 2) + 2);
        badByte = -1;
        length = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var pair = bytes.Slice(i, 2);
            buffer[length++] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(pair) : BinaryPrimitives.ReadUInt16LittleEndian(pair));
        }

        if (bytes.Length % 2 != 0)
        {
            badByte = length;
            buffer[length++] = '\uFFFD';
        }

        ReplaceLoneSurrogates(buffer.AsSpan(0, length), ref badByte);
        return buffer;
    }

    private static void ReplaceLoneSurrogates(Span<char> text, ref int badByte)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            text[i] = '\uFFFD';
            if (badByte < 0 || i < badByte)
            {
                badByte = i;
            }
        }
    }
}
