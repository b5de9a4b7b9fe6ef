using System.Collections.Immutable;

namespace Redoubt.Cel.Libraries;

/// <summary>Short forms in which the libraries' tables are written.</summary>
internal static class Declare
{
    public static readonly CelType A = CelType.Parameter("A");
    public static readonly CelType B = CelType.Parameter("B");
    public static readonly CelType ListOfA = CelType.List(A);
    public static readonly CelType MapOfAToB = CelType.Map(A, B);
    public static readonly CelType OptionalOfA = CelType.Optional(A);

    public delegate CelValue Unary(in CelValue value);

    public delegate CelValue Binary(in CelValue first, in CelValue second);

    public static CelOverload Global(
        string id, ImmutableArray<CelType> parameters, CelType result, CelBody body, CelCost? cost = null, CelEstimate? estimate = null) =>
        new() { Id = id, Parameters = parameters, Result = result, Body = body, Cost = cost, Estimate = estimate };

    public static CelOverload Global(string id, CelType parameter, CelType result, Unary body, CelCost? cost = null, CelEstimate? estimate = null) =>
        Global(id, [parameter], result, arguments => body(arguments[0]), cost, estimate);

    public static CelOverload Global(
        string id, CelType first, CelType second, CelType result, Binary body, CelCost? cost = null, CelEstimate? estimate = null) =>
        Global(id, [first, second], result, arguments => body(arguments[0], arguments[1]), cost, estimate);

    public static CelOverload Receiver(
        string id, ImmutableArray<CelType> parameters, CelType result, CelBody body, CelCost? cost = null, CelEstimate? estimate = null) =>
        new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body, Cost = cost, Estimate = estimate };

    public static CelOverload Receiver(string id, CelType receiver, CelType result, Unary body, CelCost? cost = null, CelEstimate? estimate = null) =>
        Receiver(id, [receiver], result, arguments => body(arguments[0]), cost, estimate);

    public static CelOverload Receiver(
        string id, CelType receiver, CelType argument, CelType result, Binary body, CelCost? cost = null, CelEstimate? estimate = null) =>
        Receiver(id, [receiver, argument], result, arguments => body(arguments[0], arguments[1]), cost, estimate);

    public static CelFunction Function(string name, string summary, ImmutableArray<CelOverload> overloads, params ImmutableArray<CelExample> examples) =>
        new() { Name = name, Summary = summary, Overloads = overloads, Examples = examples };

    /// <summary>Functions that a library has from one version on.</summary>
    public static CelFunction[] Since(int introduced, int version, CelFunction[] functions) => version >= introduced ? functions : [];

    /// <summary>An example and its value; null where it is an error.</summary>
    public static CelExample Example(string expression, string? value) => new(expression, value);
}
