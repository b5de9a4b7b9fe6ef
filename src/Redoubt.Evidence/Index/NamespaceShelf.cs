using System.Collections.Concurrent;

namespace Redoubt.Evidence;

/// <summary>The documents of one kind in one namespace, with their indexes, each built when it is first asked.</summary>
internal sealed class NamespaceShelf
{
    private readonly Lazy<Dictionary<string, Document[]>> _byName;
    private readonly ConcurrentDictionary<string, Dictionary<string, Document[]>> _byLabel = new();

    public NamespaceShelf(Placed[] placed)
    {
        Placed = placed;
        Documents = Array.ConvertAll(placed, place => place.Document);
        _byName = new(() => Documents.GroupBy(document => document.Name).ToDictionary(group => group.Key, group => group.ToArray()));
    }

    public static NamespaceShelf Empty { get; } = new([]);

    public Placed[] Placed { get; }

    public Document[] Documents { get; }

    public Document[] Named(string name) => _byName.Value.GetValueOrDefault(name, []);

    /// <summary>Asks the index of one label that the selector names, if it names one, and the selector only for what that leaves.</summary>
    public IEnumerable<Document> Selected(LabelSelector selector)
    {
        Document[] candidates = selector.FirstEquality is { } label ? Labelled(label.Name, label.Value) : Documents;
        return candidates.Where(document => selector.Selects(document.Labels));
    }

    /// <summary>
    /// The shelf with each document in the place of those of its name. Several of one name in <paramref name="documents"/> all stay.
    /// </summary>
    public NamespaceShelf With(Document[] documents, ref int order)
    {
        var names = documents.Select(document => document.Name).ToHashSet();
        var places = Placed.Where(place => names.Contains(place.Document.Name))
            .GroupBy(place => place.Document.Name).ToDictionary(group => group.Key, group => group.First().Order);
        var placed = Placed.Where(place => !names.Contains(place.Document.Name)).ToList();
        foreach (Document document in documents)
            placed.Add(new Placed(document, places.Remove(document.Name, out int place) ? place : order++));
        placed.Sort((left, right) => left.Order.CompareTo(right.Order));
        return new NamespaceShelf([.. placed]);
    }

    private Document[] Labelled(string name, string value) =>
        _byLabel.GetOrAdd(name, ByLabel).GetValueOrDefault(value, []);

    private Dictionary<string, Document[]> ByLabel(string name) => Documents
        .Select(document => (Document: document, Value: document.Labels[name].AsString()))
        .Where(labelled => labelled.Value is not null)
        .GroupBy(labelled => labelled.Value!, labelled => labelled.Document)
        .ToDictionary(group => group.Key, group => group.ToArray());
}
