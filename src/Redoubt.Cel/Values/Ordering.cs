namespace Redoubt.Cel.Values;

/// <summary>CEL's order (cel-spec, "Ordering"): numbers across types by value, strings by code point, bytes by byte.</summary>
internal static class Ordering
{
    /// <summary>The answer where neither value is less, equal or greater: a NaN is involved.</summary>
    public const int Unordered = 2;

    /// <summary>The answer where the kinds have no common order.</summary>
    public const int Incomparable = 3;

    public static bool IsNumber(in CelValue value) => value.Kind is CelKind.Int or CelKind.Uint or CelKind.Double;

    /// <summary>-1, 0, 1, <see cref="Unordered"/> or <see cref="Incomparable"/>.</summary>
    public static int Compare(in CelValue left, in CelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return IsNumber(left) && IsNumber(right) ? CompareNumbers(left, right) : Incomparable;
        }

        return left.Kind switch
        {
            CelKind.Bool or CelKind.Int or CelKind.Duration => left.Bits.CompareTo(right.Bits),
            CelKind.Uint or CelKind.Double => CompareNumbers(left, right),
            CelKind.String => CompareText(left.AsSpan(), right.AsSpan()),
            CelKind.Bytes => Math.Sign(left.AsBytes().SequenceCompareTo(right.AsBytes())),
            CelKind.Timestamp => left.AsTimestamp().CompareTo(right.AsTimestamp()),
            _ => Incomparable,
        };
    }

    /// <summary>
    /// Compares two numbers by value. Against a double an integer is taken as the nearest double, as the conformance suite wants it:
    /// 9223372036854775807 is not less than 9223372036854775808.0.
    /// </summary>
    public static int CompareNumbers(in CelValue left, in CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => left.Bits.CompareTo(right.Bits),
        (CelKind.Uint, CelKind.Uint) => ((ulong)left.Bits).CompareTo((ulong)right.Bits),
        (CelKind.Double, CelKind.Double) => CompareDoubles(left.AsDouble(), right.AsDouble()),
        (CelKind.Int, CelKind.Uint) => left.Bits < 0 ? -1 : ((ulong)left.Bits).CompareTo((ulong)right.Bits),
        (CelKind.Uint, CelKind.Int) => right.Bits < 0 ? 1 : ((ulong)left.Bits).CompareTo((ulong)right.Bits),
        _ => CompareDoubles(AsDouble(left), AsDouble(right)),
    };

    /// <summary>The order of UTF-16 text by code point: surrogates come after all other units.</summary>
    public static int CompareText(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        return Rank(left[common]).CompareTo(Rank(right[common]));
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;

    private static int CompareDoubles(double left, double right) =>
        left < right ? -1 : left > right ? 1 : left == right ? 0 : Unordered;

    /// <summary>A number of any type as the nearest double.</summary>
    public static double AsDouble(in CelValue number) => number.Kind switch
    {
        CelKind.Int => number.Bits,
        CelKind.Uint => (ulong)number.Bits,
        _ => number.AsDouble(),
    };
}
