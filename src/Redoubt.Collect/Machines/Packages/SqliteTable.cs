using System.Buffers.Binary;
using System.Text;

namespace Redoubt.Collect.Machines.Packages;

/// <summary>
/// Reads the rows of one table of an SQLite database, by its file format alone (sqlite.org/fileformat2.html) and never writing: the pages of its b-tree from the root, each at most
/// once, so that a damaged file ends as well.
/// </summary>
internal sealed class SqliteTable
{
    private const int HeaderBytes = 100;
    private const byte InteriorTable = 5;
    private const byte LeafTable = 13;

    private readonly byte[] _file;
    private readonly int _pageBytes;
    private readonly int _usable;
    private readonly HashSet<uint> _seen = [];

    private SqliteTable(byte[] file, int pageBytes, int usable) => (_file, _pageBytes, _usable) = (file, pageBytes, usable);

    /// <summary>The values of one column that are texts or bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="column">Which of its columns, from 0.</param>
    /// <exception cref="InvalidDataException">It is no such database, has no such table, or is damaged.</exception>
    public static List<byte[]> Column(byte[] file, string table, int column)
    {
        if (file.Length < HeaderBytes || !file.AsSpan(0, 16).SequenceEqual("SQLite format 3\0"u8))
        {
            throw new InvalidDataException("it is no SQLite database");
        }

        var pageBytes = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16)) is var size && size == 1 ? 65536 : size;
        if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) != 0 || pageBytes - file[20] < 480)
        {
            throw Damaged();
        }

        var reader = new SqliteTable(file, pageBytes, pageBytes - file[20]);
        // The first table of each database lists the others: type, name, tbl_name, rootpage, sql.
        var root = reader.Rows(1).Where(row => Text(row, 0) == "table" && Text(row, 1) == table).Select(row => Number(row, 3)).FirstOrDefault();
        if (root is 0 or > uint.MaxValue)
        {
            throw new InvalidDataException($"it has no table {table}");
        }

        reader._seen.Clear();
        return [.. reader.Rows((uint)root).Select(row => Value(row, column, out _).ToArray())];
    }

    private IEnumerable<byte[]> Rows(uint root)
    {
        var pages = new Stack<uint>([root]);
        while (pages.TryPop(out var number))
        {
            if (!_seen.Add(number) || number == 0 || (long)number * _pageBytes > _file.Length)
            {
                throw Damaged();
            }

            var kind = _file[PageOf(number) + HeaderOf(number)];
            if (kind == InteriorTable)
            {
                foreach (var child in Children(number))
                {
                    pages.Push(child);
                }
            }
            else if (kind == LeafTable)
            {
                for (var cell = 0; cell < CellsOf(number); cell++)
                {
                    yield return Payload(number, CellAt(number, cell, headerBytes: 8));
                }
            }
            else
            {
                throw Damaged();
            }
        }
    }

    // In the order that a stack gives back: the last first.
    private List<uint> Children(uint page)
    {
        var children = new List<uint> { BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(PageOf(page) + HeaderOf(page) + 8)) };
        for (var cell = CellsOf(page) - 1; cell >= 0; cell--)
        {
            children.Add(BinaryPrimitives.ReadUInt32BigEndian(Page(page)[CellAt(page, cell, headerBytes: 12)..]));
        }

        return children;
    }

    /// <summary>The record of a cell: what lies in the page, then what lies in the chain of pages that overflow.</summary>
    private byte[] Payload(uint page, int at)
    {
        var cell = Page(page)[at..];
        var length = Varint(ref cell);
        _ = Varint(ref cell);
        if (length < 0 || length > _file.Length)
        {
            throw Damaged();
        }

        var local = Local((int)length);
        var payload = new byte[length];
        Part(cell, local).CopyTo(payload);
        var next = local < length ? BinaryPrimitives.ReadUInt32BigEndian(Part(cell[local..], 4)) : 0;
        for (var done = local; done < length;)
        {
            if (next == 0 || !_seen.Add(next) || (long)next * _pageBytes > _file.Length)
            {
                throw Damaged();
            }

            var overflow = Page(next);
            var part = Math.Min((int)length - done, _usable - 4);
            overflow.Slice(4, part).CopyTo(payload.AsSpan(done));
            next = BinaryPrimitives.ReadUInt32BigEndian(overflow);
            done += part;
        }

        return payload;
    }

    // "Cell Payload Overflow Pages" of the format: as much stays in the page as keeps the last page of the chain full.
    private int Local(int length)
    {
        var most = _usable - 35;
        var least = ((_usable - 12) * 32 / 255) - 23;
        var kept = least + ((length - least) % (_usable - 4));
        return length <= most ? length : kept <= most ? kept : least;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> record, int column, out long type)
    {
        var header = record;
        var headerBytes = Varint(ref header);
        if (headerBytes < 1 || headerBytes > record.Length)
        {
            throw Damaged();
        }

        var types = record[(record.Length - header.Length)..(int)headerBytes];
        var body = record[(int)headerBytes..];
        for (type = 0; types.Length > 0; column--)
        {
            type = Varint(ref types);
            var value = Part(body, Bytes(type));
            if (column == 0)
            {
                return value;
            }

            body = body[value.Length..];
        }

        throw Damaged();
    }

    // "Record Format": how long a value of a serial type is.
    private static long Bytes(long type) => type switch
    {
        >= 0 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        8 or 9 => 0,
        >= 12 => (type - 12) / 2,
        _ => throw Damaged(),
    };

    private static string Text(ReadOnlySpan<byte> record, int column) => Encoding.UTF8.GetString(Value(record, column, out _));

    private static long Number(ReadOnlySpan<byte> record, int column)
    {
        var value = Value(record, column, out var type);
        var number = 0L;
        foreach (var one in value)
        {
            number = (number << 8) | one;
        }

        return type switch { 8 => 0, 9 => 1, >= 1 and <= 6 => number, _ => 0 };
    }

    // Seven bits a byte, the most significant first; the ninth byte has eight.
    private static long Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var index = 0; index < Math.Min(9, bytes.Length); index++)
        {
            var one = bytes[index];
            value = index == 8 ? (value << 8) | one : (value << 7) | (one & 0x7fL);
            if (index == 8 || one < 0x80)
            {
                bytes = bytes[(index + 1)..];
                return value;
            }
        }

        throw Damaged();
    }

    private int PageOf(uint number) => (int)((number - 1) * (long)_pageBytes);

    // The file's own header is at the start of the first page.
    private static int HeaderOf(uint number) => number == 1 ? HeaderBytes : 0;

    private ReadOnlySpan<byte> Page(uint number) => _file.AsSpan(PageOf(number), _pageBytes);

    private int CellsOf(uint number) => BinaryPrimitives.ReadUInt16BigEndian(Page(number)[(HeaderOf(number) + 3)..]);

    private int CellAt(uint number, int cell, int headerBytes)
    {
        var pointer = HeaderOf(number) + headerBytes + (2 * cell);
        var at = pointer + 2 <= _pageBytes ? BinaryPrimitives.ReadUInt16BigEndian(Page(number)[pointer..]) : _pageBytes;
        return at <= _pageBytes - 4 ? at : throw Damaged();
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, long length) => length <= bytes.Length ? bytes[..(int)length] : throw Damaged();

    private static InvalidDataException Damaged() => new("it is damaged");
}
