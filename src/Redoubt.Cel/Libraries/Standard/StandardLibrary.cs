using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>The standard library, put together from its parts (cel-spec, "Standard Definitions").</summary>
internal static class StandardLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "standard",
        Functions = [.. OperatorFunctions.All, .. Sizes.All, .. TextFunctions.All, .. Conversions.All, .. TimeFunctions.All],
        Constants = Types(),
        Macros = [Has.Macro, .. Quantifiers.Macros, .. MapAndFilter.Macros],
    };

    /// <summary>The part of it that compares numbers of different types by order.</summary>
    public static CelLibrary Mixed { get; } = new()
    {
        Name = "mixed-comparisons",
        Functions = [.. Library.Functions.Where(IsOrdering).Select(Mixing)],
    };

    private static bool IsOrdering(CelFunction function) =>
        function.Name is Operators.Less or Operators.LessOrEqual or Operators.Greater or Operators.GreaterOrEqual;

    private static CelFunction Mixing(CelFunction ordering) =>
        ordering with { Overloads = ordering.Overloads.RemoveAll(overload => overload.Parameters[0].Equals(overload.Parameters[1])), Examples = [] };

    private static ImmutableArray<(string, CelValue, CelType)> Types() =>
    [
        .. new (string, CelType)[]
        {
            ("bool", CelType.Bool), ("int", CelType.Int), ("uint", CelType.Uint), ("double", CelType.Double), ("string", CelType.String),
            ("bytes", CelType.Bytes), ("list", CelType.AnyList), ("map", CelType.AnyMap), ("null_type", CelType.Null), ("type", CelType.AnyType),
            ("google.protobuf.Timestamp", CelType.Timestamp), ("google.protobuf.Duration", CelType.Duration),
        }.Select(type => (type.Item1, CelValue.Type(type.Item2), CelType.TypeOf(type.Item2))),
    ];
}
