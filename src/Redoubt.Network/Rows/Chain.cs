namespace Redoubt.Network.Rows;

/// <summary>Rules in the order in which they are asked: the first that fits decides.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record Chain(IReadOnlyList<Step> Steps)
{
    public static Chain Empty { get; } = new([]);

    /// <summary>All its rules.</summary>
    public IEnumerable<RowRule> Rules => Steps.SelectMany(step => step.Rule is { } rule ? [rule] : step.Tie.SelectMany(chain => chain.Rules));
}

/// <summary>A rule, or several chains of which nobody says which is asked first.</summary>
/// <param name="Rule">The rule; null for a tie.</param>
/// <param name="Tie">The chains; none for a rule.</param>
internal sealed record Step(RowRule? Rule, IReadOnlyList<Chain> Tie)
{
    public static Step Of(RowRule rule) => new(rule, []);
}
