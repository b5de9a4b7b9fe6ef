using System.Collections;

namespace Redoubt.Catalog.Packing;

/// <summary>A list of a pack that is read when it is first asked for.</summary>
/// <param name="read">Reads it.</param>
internal sealed class PackedList<T>(Func<T[]> read) : IReadOnlyList<T>
{
    private T[]? _items;

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    private T[] Items => _items ??= read();

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
