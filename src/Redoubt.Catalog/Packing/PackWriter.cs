using System.Text;
using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>Gathers the parts of a <see cref="Pack"/>.</summary>
public sealed class PackWriter
{
    private readonly List<(string Name, byte[] Bytes)> _parts = [];

    /// <summary>Takes the expressions of all parts.</summary>
    public CelImageWriter Image { get; } = new();

    /// <summary>Adds a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes it.</param>
    public void Add(string name, Action<BinaryWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        _parts.Add((name, bytes.ToArray()));
    }

    /// <summary>The pack.</summary>
    public byte[] ToArray()
    {
        var (plans, trees) = (new MemoryStream(), new MemoryStream());
        Image.WriteTo(plans, trees);
        (string Name, byte[] Bytes)[] parts = [.. _parts, (Pack.PlansPart, plans.ToArray()), (Pack.TreesPart, trees.ToArray())];
        var table = new MemoryStream();
        using (var writer = new BinaryWriter(table, Encoding.UTF8, leaveOpen: true))
        {
            writer.WriteList(parts, static (w, part) =>
            {
                w.Write(part.Name);
                w.Write(part.Bytes.Length);
                w.Write(Checksum.Of(part.Bytes));
            });
        }

        var pack = new MemoryStream();
        using (var writer = new BinaryWriter(pack, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Pack.Magic);
            writer.Write((int)table.Length);
            writer.Write(Checksum.Of(table.ToArray()));
            writer.Write(table.ToArray());
            foreach (var part in parts)
            {
                writer.Write(part.Bytes);
            }
        }

        return pack.ToArray();
    }
}
