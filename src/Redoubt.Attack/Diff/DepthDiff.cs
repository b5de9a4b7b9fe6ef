namespace Redoubt.Attack.Diff;

/// <summary>
/// What a change does to what stands between attackers and jewels. It is better where every new failure set contains an old one, worse where every old one
/// contains a new one, and an exchange where neither is so. Immutable.
/// </summary>
public sealed class DepthDiff
{
    private DepthDiff(IReadOnlyList<PairChange> changes) => Changes = changes;

    /// <summary>The pairs whose sets changed: the worse first, then exchanges, then the better; by jewel and entry.</summary>
    public IReadOnlyList<PairChange> Changes { get; }

    /// <summary>Compares two platforms.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    public static DepthDiff Between(DepthAnalysis before, DepthAnalysis after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (new PairTable(before), new PairTable(after));
        var possible = new Lazy<HashSet<string>>(before.ClauseTexts);
        var changes = old.Names.Union(now.Names).Select(name => PairChange.Of(name.Entry, name.Jewel, old, now, clause => !possible.Value.Contains(after.ClauseText(clause)))).OfType<PairChange>();
        return new DepthDiff(
        [
            .. changes.Where(change => !old.IsOwn(change.Entry, change.Jewel) && !now.IsOwn(change.Entry, change.Jewel))
                .OrderBy(change => change.Effect).ThenBy(change => change.Jewel, StringComparer.Ordinal).ThenBy(change => change.Entry, StringComparer.Ordinal),
        ]);
    }
}
