using Redoubt.Cel.Values;

namespace Redoubt.Cel;

/// <summary>
/// The units of cost, as cel-go has them (<c>common/cost.go</c>): 1 is a name, a selection or a call that does not grow with its
/// arguments.
/// </summary>
public static class CelCosts
{
    /// <summary>A list literal, beside its elements.</summary>
    public const int ListLiteral = 10;

    /// <summary>A map literal, beside its entries.</summary>
    public const int MapLiteral = 30;

    /// <summary>An object literal, beside its fields.</summary>
    public const int ObjectLiteral = 40;

    /// <summary>The part of 1 that going through one code point or byte costs.</summary>
    public const double Traversal = 0.1;

    /// <summary>The part of 1 by which one code point of a regular expression makes each step of a match dearer.</summary>
    public const double Pattern = 0.25;

    /// <summary>
    /// A value's size, as <c>size()</c> has it: code points, bytes, elements, entries; that of an optional is its content's. Any other
    /// value, and a list that may go on, has size 1.
    /// </summary>
    public static long Size(in CelValue value) => value.Kind switch
    {
        CelKind.String => Text.CodePoints(value.AsSpan()),
        CelKind.Bytes => value.AsBytes().Length,
        CelKind.List or CelKind.Map => value.Count is var count and >= 0 ? count : 1,
        CelKind.Optional when value.HasContent => Size(value.AsOptional()),
        CelKind.Opaque => value.AsOpaque().Size,
        _ => 1,
    };

    /// <summary>A size times a part of 1, rounded up.</summary>
    public static long Part(long size, double factor) => (long)Math.Ceiling(size * factor);

    /// <summary>What going through a value once costs, rounded up.</summary>
    public static long Traverse(in CelValue value) => Part(Size(value), Traversal);
}
