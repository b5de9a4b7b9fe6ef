using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Numbers, as cel-go's <c>ext.Math</c> numbers it. 0: greatest, least. 1: rounding, sign, tests of doubles, bits. 2: sqrt.
/// </summary>
internal static class MathLibrary
{
    internal const int Newest = 2;

    private static readonly ImmutableArray<CelType> Numbers = [CelType.Double, CelType.Int, CelType.Uint];

    internal static CelLibrary Version(int version) => new()
    {
        Name = "math",
        Functions = [.. Extremes, .. version >= 1 ? [.. Doubles, .. Signs, .. Bits] : Array.Empty<CelFunction>(), .. version >= 2 ? [Sqrt] : Array.Empty<CelFunction>()],
        Macros = [ExtremeMacro("greatest"), ExtremeMacro("least")],
    };

    private static CelFunction[] Extremes =>
    [
        Extreme("greatest", 1, "The greatest of numbers, or of a list of numbers.", new CelExample("math.greatest(1, 2u, 1.5)", "2u"), new CelExample("math.greatest([-1])", "-1")),
        Extreme("least", -1, "The least of numbers, or of a list of numbers.", new CelExample("math.least(1, 2u, -1.5)", "-1.5"), new CelExample("math.least(dyn([]))", null)),
    ];

    private static CelFunction[] Doubles =>
    [
        OfDouble("ceil", "The least whole number that is not less.", value => CelValue.Double(Math.Ceiling(value)), new CelExample("math.ceil(1.2)", "2.0")),
        OfDouble("floor", "The greatest whole number that is not greater.", value => CelValue.Double(Math.Floor(value)), new CelExample("math.floor(-1.2)", "-2.0")),
        OfDouble("round", "The nearest whole number, halves away from zero.", value => CelValue.Double(Math.Round(value, MidpointRounding.AwayFromZero)), new CelExample("math.round(-1.5)", "-2.0")),
        OfDouble("trunc", "The whole part.", value => CelValue.Double(Math.Truncate(value)), new CelExample("math.trunc(-1.3)", "-1.0")),
        OfDouble("isInf", "Whether it is an infinity.", value => CelValue.Bool(double.IsInfinity(value)), new CelExample("math.isInf(1.0 / 0.0)", "true")),
        OfDouble("isNaN", "Whether it is not a number.", value => CelValue.Bool(double.IsNaN(value)), new CelExample("math.isNaN(0.0 / 0.0)", "true")),
        OfDouble("isFinite", "Whether it is a number and no infinity.", value => CelValue.Bool(double.IsFinite(value)), new CelExample("math.isFinite(1.2)", "true")),
    ];

    private static CelFunction[] Signs =>
    [
        OfNumber("abs", "The value without its sign.", Abs, new CelExample("math.abs(-1)", "1"), new CelExample("math.abs(-9223372036854775808)", null)),
        OfNumber("sign", "-1, 0 or 1 in the argument's type; NaN of NaN.", Sign, new CelExample("math.sign(-4.5)", "-1.0"), new CelExample("math.sign(7u)", "1u")),
    ];

    private static CelFunction[] Bits =>
    [
        Pair("bitAnd", (left, right) => left & right, new CelExample("math.bitAnd(3u, 2u)", "2u"), new CelExample("math.bitAnd(-3, -5)", "-7")),
        Pair("bitOr", (left, right) => left | right, new CelExample("math.bitOr(-2, -4)", "-2")),
        Pair("bitXor", (left, right) => left ^ right, new CelExample("math.bitXor(3u, 5u)", "6u")),
        new()
        {
            Name = "math.bitNot",
            Summary = "The number with every bit turned.",
            Overloads = [.. Whole.Select(type => Overload($"math_bitNot_{type}_{type}", [type], type, arguments => Of(arguments[0], ~arguments[0].Bits)))],
            Examples = [new CelExample("math.bitNot(1)", "-2"), new CelExample("math.bitNot(0u)", "18446744073709551615u")],
        },
        Shift("bitShiftLeft", (value, by) => value << by, new CelExample("math.bitShiftLeft(-1, 2)", "-4"), new CelExample("math.bitShiftLeft(1u, 200)", "0u")),
        Shift("bitShiftRight", (value, by) => value >>> by, new CelExample("math.bitShiftRight(1024, 2)", "256"), new CelExample("math.bitShiftRight(1, -1)", null)),
    ];

    private static CelFunction Sqrt => new()
    {
        Name = "math.sqrt",
        Summary = "The square root as a double; NaN of a negative number.",
        Overloads = [.. Numbers.Select(type => Overload($"math_sqrt_{type}", [type], CelType.Double, arguments => CelValue.Double(Math.Sqrt(AsDouble(arguments[0])))))],
        Examples = [new CelExample("math.sqrt(81)", "9.0"), new CelExample("math.isNaN(math.sqrt(-1.0))", "true")],
    };

    private static ImmutableArray<CelType> Whole => [CelType.Int, CelType.Uint];

    private static CelOverload Overload(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, Parameters = parameters, Result = result, Body = body };

    // `sign` is the order in which the second number wins.
    private static CelFunction Extreme(string name, int sign, string summary, params CelExample[] examples)
    {
        CelBody list = arguments => OfList(arguments[0], sign);
        return new CelFunction
        {
            Name = "math." + name,
            Summary = summary,
            Overloads =
            [
                .. Numbers.Select(type => Overload($"math_{name}_{type}", [type], type, arguments => arguments[0])),
                .. Numbers.SelectMany(left => Numbers.Select(right => Overload(
                    $"math_{name}_{left}_{right}", [left, right], left == right ? left : CelType.Dyn, arguments => Choose(arguments[0], arguments[1], sign)))),
                .. Numbers.Select(type => Overload($"math_{name}_list_{type}", [CelType.List(type)], type, list)),
            ],
            Examples = [.. examples],
        };
    }

    // Three arguments and more become a list; a literal that is no number is refused before anything is checked.
    private static Macro ExtremeMacro(string name) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = -1,
        Expand = (context, target, arguments) =>
        {
            if (target is not Ident { Name: "math" })
                return null;
            if (arguments.IsEmpty)
                return context.Problem(target, $"math.{name}() needs an argument");
            var numbers = arguments is [ListLiteral { Items.IsEmpty: false } list] ? list.Items : arguments;
            foreach (var number in numbers)
            {
                if (number is ListLiteral or MapLiteral or ObjectLiteral || number is Literal literal && !Ordering.IsNumber(literal.Value))
                    return context.Problem(number, $"the arguments of math.{name}() must be numbers");
            }
            return arguments.Length < 3 ? null : context.Receiver(target, name, context.List(arguments.AsSpan()));
        },
    };

    private static CelValue OfList(in CelValue list, int sign)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
            return unknown;
        if (items.Length == 0)
            return CelValue.Error("the list must not be empty");
        if (!Array.TrueForAll(items, item => Ordering.IsNumber(item)))
            return CelValue.Error("no such overload");
        var best = items[0];
        for (var i = 1; i < items.Length && best.Kind != CelKind.Error; i++)
            best = Choose(best, items[i], sign);
        return best;
    }

    private static CelValue Choose(in CelValue first, in CelValue second, int sign)
    {
        var order = Ordering.CompareNumbers(second, first);
        if (order == Ordering.Unordered)
            return CelValue.Error("NaN values cannot be ordered");
        return order == sign ? second : first;
    }

    private static CelFunction OfDouble(string name, string summary, Func<double, CelValue> body, params CelExample[] examples)
    {
        var type = name.StartsWith("is", StringComparison.Ordinal) ? CelType.Bool : CelType.Double;
        return CelFunction.Global("math." + name, $"math_{name}_double", [CelType.Double], type, arguments => body(arguments[0].AsDouble()))
            with { Summary = summary, Examples = [.. examples] };
    }

    private static CelFunction OfNumber(string name, string summary, CelBody body, params CelExample[] examples) => new()
    {
        Name = "math." + name,
        Summary = summary,
        Overloads = [.. Numbers.Select(type => Overload($"math_{name}_{type}", [type], type, body))],
        Examples = [.. examples],
    };

    private static CelValue Abs(ReadOnlySpan<CelValue> arguments) => arguments[0].Kind switch
    {
        CelKind.Double => CelValue.Double(Math.Abs(arguments[0].AsDouble())),
        CelKind.Int when arguments[0].AsInt() == long.MinValue => CelValue.Error("integer overflow"),
        CelKind.Int => CelValue.Int(Math.Abs(arguments[0].AsInt())),
        _ => arguments[0],
    };

    private static CelValue Sign(ReadOnlySpan<CelValue> arguments) => arguments[0].Kind switch
    {
        CelKind.Double when double.IsNaN(arguments[0].AsDouble()) => arguments[0],
        CelKind.Double => CelValue.Double(Math.Sign(arguments[0].AsDouble())),
        CelKind.Int => CelValue.Int(Math.Sign(arguments[0].AsInt())),
        _ => CelValue.Uint(arguments[0].AsUint() == 0 ? 0UL : 1),
    };

    private static CelFunction Pair(string name, Func<long, long, long> body, params CelExample[] examples) => new()
    {
        Name = "math." + name,
        Summary = "Bit by bit.",
        Overloads = [.. Whole.Select(type => Overload($"math_{name}_{type}_{type}", [type, type], type, arguments => Of(arguments[0], body(arguments[0].Bits, arguments[1].Bits))))],
        Examples = [.. examples],
    };

    // 64 places and more leave nothing; what comes in is 0, whatever the sign.
    private static CelFunction Shift(string name, Func<long, int, long> body, params CelExample[] examples)
    {
        CelBody shift = arguments => arguments[1].AsInt() switch
        {
            < 0 => CelValue.Error($"math.{name}() negative offset: {arguments[1].AsInt()}"),
            >= 64 => Of(arguments[0], 0),
            var by => Of(arguments[0], body(arguments[0].Bits, (int)by)),
        };
        return new CelFunction
        {
            Name = "math." + name,
            Summary = "All bits moved by a number of places.",
            Overloads = [.. Whole.Select(type => Overload($"math_{name}_{type}_int", [type, CelType.Int], type, shift))],
            Examples = [.. examples],
        };
    }

    private static CelValue Of(in CelValue like, long bits) => like.Kind == CelKind.Int ? CelValue.Int(bits) : CelValue.Uint((ulong)bits);

    private static double AsDouble(in CelValue number) => number.Kind switch
    {
        CelKind.Int => number.AsInt(),
        CelKind.Uint => number.AsUint(),
        _ => number.AsDouble(),
    };
}
