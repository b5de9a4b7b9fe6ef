namespace Redoubt.Catalog.Judge;

/// <summary>Keeps the tallies of many parts, of which most are alike, once. For one thread.</summary>
internal sealed class SameTallies
{
    private readonly Dictionary<int, (int Control, Tally Tally)[]> _known = [];

    /// <summary>The tallies as an array, which may serve several parts.</summary>
    public (int Control, Tally Tally)[] Of(List<(int Control, Tally Tally)> tallies)
    {
        var hash = new HashCode();
        foreach (var tally in tallies)
        {
            hash.Add(tally);
        }

        var key = hash.ToHashCode();
        if (_known.TryGetValue(key, out var known) && known.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tallies)))
        {
            return known;
        }

        return _known[key] = [.. tallies];
    }
}
