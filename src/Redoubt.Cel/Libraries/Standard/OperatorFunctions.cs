using Redoubt.Cel.Cost;
using Redoubt.Cel.Tree;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>
/// The signatures of the operators, for the checker. The planner makes nodes of their own for them, so there is no code here, and no cost at run time
/// (<see cref="Charges"/>).
/// </summary>
internal static class OperatorFunctions
{
    private static readonly CelType[] Ordered =
        [CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration];

    // In the order of cel-go: where an operand can still be of any type, the first overload that takes it decides.
    private static readonly CelType[] Numbers = [CelType.Double, CelType.Int, CelType.Uint];

    public static IEnumerable<CelFunction> All { get; } =
    [
        Function(Operators.Conditional, "The second if the first is true, else the third.", [Special("conditional", [CelType.Bool, A, A], A)],
            Example("true ? 1 : 2", "1"), Example("false ? 1 : 2", "2")),
        Function(Operators.And, "Both.", [Special("logical_and", [CelType.Bool, CelType.Bool], CelType.Bool)],
            Example("1 / 0 == 1 && false", "false"), Example("true && true", "true")),
        Function(Operators.Or, "One or both.", [Special("logical_or", [CelType.Bool, CelType.Bool], CelType.Bool)],
            Example("1 / 0 == 1 || true", "true"), Example("false || false", "false")),
        Function(Operators.Not, "The opposite.", [Special("logical_not", [CelType.Bool], CelType.Bool)], Example("!true", "false")),
        Function(Operators.NotStrictlyFalse, "Whether a loop goes on.", [Special("not_strictly_false", [CelType.Bool], CelType.Bool)]),
        Function(Operators.Equal, "Equal by value.", [Special("equals", [A, A], CelType.Bool, Estimates.Comparison)],
            Example("dyn(1) == 1.0", "true"), Example("[1, 2] == [1, 2]", "true")),
        Function(Operators.NotEqual, "Not equal by value.", [Special("not_equals", [A, A], CelType.Bool, Estimates.Comparison)], Example("1 != 2", "true")),
        Ordering(Operators.Less, "less", Example("'a' < 'b'", "true"), Example("1 < 2u", "true")),
        Ordering(Operators.LessOrEqual, "less_equals", Example("2 <= 2", "true")),
        Ordering(Operators.Greater, "greater", Example("2 > 1.5", "true")),
        Ordering(Operators.GreaterOrEqual, "greater_equals", Example("1 >= 2", "false")),
        Function(
            Operators.Add,
            "The sum, or one after the other.",
            [
                Special("add_bytes", [CelType.Bytes, CelType.Bytes], CelType.Bytes, Estimates.Concatenation),
                Special("add_double", [CelType.Double, CelType.Double], CelType.Double),
                Special("add_duration_duration", [CelType.Duration, CelType.Duration], CelType.Duration),
                Special("add_duration_timestamp", [CelType.Duration, CelType.Timestamp], CelType.Timestamp),
                Special("add_timestamp_duration", [CelType.Timestamp, CelType.Duration], CelType.Timestamp),
                Special("add_int", [CelType.Int, CelType.Int], CelType.Int),
                Special("add_list", [ListOfA, ListOfA], ListOfA, Estimates.Append),
                Special("add_string", [CelType.String, CelType.String], CelType.String, Estimates.Concatenation),
                Special("add_uint", [CelType.Uint, CelType.Uint], CelType.Uint),
            ],
            Example("1 + 2", "3"), Example("'a' + 'b'", "'ab'"), Example("[1] + [2]", "[1, 2]"), Example("9223372036854775807 + 1", null)),
        Function(
            Operators.Subtract,
            "The difference.",
            [
                Special("subtract_double", [CelType.Double, CelType.Double], CelType.Double),
                Special("subtract_duration_duration", [CelType.Duration, CelType.Duration], CelType.Duration),
                Special("subtract_int", [CelType.Int, CelType.Int], CelType.Int),
                Special("subtract_timestamp_duration", [CelType.Timestamp, CelType.Duration], CelType.Timestamp),
                Special("subtract_timestamp_timestamp", [CelType.Timestamp, CelType.Timestamp], CelType.Duration),
                Special("subtract_uint", [CelType.Uint, CelType.Uint], CelType.Uint),
            ],
            Example("1 - 2", "-1"), Example("1u - 2u", null)),
        Function(Operators.Multiply, "The product.", [.. Numbers.Select(type => Special($"multiply_{type}", [type, type], type))], Example("2 * 3", "6")),
        Function(Operators.Divide, "The quotient, for integers rounded towards zero.", [.. Numbers.Select(type => Special($"divide_{type}", [type, type], type))],
            Example("-7 / 2", "-3"), Example("1 / 0", null), Example("1.0 / 0.0 > 1.0", "true")),
        Function(Operators.Modulo, "The remainder, with the sign of the dividend.",
            [Special("modulo_int", [CelType.Int, CelType.Int], CelType.Int), Special("modulo_uint", [CelType.Uint, CelType.Uint], CelType.Uint)],
            Example("-7 % 2", "-1")),
        Function(Operators.Negate, "The opposite number.",
            [Special("negate_double", [CelType.Double], CelType.Double), Special("negate_int", [CelType.Int], CelType.Int)],
            Example("-(3)", "-3")),
        Function(Operators.In, "Whether a list has an element or a map a key.",
            [Special("in_list", [A, ListOfA], CelType.Bool, Estimates.Search), Special("in_map", [A, MapOfAToB], CelType.Bool)],
            Example("2 in [1, 2]", "true"), Example("'b' in {'a': 1}", "false")),
        Function(
            Operators.Index,
            "The element at an index or under a key.",
            [
                Special("index_list", [ListOfA, CelType.Int], A),
                Special("index_map", [MapOfAToB, A], B),
                Special("optional_list_index_int", [CelType.Optional(ListOfA), CelType.Int], OptionalOfA),
                Special("optional_map_index_value", [CelType.Optional(MapOfAToB), A], CelType.Optional(B)),
            ],
            Example("[1, 2][1]", "2"), Example("{'a': 1}['a']", "1"), Example("[1][1]", null)),
        Function(
            Operators.OptionalIndex,
            "The element at an index or under a key, if there is one.",
            [
                Special("list_optindex_optional_int", [ListOfA, CelType.Int], OptionalOfA),
                Special("optional_list_optindex_optional_int", [CelType.Optional(ListOfA), CelType.Int], OptionalOfA),
                Special("map_optindex_optional_value", [MapOfAToB, A], CelType.Optional(B)),
                Special("optional_map_optindex_optional_value", [CelType.Optional(MapOfAToB), A], CelType.Optional(B)),
            ],
            Example("[1][?1] == optional.none()", "true")),
    ];

    private static CelFunction Ordering(string name, string id, params CelExample[] examples)
    {
        var same = Ordered.Select(type => (type, type));
        var mixed = from left in Numbers from right in Numbers where left != right select (left, right);
        var overloads = same.Concat(mixed).Select(pair => Special(
            $"{id}_{pair.Item1.Name}_{pair.Item2.Name}",
            [pair.Item1, pair.Item2],
            CelType.Bool,
            pair.Item1.Kind is CelTypeKind.String or CelTypeKind.Bytes ? Estimates.Comparison : null));
        return Function(name, "Compares by order.", [.. overloads], [.. examples]);
    }

    /// <summary>An operator that has a node of its own; this code is never reached.</summary>
    private static CelOverload Special(string id, CelType[] parameters, CelType result, CelEstimate? estimate = null) =>
        Global(id, [.. parameters], result, _ => CelValue.Error("an operator is not called as a function"), estimate: estimate);
}
