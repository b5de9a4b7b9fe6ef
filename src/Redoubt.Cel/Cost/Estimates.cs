using System.Collections.Immutable;

namespace Redoubt.Cel.Cost;

/// <summary>The estimates that the standard library's functions share (cel-go, <c>checker/cost.go</c>).</summary>
internal static class Estimates
{
    /// <summary>`==` and the order of text: up to where the shorter side ends.</summary>
    public static CelCallEstimate? Comparison(ImmutableArray<CelOperand> operands)
    {
        var most = Math.Min(operands[0].Size.Max, operands[1].Size.Max);
        return new(new CelRange(most > 0 ? 1u : 0u, most) * CelCosts.Traversal);
    }

    /// <summary>`+` of two texts.</summary>
    public static CelCallEstimate? Concatenation(ImmutableArray<CelOperand> operands)
    {
        var size = operands[0].Size + operands[1].Size;
        return new(size * CelCosts.Traversal, size);
    }

    /// <summary>`+` of two lists: nothing is copied.</summary>
    public static CelCallEstimate? Append(ImmutableArray<CelOperand> operands) => new(CelRange.One, operands[0].Size + operands[1].Size);

    /// <summary>`in` a list.</summary>
    public static CelCallEstimate? Search(ImmutableArray<CelOperand> operands) => new(operands[1].Size * 1.0);

    /// <summary>The argument is gone through.</summary>
    public static CelCallEstimate? Argument(ImmutableArray<CelOperand> operands) => new(operands[1].Traversal);

    /// <summary>Each part of the text is compared with the argument.</summary>
    public static CelCallEstimate? Contains(ImmutableArray<CelOperand> operands) => new(operands[0].Traversal * operands[1].Traversal);

    /// <summary>A regular expression on a text.</summary>
    public static CelCallEstimate? Match(ImmutableArray<CelOperand> operands) => new(Match(operands[0].Size, operands[1].Size));

    /// <summary>The steps through a text, which are more than none, by the length of the pattern.</summary>
    public static CelRange Match(CelRange text, CelRange pattern) =>
        (text + CelRange.One) * CelCosts.Traversal * (pattern * CelCosts.Pattern);

    /// <summary>A string as bytes: four for each code point at most.</summary>
    public static CelCallEstimate? Encode(ImmutableArray<CelOperand> operands)
    {
        var size = operands[0].Size;
        return new(size * CelCosts.Traversal, size * new CelRange(1, 4));
    }

    /// <summary>Bytes as a string.</summary>
    public static CelCallEstimate? Decode(ImmutableArray<CelOperand> operands)
    {
        var size = operands[0].Size;
        return new(size * CelCosts.Traversal, new CelRange(size.Min / 4, size.Max));
    }
}
