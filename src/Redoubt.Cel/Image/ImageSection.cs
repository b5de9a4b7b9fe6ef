using System.Buffers.Binary;

namespace Redoubt.Cel.Image;

/// <summary>Records of any length in an image: their number, where each ends, then the records. One is found without reading the others.</summary>
internal readonly struct ImageSection
{
    private const int Word = sizeof(int);
    private readonly ReadOnlyMemory<byte> _ends;
    private readonly ReadOnlyMemory<byte> _records;

    private ImageSection(ReadOnlyMemory<byte> ends, ReadOnlyMemory<byte> records) => (_ends, _records) = (ends, records);

    /// <summary>How many records there are.</summary>
    public int Count => _ends.Length / Word;

    /// <summary>The record of a number.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            if ((uint)number >= (uint)Count)
            {
                throw ImageCursor.Damage("it names what it does not have");
            }

            var start = number == 0 ? 0 : End(number - 1);
            var end = End(number);
            return start >= 0 && start <= end && end <= _records.Length
                ? _records.Span[start..end]
                : throw ImageCursor.Damage("a record does not lie in it");
        }
    }

    /// <summary>Takes a section from the front of bytes.</summary>
    public static ImageSection Take(ref ReadOnlyMemory<byte> bytes)
    {
        var count = Number(bytes, 0);
        var records = Word + ((long)count * Word);
        if (count < 0 || records > bytes.Length)
        {
            throw ImageCursor.Damage("it ends too early");
        }

        var ends = bytes.Slice(Word, count * Word);
        var length = count == 0 ? 0 : Number(ends, ends.Length - Word);
        if (length < 0 || records + length > bytes.Length)
        {
            throw ImageCursor.Damage("it ends too early");
        }

        var section = new ImageSection(ends, bytes.Slice((int)records, length));
        bytes = bytes[((int)records + length)..];
        return section;
    }

    /// <summary>Writes what <see cref="Take"/> takes.</summary>
    public static void Write(BinaryWriter writer, IReadOnlyList<byte[]> records)
    {
        writer.Write(records.Count);
        var end = 0;
        foreach (var record in records)
        {
            writer.Write(end += record.Length);
        }

        foreach (var record in records)
        {
            writer.Write(record);
        }
    }

    private int End(int number) => Number(_ends, number * Word);

    private static int Number(ReadOnlyMemory<byte> bytes, int at) => bytes.Length - at >= Word
        ? BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[at..])
        : throw ImageCursor.Damage("it ends too early");
}
