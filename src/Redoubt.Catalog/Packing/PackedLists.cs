namespace Redoubt.Catalog.Packing;

/// <summary>Counted lists in a pack.</summary>
public static class PackedLists
{
    /// <summary>Writes a list, its length first.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes one.</param>
    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    /// <summary>Writes texts, their number first.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="items">The texts.</param>
    public static void WriteTexts(this BinaryWriter writer, IReadOnlyList<string> items) => writer.WriteList(items, static (w, item) => w.Write(item));
}
