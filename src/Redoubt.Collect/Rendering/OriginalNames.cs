using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering;

/// <summary>The objects of one kind in one file, found by the name that an overlay made of theirs.</summary>
internal sealed class OriginalNames
{
    private readonly Document? _only;
    private readonly NamesWithin<Document> _names;

    /// <param name="documents">The objects.</param>
    public OriginalNames(IEnumerable<Document> documents)
    {
        var byName = documents.GroupBy(document => document.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        _only = byName.Count == 1 ? byName.Values.First() : null;
        _names = new(byName);
    }

    /// <summary>The object whose name is within a name, the longest such; null if there is none. A single object is meant whatever its name.</summary>
    public Document? Within(string name) => _only ?? _names.Of(name).FirstOrDefault();
}
