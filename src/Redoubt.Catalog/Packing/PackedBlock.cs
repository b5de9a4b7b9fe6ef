namespace Redoubt.Catalog.Packing;

/// <summary>A stretch of a pack with its length and checksum before it, read when it is asked for. For many threads.</summary>
internal sealed class PackedBlock
{
    private const int BeforeIt = 2 * sizeof(uint);
    private readonly Stream _pack;
    private readonly long _start;
    private readonly int _length;
    private readonly uint _sum;

    /// <summary>The block at which a pack's reader stands; the reader goes on behind it.</summary>
    /// <exception cref="InvalidDataException">It does not lie in the pack.</exception>
    public PackedBlock(Stream pack, BinaryReader reader)
    {
        _pack = pack;
        if (pack.Length - pack.Position < BeforeIt)
        {
            throw new InvalidDataException("the controls in this program end too early: put the program there anew");
        }

        (_length, _sum, _start) = (reader.ReadInt32(), reader.ReadUInt32(), pack.Position);
        if (_length < 0 || _length > pack.Length - _start)
        {
            throw new InvalidDataException("the controls in this program end too early: put the program there anew");
        }

        pack.Position = End;
    }

    /// <summary>Where what follows it begins.</summary>
    public long End => _start + _length;

    /// <summary>Its bytes.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public byte[] Read()
    {
        var bytes = new byte[_length];
        lock (_pack)
        {
            _pack.Position = _start;
            _pack.ReadExactly(bytes);
        }

        return Checksum.Check(bytes, _sum);
    }
}
