using System.Buffers.Binary;
using System.Text;

namespace Redoubt.Cel.Image;

/// <summary>Reads on in the bytes of an image; what cannot be there is <see cref="InvalidDataException"/>.</summary>
internal ref struct ImageCursor(ReadOnlySpan<byte> bytes)
{
    private const int BitsOfByte = 7;
    private const int MostShift = 28;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    public static InvalidDataException Damage(string what) => new($"the image of the controls is damaged or of another program: {what}");

    public byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw Damage("it ends too early");

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Damage("no truth value where one must be"),
    };

    /// <summary>A number from 0, seven bits a byte, the lowest first.</summary>
    public int Number()
    {
        var number = 0L;
        for (var shift = 0; shift <= MostShift; shift += BitsOfByte)
        {
            var one = Byte();
            number |= (long)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return number <= int.MaxValue ? (int)number : throw Damage("a number is too large");
            }
        }

        throw Damage("a number has no end");
    }

    /// <summary>A number of things, each of at least one byte.</summary>
    public int Count() => Number() is var count && count <= _bytes.Length - _position ? count : throw Damage("it ends too early");

    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public string Text() => Encoding.UTF8.GetString(Take(_bytes.Length - _position));

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _bytes.Length - _position)
        {
            throw Damage("it ends too early");
        }

        var taken = _bytes.Slice(_position, length);
        _position += length;
        return taken;
    }
}
