using System.Collections.Immutable;
using System.Text;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Cost;

/// <summary>The costs that several of Kubernetes' functions share.</summary>
internal static class Charge
{
    /// <summary>The first argument, a text, is gone through.</summary>
    public static CelCost Text { get; } = static (arguments, in _) => CelCosts.Traverse(arguments[0]);

    /// <summary>As <see cref="Text"/>; the result is as long.</summary>
    public static CelCallEstimate? SameText(ImmutableArray<CelOperand> operands) => new(operands[0].Traversal, operands[0].Size);

    /// <summary>As <see cref="Text"/>; the result is no text.</summary>
    public static CelCallEstimate? ReadText(ImmutableArray<CelOperand> operands) => new(operands[0].Traversal);

    /// <summary>A regular expression on a text.</summary>
    public static CelCost Match { get; } = static (arguments, in _) =>
        Pattern(CelCosts.Size(arguments[0]), CelCosts.Size(arguments[1]));

    /// <summary>The steps through a text, also an empty one, by the length of the pattern.</summary>
    public static long Pattern(long text, long pattern) => CelCosts.Part(text + 1, CelCosts.Traversal) * CelCosts.Part(pattern, CelCosts.Pattern);

    /// <summary>As <see cref="Match"/>; at worst each character is a match.</summary>
    public static CelCallEstimate? Matches(ImmutableArray<CelOperand> operands)
    {
        var text = operands[0].Size;
        var cost = (text + CelRange.One) * CelCosts.Traversal * (operands[1].Size * CelCosts.Pattern);
        return new(cost, new CelRange(0, text.Max));
    }

    /// <summary>The first argument is gone through with all that is in it; texts by their bytes.</summary>
    public static CelCost Everything { get; } = static (arguments, in _) => Within(arguments[0]);

    /// <summary>Each element costs 1, and a text in addition its length. A receiver that is a text costs its length.</summary>
    public static CelCallEstimate? EachElement(ImmutableArray<CelOperand> operands) =>
        operands[0].Element is null ? new(operands[0].Traversal) : EachPart(operands);

    /// <summary>As <see cref="EachElement"/>, but of a receiver that is a text each character costs 1.</summary>
    public static CelCallEstimate? EachPart(ImmutableArray<CelOperand> operands)
    {
        var isOfText = operands[0].Element is { Type.Kind: CelTypeKind.String or CelTypeKind.Bytes };
        return new(operands[0].Size * (isOfText ? CelRange.One + operands[0].Element!.Traversal : CelRange.One));
    }

    private static long Within(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.String:
                return (long)(Encoding.UTF8.GetByteCount(value.AsSpan()) * CelCosts.Traversal);
            case CelKind.Bytes:
                return (long)(value.AsBytes().Length * CelCosts.Traversal);
            case CelKind.List or CelKind.Map:
                var cost = 0L;
                for (var items = value.Items; items.MoveNext();)
                {
                    cost += Within(items.Current) + (value.Kind == CelKind.Map ? Within(items.CurrentValue) : 0);
                }

                return cost;
            default:
                return 1;
        }
    }
}
