namespace Redoubt.Catalog;

/// <summary>How many things must fail before something is lost, as an analysis of attacks says (docs/depth.md).</summary>
/// <param name="Jewels">What must not be lost, the whole cluster's first.</param>
/// <param name="Notes">What whoever reads it should know.</param>
public sealed record DepthSummary(IReadOnlyList<JewelDepth> Jewels, IReadOnlyList<string> Notes)
{
    /// <summary>The objects that make ways to jewels possible, each with the nearest of its ways; empty where it was not asked.</summary>
    public IReadOnlyDictionary<SubjectName, DepthWay> Reached { get; init; } = new Dictionary<SubjectName, DepthWay>();
}

/// <summary>A way to what must not be lost.</summary>
/// <param name="Jewel">What must not be lost.</param>
/// <param name="From">Where the attacker begins.</param>
/// <param name="Causes">What must fail; empty where nothing has to.</param>
/// <param name="Steps">What he does, in order.</param>
public sealed record DepthWay(string Jewel, string From, IReadOnlyList<string> Causes, IReadOnlyList<DepthStep> Steps);

/// <summary>The nearest way to something that must not be lost.</summary>
public sealed record JewelDepth
{
    /// <summary>What it is: <c>cluster-admin</c>, <c>all-secrets</c>, <c>nodes</c>, <c>stores</c>, <c>secrets</c>, the last three of whichever is nearest.</summary>
    public required string Name { get; init; }

    /// <summary>How many causes must fail, as it is told: <c>2</c>, <c>2..3</c>, <c>>4</c>.</summary>
    public required string Depth { get; init; }

    /// <summary>How many causes must fail at least: what a search has shown, and what a gate may rely on.</summary>
    public required int AtLeast { get; init; }

    /// <summary>Where the attacker begins.</summary>
    public required string From { get; init; }

    /// <summary>What stands in the way and must fail, by layer: the mechanisms of the smallest failure sets.</summary>
    public required IReadOnlyDictionary<Layer, IReadOnlyList<string>> Mechanisms { get; init; }

    /// <summary>The single failures that lose it.</summary>
    public required IReadOnlyList<string> SinglePoints { get; init; }

    /// <summary>To what it falls if something that nobody has looked at is bad, as a sentence; empty if it does not.</summary>
    public required string Falls { get; init; }
}
