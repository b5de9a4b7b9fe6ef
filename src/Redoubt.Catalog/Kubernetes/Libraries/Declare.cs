using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes.Libraries;

/// <summary>Short forms in which the libraries' tables are written.</summary>
internal static class Declare
{
    public static CelFunction Function(string name, string summary, ImmutableArray<CelOverload> overloads, params ImmutableArray<CelExample> examples) =>
        new() { Name = name, Summary = summary, Overloads = overloads, Examples = examples };

    public static CelOverload Global(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, Parameters = parameters, Result = result, Body = body };

    public static CelOverload Receiver(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body };

    /// <summary>An example and its value; null where it is an error.</summary>
    public static CelExample Example(string expression, string? value) => new(expression, value);
}
