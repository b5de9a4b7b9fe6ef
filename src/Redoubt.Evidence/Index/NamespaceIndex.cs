using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Index;

/// <summary>
/// The documents of one kind in one namespace, with their indexes. A changed copy costs what changed: only names are indexed from the
/// start, everything else is built when it is first asked.
/// </summary>
internal sealed class NamespaceIndex
{
    private readonly ImmutableDictionary<string, NameIndex> _byName;
    private readonly ConcurrentDictionary<string, Dictionary<string, Document[]>> _byLabel = new();
    private Document[]? _documents;
    private StrongBox<Placed>? _first;
    private StrongBox<Placed>? _firstNamed;

    private NamespaceIndex(ImmutableDictionary<string, NameIndex> byName) => _byName = byName;

    public static NamespaceIndex Empty { get; } = new(ImmutableDictionary<string, NameIndex>.Empty);

    /// <summary>The documents and their places, in no order.</summary>
    public IEnumerable<Placed> Placed => _byName.Values.SelectMany(named => named.Placed);

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _byName.IsEmpty;

    /// <summary>The document that comes before all others.</summary>
    public Placed First => (_first ??= new(Placed.MinBy(place => place.Order))).Value;

    /// <summary>The one that comes before all others that name the namespace; no document if none does.</summary>
    public Placed FirstNamed => (_firstNamed ??= new(Placed.Where(place => place.Document.IsNamespaceNamed).OrderBy(place => place.Order).FirstOrDefault())).Value;

    /// <summary>The documents in order.</summary>
    public Document[] Documents => _documents ??= KindIndex.InOrder(Placed);

    public static NamespaceIndex Of(IEnumerable<Placed> documents) =>
        new(documents.GroupBy(place => place.Document.Name).ToImmutableDictionary(group => group.Key, group => new NameIndex([.. group])));

    public Document[] Named(string name) =>
        _byName.TryGetValue(name, out var named) ? named.Documents : [];

    /// <summary>Asks the index of one label that the selector names, if it names one, and the selector only for what that leaves.</summary>
    public IEnumerable<Document> Selected(LabelSelector selector)
    {
        var candidates = selector.FirstEquality is { } label ? Labelled(label.Name, label.Value) : Documents;
        return candidates.Where(document => selector.Selects(document.Labels));
    }

    /// <summary>The index with these documents in the place of all that have their names.</summary>
    public NamespaceIndex With(IEnumerable<Document> documents, ref int order)
    {
        var byName = _byName;
        foreach (var group in documents.GroupBy(document => document.Name))
        {
            var placed = new List<Placed>();
            foreach (var document in group)
            {
                var known = byName.TryGetValue(group.Key, out var before) && placed.Count == 0;
                placed.Add(new Placed(document, known ? before!.Placed[0].Order : order++));
            }
            byName = byName.SetItem(group.Key, new NameIndex([.. placed]));
        }
        return new NamespaceIndex(byName);
    }

    /// <summary>The index without what has these names.</summary>
    public NamespaceIndex Without(IEnumerable<string> names) => new(_byName.RemoveRange(names));

    /// <summary>The place of a document in the platform's order.</summary>
    public int OrderOf(Document document) => Array.Find(_byName[document.Name].Placed, place => ReferenceEquals(place.Document, document)).Order;

    /// <summary>Adds what is in only one of two indexes. Costs what the indexes are long; nothing where they are the same.</summary>
    public static void Compare(NamespaceIndex before, NamespaceIndex after, PlatformChange change)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var (name, index) in before._byName)
        {
            if (!after._byName.TryGetValue(name, out var now) || !ReferenceEquals(index, now))
            {
                change.Gone(index.Documents);
            }
        }

        foreach (var (name, index) in after._byName)
        {
            if (!before._byName.TryGetValue(name, out var then) || !ReferenceEquals(index, then))
            {
                change.Come(index.Documents);
            }
        }
    }

    private Document[] Labelled(string name, string value) =>
        _byLabel.GetOrAdd(name, ByLabel).GetValueOrDefault(value, []);

    private Dictionary<string, Document[]> ByLabel(string name) => Documents
        .Select(document => (Document: document, Value: document.Labels[name].AsString()))
        .Where(labelled => labelled.Value is not null)
        .GroupBy(labelled => labelled.Value!, labelled => labelled.Document)
        .ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The documents that claim to be one object: one, as a rule.</summary>
    private sealed class NameIndex(Placed[] placed)
    {
        public Placed[] Placed { get; } = placed;

        public Document[] Documents { get; } = Array.ConvertAll(placed, place => place.Document);
    }
}
