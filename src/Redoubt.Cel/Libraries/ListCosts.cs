using System.Collections.Immutable;

namespace Redoubt.Cel.Libraries;

/// <summary>What list functions cost in cel-go: the call 1, the new list 10, and the work by elements.</summary>
internal static class ListCosts
{
    private const double Comparison = 2;

    /// <summary>The result is new.</summary>
    public static CelCost OfResult { get; } = (_, in result) => Allocating(1, CelCosts.Size(result));

    /// <summary>The list is gone through as deep as it is flattened.</summary>
    public static CelCost OfDepth { get; } = (arguments, in _) =>
        Allocating(arguments is [_, { Kind: CelKind.Int } depth] ? depth.AsInt() : 1, CelCosts.Size(arguments[0]));

    /// <summary>Every element is compared with every other one.</summary>
    public static CelCost OfElements { get; } = (arguments, in _) => OfComparison(arguments[0]);

    /// <summary>Every key is compared with every other one.</summary>
    public static CelCost OfKeys { get; } = (arguments, in _) => OfComparison(arguments[1]);

    public static CelCallEstimate? Slice(ImmutableArray<CelOperand> operands) =>
        Allocating(1, CelRange.Exactly(unchecked(Number(operands[2], operands[0].Size.Max) - Number(operands[1], 0))));

    public static CelCallEstimate? Range(ImmutableArray<CelOperand> operands) => Allocating(1, CelRange.Exactly(Number(operands[0], ulong.MaxValue)));

    public static CelCallEstimate? Reverse(ImmutableArray<CelOperand> operands) => Allocating(1, operands[0].Size);

    public static CelCallEstimate? Flatten(ImmutableArray<CelOperand> operands) =>
        Allocating(operands.Length == 2 ? Number(operands[1], ulong.MaxValue) : 1, operands[0].Size);

    public static CelCallEstimate? Distinct(ImmutableArray<CelOperand> operands) => Comparing(Comparison, operands[0].Size);

    public static CelEstimate Sort(CelType type) => operands => Comparing(Factor(type.Kind), operands[0].Size);

    public static CelEstimate SortBy(CelType type) => operands => Comparing(Factor(type.Kind), operands[1].Size);

    private static long OfComparison(in CelValue list)
    {
        var size = CelCosts.Size(list);
        var type = size > 0 && list.Kind == CelKind.List ? list.Item(0).RuntimeType.Kind : CelTypeKind.Dyn;
        return Allocating(Factor(type), size * size);
    }

    private static double Factor(CelTypeKind element) =>
        element is CelTypeKind.String or CelTypeKind.Bytes ? Comparison + CelCosts.Traversal : Comparison;

    private static long Allocating(double factor, long size) => (long)Math.Min(size * factor, 1e15) + 1 + CelCosts.ListLiteral;

    private static CelCallEstimate? Comparing(double factor, CelRange size) => Allocating(factor, size * size);

    private static CelCallEstimate? Allocating(double factor, CelRange size) =>
        new((size * factor) + CelRange.Exactly(1 + CelCosts.ListLiteral), size);

    /// <summary>The number that an operand is if it is written there.</summary>
    private static ulong Number(CelOperand operand, ulong otherwise) =>
        operand.Constant is { Kind: CelKind.Int } number ? (ulong)Math.Max(0, number.AsInt()) : otherwise;
}
