namespace Redoubt.Attack.Diff;

/// <summary>What stands between the entries and jewels of one state of a platform, by their names.</summary>
internal sealed class PairTable
{
    private readonly DepthAnalysis _analysis;
    private readonly Dictionary<(string Entry, string Jewel), (EntryDepths Depths, DepthPair Pair)> _pairs;
    private readonly ILookup<string, DepthPair> _byJewel;

    public PairTable(DepthAnalysis analysis)
    {
        _analysis = analysis;
        var pairs = from depths in analysis.From(analysis.Entries) from pair in depths.Pairs select (depths, pair);
        _pairs = pairs.ToDictionary(one => (one.pair.Entry.Name, one.pair.Jewel.Name), one => (one.depths, one.pair));
        _byJewel = _pairs.Values.Select(one => one.Pair).ToLookup(pair => pair.Jewel.Name, StringComparer.Ordinal);
    }

    /// <summary>The pairs.</summary>
    public IEnumerable<(string Entry, string Jewel)> Names => _pairs.Keys;

    /// <summary>A pair, with how its ways lead there; null where there is none.</summary>
    public (EntryDepths Depths, DepthPair Pair)? Find(string entry, string jewel) => _pairs.TryGetValue((entry, jewel), out var found) ? found : null;

    /// <summary>The pair of a jewel that is nearest, whatever the entry; null where the jewel or every entry is missing.</summary>
    public DepthPair? Nearest(string jewel) => _byJewel[jewel].Order(DepthPair.ByNearness).FirstOrDefault();

    /// <summary>Whether an entry has a jewel by what it is.</summary>
    public bool IsOwn(string entry, string jewel) => Find(entry, jewel) is { } found && _analysis.IsOwn(found.Pair.Entry, found.Pair.Jewel);

    /// <summary>Whether some entry has a jewel by no more than these failures.</summary>
    public bool Covers(string jewel, FailureCauses set) => _byJewel[jewel].Any(pair => pair.Sets.Any(other => other.IsWithin(set)));
}
