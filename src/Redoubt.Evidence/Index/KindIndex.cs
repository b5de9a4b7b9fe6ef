using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Redoubt.Evidence.Index;

/// <summary>A document and its place in the platform's order.</summary>
internal readonly record struct Placed(Document Document, int Order);

/// <summary>The documents of one kind, by namespace. Immutable; a changed copy shares the namespaces that did not change.</summary>
internal sealed class KindIndex
{
    private readonly ImmutableDictionary<string, NamespaceIndex> _namespaces;
    private Document[]? _all;
    private StrongBox<Placed>? _first;

    private KindIndex(ImmutableDictionary<string, NamespaceIndex> namespaces) => _namespaces = namespaces;

    public static KindIndex Empty { get; } = new(ImmutableDictionary<string, NamespaceIndex>.Empty);

    /// <summary>The documents of every namespace, in order.</summary>
    public Document[] All => _all ??= InOrder(Placed);

    /// <summary>The documents and their places, in no order.</summary>
    public IEnumerable<Placed> Placed => _namespaces.Values.SelectMany(inside => inside.Placed);

    public static KindIndex Of(IEnumerable<Placed> documents) => new(documents.GroupBy(place => place.Document.Namespace)
        .ToImmutableDictionary(group => group.Key, group => NamespaceIndex.Of(group)));

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _namespaces.IsEmpty;

    /// <summary>The document that comes before all others.</summary>
    public Placed First => (_first ??= new(_namespaces.Values.Select(inside => inside.First).MinBy(place => place.Order))).Value;

    public NamespaceIndex? In(string ns) => _namespaces.GetValueOrDefault(ns);

    public KindIndex With(IEnumerable<Document> documents, ref int order)
    {
        var namespaces = _namespaces;
        foreach (var group in documents.GroupBy(document => document.Namespace))
        {
            namespaces = namespaces.SetItem(group.Key, namespaces.GetValueOrDefault(group.Key, NamespaceIndex.Empty).With(group, ref order));
        }

        return new KindIndex(namespaces);
    }

    /// <summary>The index without these objects.</summary>
    public KindIndex Without(IEnumerable<ObjectKey> keys)
    {
        var namespaces = _namespaces;
        foreach (var group in keys.GroupBy(key => key.Namespace))
        {
            if (namespaces.TryGetValue(group.Key, out var inside))
            {
                inside = inside.Without(group.Select(key => key.Name));
                namespaces = inside.IsEmpty ? namespaces.Remove(group.Key) : namespaces.SetItem(group.Key, inside);
            }
        }

        return new KindIndex(namespaces);
    }

    /// <summary>Adds what is in only one of two indexes.</summary>
    public static void Compare(KindIndex before, KindIndex after, PlatformChange change)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var ns in before._namespaces.Keys.Union(after._namespaces.Keys))
        {
            NamespaceIndex.Compare(before.In(ns) ?? NamespaceIndex.Empty, after.In(ns) ?? NamespaceIndex.Empty, change);
        }
    }

    public static Document[] InOrder(IEnumerable<Placed> documents)
    {
        Placed[] placed = [.. documents];
        Array.Sort(placed, (left, right) => left.Order.CompareTo(right.Order));
        return Array.ConvertAll(placed, place => place.Document);
    }
}
