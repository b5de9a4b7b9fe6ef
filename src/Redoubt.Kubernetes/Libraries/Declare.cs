using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>Short forms in which the libraries' tables are written.</summary>
internal static class Declare
{
    public static CelFunction Function(string name, string summary, ImmutableArray<CelOverload> overloads, params ImmutableArray<CelExample> examples) =>
        new() { Name = name, Summary = summary, Overloads = overloads, Examples = examples };

    /// <summary>A function with what its calls cost at run time, and what is estimated of them where that is not 1.</summary>
    public static CelFunction Costing(this CelFunction function, CelCost cost, CelEstimate? estimate = null) =>
        function with { Cost = cost, Estimate = estimate };

    public static CelOverload Global(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, Parameters = parameters, Result = result, Body = body };

    public static CelOverload Receiver(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body };

    /// <summary>An example and its value; null where it is an error.</summary>
    public static CelExample Example(string expression, string? value) => new(expression, value);
}
