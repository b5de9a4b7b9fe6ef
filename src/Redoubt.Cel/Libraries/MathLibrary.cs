using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Numbers, as cel-go's <c>ext.Math</c> numbers it. 0: greatest, least. 1: rounding, sign, tests of doubles, bits. 2: sqrt.
/// A call costs 1 and is estimated so, as in cel-go.
/// </summary>
internal static class MathLibrary
{
    internal const int Newest = 2;

    private static readonly ImmutableArray<CelType> Numbers = [CelType.Double, CelType.Int, CelType.Uint];
    private static readonly ImmutableArray<CelType> Integers = [CelType.Int, CelType.Uint];

    internal static CelLibrary Version(int version) => new()
    {
        Name = "math",
        Functions = [.. Extremes, .. Since(1, version, [.. Doubles, .. Signs, .. Bits]), .. Since(2, version, [Sqrt])],
        Macros = [ExtremeMacro("greatest"), ExtremeMacro("least")],
    };

    private static CelFunction[] Extremes =>
    [
        Extreme(
            "greatest",
            1,
            "The greatest of numbers, or of a list of numbers.",
            Example("math.greatest(1, 2u, 1.5)", "2u"),
            Example("math.greatest([-1])", "-1")),
        Extreme(
            "least",
            -1,
            "The least of numbers, or of a list of numbers.",
            Example("math.least(1, 2u, -1.5)", "-1.5"),
            Example("math.least(dyn([]))", null)),
    ];

    private static CelFunction[] Doubles =>
    [
        Rounding("ceil", "The least whole number that is not less.", Math.Ceiling, Example("math.ceil(1.2)", "2.0")),
        Rounding("floor", "The greatest whole number that is not greater.", Math.Floor, Example("math.floor(-1.2)", "-2.0")),
        Rounding("round", "The nearest whole number, halves away from zero.", AwayFromZero, Example("math.round(-1.5)", "-2.0")),
        Rounding("trunc", "The whole part.", Math.Truncate, Example("math.trunc(-1.3)", "-1.0")),
        Test("isInf", "Whether it is an infinity.", double.IsInfinity, Example("math.isInf(1.0 / 0.0)", "true")),
        Test("isNaN", "Whether it is not a number.", double.IsNaN, Example("math.isNaN(0.0 / 0.0)", "true")),
        Test("isFinite", "Whether it is a number and no infinity.", double.IsFinite, Example("math.isFinite(1.2)", "true")),
    ];

    private static CelFunction[] Signs =>
    [
        Function(
            "math.abs",
            "The value without its sign.",
            [.. Numbers.Select(type => Global($"math_abs_{type}", type, type, Abs))],
            Example("math.abs(-1)", "1"),
            Example("math.abs(-9223372036854775808)", null)),
        Function(
            "math.sign",
            "-1, 0 or 1 in the argument's type; NaN of NaN.",
            [.. Numbers.Select(type => Global($"math_sign_{type}", type, type, Sign))],
            Example("math.sign(-4.5)", "-1.0"),
            Example("math.sign(7u)", "1u")),
    ];

    private static CelFunction[] Bits =>
    [
        Pair("bitAnd", "The bits that both have.", (left, right) => left & right, Example("math.bitAnd(-3, -5)", "-7")),
        Pair("bitOr", "The bits that one of them has.", (left, right) => left | right, Example("math.bitOr(-2, -4)", "-2")),
        Pair("bitXor", "The bits that only one of them has.", (left, right) => left ^ right, Example("math.bitXor(3u, 5u)", "6u")),
        Function(
            "math.bitNot",
            "The bits that the number does not have.",
            [.. Integers.Select(type => Global($"math_bitNot_{type}_{type}", type, type, (in value) => WithBits(value, ~value.Bits)))],
            Example("math.bitNot(1)", "-2"),
            Example("math.bitNot(0u)", "18446744073709551615u")),
        Shift("bitShiftLeft", (value, by) => value << by, Example("math.bitShiftLeft(-1, 2)", "-4"), Example("math.bitShiftLeft(1u, 200)", "0u")),
        Shift(
            "bitShiftRight",
            (value, by) => value >>> by,
            Example("math.bitShiftRight(-1024, 3)", "2305843009213693824"),
            Example("math.bitShiftRight(1, -1)", null)),
    ];

    private static CelFunction Sqrt => Function(
        "math.sqrt",
        "The square root as a double; NaN of a negative number.",
        [.. Numbers.Select(type => Global($"math_sqrt_{type}", type, CelType.Double, SquareRoot))],
        Example("math.sqrt(81)", "9.0"),
        Example("math.isNaN(math.sqrt(-1.0))", "true"));

    // `sign` is the order in which the second number wins.
    private static CelFunction Extreme(string name, int sign, string summary, params ImmutableArray<CelExample> examples) => Function(
        "math." + name,
        summary,
        [
            .. Numbers.Select(type => Global($"math_{name}_{type}", type, type, (in number) => number)),
            .. from left in Numbers
               from right in Numbers
               select Global(
                   $"math_{name}_{left}_{right}",
                   left,
                   right,
                   left == right ? left : CelType.Dyn,
                   (in first, in second) => Choose(first, second, sign)),
            .. Numbers.Select(type => Global($"math_{name}_list_{type}", CelType.List(type), type, (in list) => OfList(list, sign))),
        ],
        examples);

    // Three arguments and more become a list; a literal that is no number is refused before anything is checked.
    private static Macro ExtremeMacro(string name) => new()
    {
        Name = name,
        IsReceiver = true,
        Arguments = -1,
        Expand = (context, target, arguments) =>
        {
            if (target is not Ident { Name: "math" })
            {
                return null;
            }

            if (arguments.IsEmpty)
            {
                return context.Problem(target, $"math.{name}() needs an argument");
            }

            var numbers = arguments is [ListLiteral { Items.IsEmpty: false } list] ? list.Items : arguments;
            foreach (var number in numbers)
            {
                if (number is ListLiteral or MapLiteral or ObjectLiteral || (number is Literal literal && !Ordering.IsNumber(literal.Value)))
                {
                    return context.Problem(number, $"the arguments of math.{name}() must be numbers");
                }
            }
            return arguments.Length < 3 ? null : context.Receiver(target, name, context.List(arguments.AsSpan()));
        },
    };

    private static CelValue OfList(in CelValue list, int sign)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        if (items.Length == 0)
        {
            return CelValue.Error("the list must not be empty");
        }

        if (!Array.TrueForAll(items, item => Ordering.IsNumber(item)))
        {
            return CelValue.Error("the list must hold numbers only");
        }

        var best = items[0];
        for (var i = 1; i < items.Length && best.Kind != CelKind.Error; i++)
        {
            best = Choose(best, items[i], sign);
        }

        return best;
    }

    private static CelValue Choose(in CelValue first, in CelValue second, int sign)
    {
        var order = Ordering.CompareNumbers(second, first);
        if (order == Ordering.Unordered)
        {
            return CelValue.Error("NaN values cannot be ordered");
        }

        return order == sign ? second : first;
    }

    private static CelValue SquareRoot(in CelValue number) => CelValue.Double(Math.Sqrt(Ordering.AsDouble(number)));

    private static CelFunction Rounding(string name, string summary, Func<double, double> round, CelExample example) => Function(
        "math." + name,
        summary,
        [Global($"math_{name}_double", CelType.Double, CelType.Double, (in value) => CelValue.Double(round(value.AsDouble())))],
        example);

    private static CelFunction Test(string name, string summary, Func<double, bool> test, CelExample example) => Function(
        "math." + name,
        summary,
        [Global($"math_{name}_double", CelType.Double, CelType.Bool, (in value) => CelValue.Bool(test(value.AsDouble())))],
        example);

    private static double AwayFromZero(double value) => Math.Round(value, MidpointRounding.AwayFromZero);

    private static CelValue Abs(in CelValue number) => number.Kind switch
    {
        CelKind.Double => CelValue.Double(Math.Abs(number.AsDouble())),
        CelKind.Int when number.AsInt() == long.MinValue => CelValue.Error("integer overflow"),
        CelKind.Int => CelValue.Int(Math.Abs(number.AsInt())),
        _ => number,
    };

    private static CelValue Sign(in CelValue number) => number.Kind switch
    {
        CelKind.Double when double.IsNaN(number.AsDouble()) => number,
        CelKind.Double => CelValue.Double(Math.Sign(number.AsDouble())),
        CelKind.Int => CelValue.Int(Math.Sign(number.AsInt())),
        _ => CelValue.Uint(number.AsUint() == 0 ? 0UL : 1),
    };

    private static CelFunction Pair(string name, string summary, Func<long, long, long> combine, CelExample example) => Function(
        "math." + name,
        summary,
        [
            .. Integers.Select(type => Global(
                $"math_{name}_{type}_{type}", type, type, type, (in left, in right) => WithBits(left, combine(left.Bits, right.Bits)))),
        ],
        example);

    // 64 places and more leave nothing; what comes in is 0, whatever the sign.
    private static CelFunction Shift(string name, Func<long, int, long> shift, params ImmutableArray<CelExample> examples) => Function(
        "math." + name,
        "All bits moved by a number of places.",
        [
            .. Integers.Select(type => Global($"math_{name}_{type}_int", type, CelType.Int, type, (in value, in places) => places.AsInt() switch
            {
                < 0 => CelValue.Error($"math.{name}() by {places.AsInt()} places"),
                >= 64 => WithBits(value, 0),
                var by => WithBits(value, shift(value.Bits, (int)by)),
            })),
        ],
        examples);

    private static CelValue WithBits(in CelValue like, long bits) => like.Kind == CelKind.Int ? CelValue.Int(bits) : CelValue.Uint((ulong)bits);
}
