using System.Buffers.Binary;

namespace Redoubt.Collect.Machines.Packages;

/// <summary>
/// Reads the headers in a <c>Packages.db</c> of rpm's own form (ndb, as openSUSE has it): a header, slots that say where each package lies, then the packages in blocks. Numbers are
/// little-endian.
/// </summary>
internal static class NdbTable
{
    private const uint Magic = 0x506d7052; // RpmP
    private const uint SlotMagic = 0x746f6c53; // Slot
    private const uint PackageMagic = 0x53626c42; // BlbS
    private const int PageBytes = 4096;
    private const int SlotBytes = 16;
    private const int BlockBytes = 16;
    private const int Begin = 32;

    /// <summary>The headers, in the order of the slots.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged.</exception>
    public static List<byte[]> Headers(byte[] file)
    {
        if (file.Length < Begin || Number(file, 0) != Magic || Number(file, 4) != 0)
        {
            throw new InvalidDataException("it is no database of rpm's own form, or of a version that is not known");
        }

        var end = (long)Number(file, 12) * PageBytes;
        if (end > file.Length)
        {
            throw Damaged();
        }

        var headers = new List<byte[]>();
        // Two slots that name one place would give more than the file has.
        var left = (long)file.Length;
        for (var slot = Begin; slot + SlotBytes <= end; slot += SlotBytes)
        {
            var (package, block) = (Number(file, slot + 4), Number(file, slot + 8));
            if (Number(file, slot) != SlotMagic)
            {
                throw Damaged();
            }

            if (block != 0)
            {
                var header = Header(file, package, (long)block * BlockBytes);
                left -= header.Length;
                headers.Add(left >= 0 ? header.ToArray() : throw Damaged());
            }
        }

        return headers;
    }

    private static ReadOnlySpan<byte> Header(byte[] file, uint package, long at)
    {
        if (at + BlockBytes > file.Length || Number(file, (int)at) != PackageMagic || Number(file, (int)at + 4) != package)
        {
            throw Damaged();
        }

        var length = Number(file, (int)at + 12);
        return at + BlockBytes + length <= file.Length ? file.AsSpan((int)at + BlockBytes, (int)length) : throw Damaged();
    }

    private static uint Number(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static InvalidDataException Damaged() => new("it is damaged");
}
