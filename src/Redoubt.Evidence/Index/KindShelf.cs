using System.Collections.Immutable;

namespace Redoubt.Evidence.Index;

/// <summary>A document and its place in the platform's order.</summary>
internal readonly record struct Placed(Document Document, int Order);

/// <summary>The documents of one kind, by namespace. Immutable; a changed copy shares the namespaces that did not change.</summary>
internal sealed class KindShelf
{
    private readonly ImmutableDictionary<string, NamespaceShelf> _namespaces;
    private Document[]? _all;

    private KindShelf(ImmutableDictionary<string, NamespaceShelf> namespaces) => _namespaces = namespaces;

    public static KindShelf Empty { get; } = new(ImmutableDictionary<string, NamespaceShelf>.Empty);

    /// <summary>The documents of every namespace, in order.</summary>
    public Document[] All => _all ??= InOrder(Placed);

    /// <summary>The documents and their places, in no order.</summary>
    public IEnumerable<Placed> Placed => _namespaces.Values.SelectMany(inside => inside.Placed);

    public static KindShelf Of(IEnumerable<Placed> documents) => new(documents.GroupBy(place => place.Document.Namespace)
        .ToImmutableDictionary(group => group.Key, group => NamespaceShelf.Of(group)));

    public NamespaceShelf? In(string ns) => _namespaces.GetValueOrDefault(ns);

    public KindShelf With(IEnumerable<Document> documents, ref int order)
    {
        var namespaces = _namespaces;
        foreach (var group in documents.GroupBy(document => document.Namespace))
        {
            namespaces = namespaces.SetItem(group.Key, namespaces.GetValueOrDefault(group.Key, NamespaceShelf.Empty).With(group, ref order));
        }

        return new KindShelf(namespaces);
    }

    public static Document[] InOrder(IEnumerable<Placed> documents)
    {
        Placed[] placed = [.. documents];
        Array.Sort(placed, (left, right) => left.Order.CompareTo(right.Order));
        return Array.ConvertAll(placed, place => place.Document);
    }
}
