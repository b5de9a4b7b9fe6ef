using Redoubt.Cel;

namespace Redoubt.Kubernetes.Cost;

/// <summary>
/// What API servers count otherwise than cel-go (kubernetes/apiserver, <c>pkg/cel/library/cost.go</c>) for functions that are cel-go's.
/// Kubernetes' own functions say what they cost where they are declared. It is added when all functions are.
/// </summary>
internal static class KubernetesCosts
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.costs",
        Functions = [.. StringCosts.Functions, .. NetworkCosts.Functions, EqualityCosts.Function],
    };

    /// <summary>A function that exists, with what it costs.</summary>
    public static CelFunction Function(string name, CelCost? cost, CelEstimate? estimate) =>
        new() { Name = name, Overloads = [], Cost = cost, Estimate = estimate };
}
