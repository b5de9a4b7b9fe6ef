namespace Redoubt.Cel.Values;

/// <summary>Arithmetic without wrap-around (cel-spec, "Overflow"), and what else `+` and `-` do: text, lists, times.</summary>
internal static class Arithmetic
{
    private static readonly CelError Overflow = new("integer overflow");
    private static readonly CelError UnsignedOverflow = new("unsigned integer overflow");
    private static readonly CelError DivisionByZero = new("division by zero");
    private static readonly CelError ModulusByZero = new("modulus by zero");
    private static readonly CelError TooLarge = new("the result is larger than it may be");

    public static CelValue Add(in CelValue left, in CelValue right, int sizeLimit)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                var sum = unchecked(left.Bits + right.Bits);
                return ((left.Bits ^ sum) & (right.Bits ^ sum)) < 0 ? CelValue.Error(Overflow, 0) : CelValue.Int(sum);
            case (CelKind.Uint, CelKind.Uint):
                var unsigned = unchecked(left.AsUint() + right.AsUint());
                return unsigned < left.AsUint() ? CelValue.Error(UnsignedOverflow, 0) : CelValue.Uint(unsigned);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble() + right.AsDouble());
            case (CelKind.String, CelKind.String):
                return Fits(left.AsSpan().Length, right.AsSpan().Length, sizeLimit)
                    ? CelValue.String(string.Concat(left.AsSpan(), right.AsSpan()))
                    : CelValue.Error(TooLarge, 0);
            case (CelKind.Bytes, CelKind.Bytes):
                return Fits(left.AsBytes().Length, right.AsBytes().Length, sizeLimit)
                    ? CelValue.Bytes([.. left.AsBytes(), .. right.AsBytes()])
                    : CelValue.Error(TooLarge, 0);
            case (CelKind.List, CelKind.List):
                if (left.IsSourced && left.Source.TryAdd(left.Handle, right, out var own))
                {
                    return own;
                }

                return Join(left, right, sizeLimit);
            case (CelKind.Timestamp, CelKind.Duration):
                return Time.Add(left, right.Bits);
            case (CelKind.Duration, CelKind.Timestamp):
                return Time.Add(right, left.Bits);
            case (CelKind.Duration, CelKind.Duration):
                return Time.Duration((Int128)left.Bits + right.Bits);
            default:
                return NoOverload(left, "+", right);
        }
    }

    public static CelValue Subtract(in CelValue left, in CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                var difference = unchecked(left.Bits - right.Bits);
                return ((left.Bits ^ right.Bits) & (left.Bits ^ difference)) < 0 ? CelValue.Error(Overflow, 0) : CelValue.Int(difference);
            case (CelKind.Uint, CelKind.Uint):
                return left.AsUint() < right.AsUint() ? CelValue.Error(UnsignedOverflow, 0) : CelValue.Uint(left.AsUint() - right.AsUint());
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble() - right.AsDouble());
            case (CelKind.Timestamp, CelKind.Timestamp):
                return Time.Between(right, left);
            case (CelKind.Timestamp, CelKind.Duration):
                return Time.Subtract(left, right.Bits);
            case (CelKind.Duration, CelKind.Duration):
                return Time.Duration((Int128)left.Bits - right.Bits);
            default:
                return NoOverload(left, "-", right);
        }
    }

    public static CelValue Multiply(in CelValue left, in CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                var high = Math.BigMul(left.Bits, right.Bits, out var low);
                return high == low >> 63 ? CelValue.Int(low) : CelValue.Error(Overflow, 0);
            case (CelKind.Uint, CelKind.Uint):
                var highBits = Math.BigMul(left.AsUint(), right.AsUint(), out var product);
                return highBits == 0 ? CelValue.Uint(product) : CelValue.Error(UnsignedOverflow, 0);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble() * right.AsDouble());
            default:
                return NoOverload(left, "*", right);
        }
    }

    public static CelValue Divide(in CelValue left, in CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int or CelKind.Uint, _) when left.Kind == right.Kind && right.Bits == 0:
                return CelValue.Error(DivisionByZero, 0);
            case (CelKind.Int, CelKind.Int):
                return left.Bits == long.MinValue && right.Bits == -1 ? CelValue.Error(Overflow, 0) : CelValue.Int(left.Bits / right.Bits);
            case (CelKind.Uint, CelKind.Uint):
                return CelValue.Uint(left.AsUint() / right.AsUint());
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble() / right.AsDouble());
            default:
                return NoOverload(left, "/", right);
        }
    }

    public static CelValue Modulo(in CelValue left, in CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int or CelKind.Uint, _) when left.Kind == right.Kind && right.Bits == 0:
                return CelValue.Error(ModulusByZero, 0);
            case (CelKind.Int, CelKind.Int):
                return left.Bits == long.MinValue && right.Bits == -1 ? CelValue.Error(Overflow, 0) : CelValue.Int(left.Bits % right.Bits);
            case (CelKind.Uint, CelKind.Uint):
                return CelValue.Uint(left.AsUint() % right.AsUint());
            default:
                return NoOverload(left, "%", right);
        }
    }

    public static CelValue Negate(in CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits == long.MinValue ? CelValue.Error(Overflow, 0) : CelValue.Int(-value.Bits),
        CelKind.Double => CelValue.Double(-value.AsDouble()),
        CelKind.Duration => Time.Duration(-(Int128)value.Bits),
        _ => CelValue.Error($"no such overload: -{value.RuntimeType}"),
    };

    /// <summary>A list's rest goes to the end: of the elements behind it only their being there is known, not their index.</summary>
    private static CelValue Join(in CelValue left, in CelValue right, int sizeLimit)
    {
        var count = left.Count;
        var other = right.Count;
        if (count == 0)
        {
            return right;
        }

        if (other == 0)
        {
            return left;
        }

        if (!Fits(Math.Max(0, count), Math.Max(0, other), sizeLimit))
        {
            return CelValue.Error(TooLarge, 0);
        }

        List<CelValue> all = new(Math.Max(0, count) + Math.Max(0, other));
        CelValue rest = default;
        foreach (var item in left.Items)
        {
            Take(item, all, ref rest);
        }

        foreach (var item in right.Items)
        {
            Take(item, all, ref rest);
        }

        if (rest.Kind == CelKind.Unknown)
        {
            all.Add(rest);
        }

        return CelValue.List([.. all]);
    }

    private static void Take(in CelValue item, List<CelValue> all, ref CelValue rest)
    {
        if (!item.IsRest)
        {
            all.Add(item);
        }
        else
        {
            rest = rest.Kind == CelKind.Unknown ? CelValue.Rest(rest.AsUnknown().Union(item.AsUnknown())) : item;
        }
    }

    private static bool Fits(int left, int right, int limit) => (long)left + right <= limit;

    private static CelValue NoOverload(in CelValue left, string name, in CelValue right) =>
        CelValue.Error($"no such overload: {left.RuntimeType} {name} {right.RuntimeType}");
}
