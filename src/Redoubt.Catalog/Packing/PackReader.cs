using System.Buffers.Binary;
using System.Text;

namespace Redoubt.Catalog.Packing;

/// <summary>Reads on in a pack, what a <see cref="BinaryWriter"/> wrote. For one thread.</summary>
/// <param name="bytes">The bytes.</param>
public sealed class PackReader(ReadOnlyMemory<byte> bytes)
{
    private const int BitsOfByte = 7;
    private const int MostShift = 28;
    private int _position;

    /// <summary>A truth value.</summary>
    public bool Flag() => Byte() != 0;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1).Span[0];

    /// <summary>Four bytes, the lowest first.</summary>
    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span);

    /// <summary>A number, seven bits a byte.</summary>
    public int Number()
    {
        var number = 0u;
        for (var shift = 0; shift <= MostShift; shift += BitsOfByte)
        {
            var one = Byte();
            number |= (uint)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return (int)number;
            }
        }

        throw TooShort();
    }

    /// <summary>A text.</summary>
    public string Text() => Number() is var length && length == 0 ? "" : Encoding.UTF8.GetString(Take(length).Span);

    /// <summary>Texts, their number first.</summary>
    public string[] Texts() => List(static reader => reader.Text());

    /// <summary>A list, its length first.</summary>
    /// <param name="read">Reads one item.</param>
    public T[] List<T>(Func<PackReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var count = Number();
        if (count == 0)
        {
            return [];
        }

        // Each item has at least one byte.
        var items = count > 0 && count <= bytes.Length - _position ? new T[count] : throw TooShort();
        for (var i = 0; i < count; i++)
        {
            items[i] = read(this);
        }

        return items;
    }

    /// <summary>The next bytes.</summary>
    /// <param name="length">How many.</param>
    public ReadOnlyMemory<byte> Take(int length)
    {
        var taken = length >= 0 && length <= bytes.Length - _position ? bytes.Slice(_position, length) : throw TooShort();
        _position += length;
        return taken;
    }

    internal static InvalidDataException TooShort() => new("the controls in this program end too early: put the program there anew");
}
