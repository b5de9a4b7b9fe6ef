namespace Redoubt.Evidence;

/// <summary>A document and its place in the platform's order.</summary>
internal readonly record struct Placed(Document Document, int Order);

/// <summary>The documents of one kind, by namespace. Immutable; a changed copy shares the namespaces that did not change.</summary>
internal sealed class KindShelf
{
    private readonly Dictionary<string, NamespaceShelf> _namespaces;
    private readonly Lazy<Document[]> _all;

    private KindShelf(Dictionary<string, NamespaceShelf> namespaces)
    {
        _namespaces = namespaces;
        _all = new(() => InOrder([this]));
    }

    public static KindShelf Empty { get; } = new([]);

    /// <summary>The documents of every namespace, in order.</summary>
    public IReadOnlyList<Document> All => _all.Value;

    public static KindShelf Of(IEnumerable<Placed> documents) =>
        new(documents.GroupBy(place => place.Document.Namespace).ToDictionary(group => group.Key, group => new NamespaceShelf([.. group])));

    public NamespaceShelf? In(string ns) => _namespaces.GetValueOrDefault(ns);

    public KindShelf With(IEnumerable<Document> documents, ref int order)
    {
        var namespaces = new Dictionary<string, NamespaceShelf>(_namespaces);
        foreach (IGrouping<string, Document> group in documents.GroupBy(document => document.Namespace))
            namespaces[group.Key] = namespaces.GetValueOrDefault(group.Key, NamespaceShelf.Empty).With([.. group], ref order);
        return new KindShelf(namespaces);
    }

    public static Document[] InOrder(IEnumerable<KindShelf> shelves)
    {
        Placed[] placed = [.. shelves.SelectMany(shelf => shelf._namespaces.Values).SelectMany(inside => inside.Placed)];
        Array.Sort(placed, (left, right) => left.Order.CompareTo(right.Order));
        return Array.ConvertAll(placed, place => place.Document);
    }
}
