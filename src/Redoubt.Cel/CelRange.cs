namespace Redoubt.Cel;

/// <summary>
/// From how much to how much a size or a cost may be. Computing with it never overflows: what is too large stays at the largest number,
/// as in cel-go's estimates.
/// </summary>
/// <param name="Min">At least so much.</param>
/// <param name="Max">At most so much.</param>
public readonly record struct CelRange(ulong Min, ulong Max)
{
    /// <summary>Anything from 0 on.</summary>
    public static CelRange Unknown => new(0, ulong.MaxValue);

    /// <summary>Exactly 0.</summary>
    public static CelRange Zero => default;

    /// <summary>Exactly 1, what most calls cost.</summary>
    public static CelRange One => new(1, 1);

    /// <summary>Exactly so much.</summary>
    public static CelRange Exactly(ulong amount) => new(amount, amount);

    /// <summary>The sum.</summary>
    public static CelRange operator +(CelRange left, CelRange right) => new(Add(left.Min, right.Min), Add(left.Max, right.Max));

    /// <summary>The product.</summary>
    public static CelRange operator *(CelRange left, CelRange right) => new(Multiply(left.Min, right.Min), Multiply(left.Max, right.Max));

    /// <summary>The product with a factor that is not negative, rounded up.</summary>
    public static CelRange operator *(CelRange range, double factor) => new(Multiply(range.Min, factor), Multiply(range.Max, factor));

    /// <inheritdoc cref="op_Addition"/>
    public static CelRange Add(CelRange left, CelRange right) => left + right;

    /// <inheritdoc cref="op_Multiply(CelRange, CelRange)"/>
    public static CelRange Multiply(CelRange left, CelRange right) => left * right;

    /// <summary>The least range that has both.</summary>
    public CelRange Union(CelRange other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    private static ulong Add(ulong left, ulong right) => left > ulong.MaxValue - right ? ulong.MaxValue : left + right;

    private static ulong Multiply(ulong left, ulong right) => right != 0 && left > ulong.MaxValue / right ? ulong.MaxValue : left * right;

    // A double that is too large for a ulong becomes the largest one.
    private static ulong Multiply(ulong amount, double factor) => (ulong)Math.Ceiling(amount * factor);
}
