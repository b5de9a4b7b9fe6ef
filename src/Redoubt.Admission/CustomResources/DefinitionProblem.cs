using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.CustomResources;

/// <summary>Why an API server would refuse a rule of a definition.</summary>
/// <param name="Path">Where in the schema: <c>openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule</c>.</param>
/// <param name="Text">The error in the API server's words, with its type.</param>
/// <param name="At">The place: the rule's field, else the rule.</param>
/// <param name="IsCost">Whether only the estimated cost is too high.</param>
public sealed record DefinitionProblem(string Path, string Text, Node At, bool IsCost = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Text}";
}

/// <summary>What an expression of a definition can cost by the API server's estimate.</summary>
/// <param name="Path">Where in the schema.</param>
/// <param name="Expression">Its text.</param>
/// <param name="Each">The most that one evaluation costs.</param>
/// <param name="Times">How often its level can stand in one object, as the estimate has it.</param>
/// <param name="Limit">What it may cost in all.</param>
/// <param name="At">The expression's place.</param>
public sealed record RuleCost(string Path, string Expression, ulong Each, ulong Times, ulong Limit, Node At)
{
    /// <summary>The cost that is held against the limit.</summary>
    public ulong Total => CostText.Product(Each, Times);
}

/// <summary>What an API server would say of the rules of one version of a definition.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Version">The version's name.</param>
/// <param name="Problems">Why it would be refused; empty if it would not.</param>
/// <param name="Costs">Each expression's cost, in the order of the schema.</param>
public sealed record DefinitionReport(
    Document Definition, string Version, ImmutableArray<DefinitionProblem> Problems, ImmutableArray<RuleCost> Costs)
{
    /// <summary>The cost of all expressions together.</summary>
    public ulong TotalCost => Costs.Aggregate(0ul, (sum, cost) => CostText.Sum(sum, cost.Total));

    /// <summary>What that may be.</summary>
    public static ulong TotalLimit => CostText.TotalLimit;
}
