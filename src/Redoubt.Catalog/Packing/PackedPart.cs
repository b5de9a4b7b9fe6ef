namespace Redoubt.Catalog.Packing;

/// <summary>A stretch of a pack, which is checked when it is first read.</summary>
/// <param name="bytes">Its bytes.</param>
/// <param name="sum">Their checksum, as it was written.</param>
internal sealed class PackedPart(ReadOnlyMemory<byte> bytes, uint sum)
{
    private bool _isSound;

    /// <summary>Its bytes.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public ReadOnlyMemory<byte> Bytes()
    {
        _isSound = _isSound || Checksum.Of(bytes.Span) == sum
            ? true
            : throw new InvalidDataException("the controls in this program are damaged: put the program there anew");
        return bytes;
    }

    /// <summary>Reads it.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <exception cref="InvalidDataException">It is damaged, or ends before.</exception>
    public PackReader Reader(int offset = 0) => offset <= bytes.Length ? new PackReader(Bytes()[offset..]) : throw PackReader.TooShort();
}
