using System.Text;

namespace Redoubt.Catalog.Packing;

/// <summary>The part of a pack that is read only when a text is shown. For many threads.</summary>
/// <param name="pack">The pack.</param>
/// <param name="start">Where the texts begin.</param>
internal sealed class PackedTexts(Stream pack, long start)
{
    public ControlText Read(int offset)
    {
        lock (pack)
        {
            pack.Position = start + offset;
            using var reader = new BinaryReader(pack, Encoding.UTF8, leaveOpen: true);
            return TextRecord.Read(reader);
        }
    }
}
