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

    /// <summary>The part of it that cel-go does not have: <c>duration(int)</c>, and <c>existsOne</c> over one variable.</summary>
    public static CelLibrary BeyondCelGo { get; } = new()
    {
        Name = "beyond cel-go",
        Functions = [.. Library.Functions.Where(function => function.Name == "duration").Select(DurationOfInt)],
        Macros = [.. Library.Macros.Where(macro => macro.Name == "existsOne")],
    };

    private static CelFunction DurationOfInt(CelFunction duration) =>
        duration with { Overloads = duration.Overloads.RemoveAll(overload => !overload.Parameters[0].Equals(CelType.Int)), Examples = [] };

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
