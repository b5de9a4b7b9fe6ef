namespace Redoubt.Catalog.Packing;

/// <summary>Counted lists in a pack.</summary>
internal static class PackedLists
{
    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    public static void WriteStrings(this BinaryWriter writer, IReadOnlyList<string> items) =>
        writer.WriteList(items, static (w, item) => w.Write(item));

    public static T[] ReadList<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }

    public static string[] ReadStrings(this BinaryReader reader) => reader.ReadList(static r => r.ReadString());
}
