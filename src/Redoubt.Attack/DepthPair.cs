namespace Redoubt.Attack;

/// <summary>What stands between an entry and a jewel.</summary>
public sealed class DepthPair
{
    private readonly JewelSummary _summary;
    private readonly Lazy<IReadOnlyList<FailureCauses>> _sets;

    internal DepthPair(AttackEntry entry, AttackJewel jewel, JewelSummary summary, Func<IReadOnlyList<FailureCauses>> sets) =>
        (Entry, Jewel, _summary, _sets) = (entry, jewel, summary, new Lazy<IReadOnlyList<FailureCauses>>(sets));

    /// <summary>The nearest first: by depth, firm depth, what it falls to, then by the entry's name.</summary>
    public static Comparer<DepthPair> ByNearness { get; } = Comparer<DepthPair>.Create((one, other) =>
        one.Nearness.CompareTo(other.Nearness) is not 0 and var nearer ? nearer : string.CompareOrdinal(one.Entry.Name, other.Entry.Name));

    private (int, int, int) Nearness => (Depth ?? int.MaxValue, Firm ?? int.MaxValue, Falls.Count == 0 ? int.MaxValue : Falls[0].Depth);

    /// <summary>The entry.</summary>
    public AttackEntry Entry { get; }

    /// <summary>The jewel.</summary>
    public AttackJewel Jewel { get; }

    /// <summary>All minimal sets of causes that must fail together, the smallest first; one empty set where nothing stands in the way.</summary>
    public IReadOnlyList<FailureCauses> Sets => _sets.Value;

    /// <summary>To what the depth falls if an unseen fact is bad, the worst first.</summary>
    public IReadOnlyList<DepthFall> Falls => _summary.Falls;

    /// <summary>Up to how many causes all sets are known.</summary>
    public int Known => _summary.Known;

    /// <summary>The least number of causes that must fail; null if it is more than <see cref="Known"/>.</summary>
    public int? Depth => _summary.Depth;

    /// <summary>The same without those that stop only some forms of an attack.</summary>
    public int? Firm => _summary.Firm;

    /// <summary>How many causes must fail at least: what the search has shown, also where a limit was hit.</summary>
    public int AtLeast => Math.Min(Depth ?? int.MaxValue, Known + 1);

    /// <summary>The depth as it is told: <c>2</c>; <c>2..3</c> where a limit was hit; <c>>4</c> where it is more than is known.</summary>
    public string DepthText => Text(Depth);

    /// <summary>The firm depth as it is told.</summary>
    public string FirmText => Text(Firm);

    // One level more than is known may be told: what is smaller would have been found.
    private string Text(int? depth) => depth is not { } found ? $">{Known}" : found <= Known + 1 ? $"{found}" : $"{Known + 1}..{found}";
}

/// <summary>Causes that must fail together.</summary>
/// <param name="Causes">Their names, sorted.</param>
/// <param name="Firm">How many of them stop every form of an attack.</param>
/// <param name="Number">The set's number in the search of its entry.</param>
public sealed record FailureCauses(IReadOnlyList<string> Causes, int Firm, int Number)
{
    /// <summary>The mechanisms that fail, each with its layer, by name.</summary>
    public required IReadOnlyList<(string Layer, string Mechanism)> Mechanisms { get; init; }

    internal bool IsSame(FailureCauses other) => Causes.SequenceEqual(other.Causes);

    /// <summary>Whether all of it fails in another set too.</summary>
    internal bool IsWithin(FailureCauses other) => Causes.All(other.Causes.Contains);

    /// <inheritdoc/>
    public override string ToString() => Causes.Count == 0 ? "nothing" : string.Join(" + ", Causes);
}

/// <summary>To what a depth falls if something that nobody has looked at is bad.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Depth">The depth then.</param>
/// <param name="Say">What would be bad.</param>
/// <param name="Look">The command that tells.</param>
public sealed record DepthFall(string Fact, int Depth, string Say, string Look);
