using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// The objects of one kind in one file, found by the name that an overlay made of theirs: it puts something before or behind a name, or a hash. Finding one costs
/// as much as the name is long, however many objects there are.
/// </summary>
/// <param name="documents">The objects.</param>
internal sealed class OriginalNames(IEnumerable<Document> documents)
{
    private readonly Dictionary<string, Document> _byName = documents.GroupBy(document => document.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    private int[]? _lengths;

    /// <summary>The object whose name is within a name, the longest such; null if there is none. A single object is meant whatever its name.</summary>
    public Document? Within(string name)
    {
        if (_byName.Count == 1)
        {
            return _byName.Values.First();
        }

        if (_byName.TryGetValue(name, out var same))
        {
            return same;
        }

        _lengths ??= [.. _byName.Keys.Select(key => key.Length).Where(length => length > 0).Distinct().OrderDescending()];
        var names = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths)
        {
            for (var start = 0; start + length <= name.Length; start++)
            {
                if (names.TryGetValue(name.AsSpan(start, length), out var found))
                {
                    return found;
                }
            }
        }
        return null;
    }
}
