namespace Redoubt.Cel.Cost;

/// <summary>What the operators cost at run time (cel-go, <c>interpreter/runtimecost.go</c>).</summary>
internal static class Charges
{
    /// <summary>`==`: up to where the shorter side ends. Values of a library's types are compared in one step.</summary>
    public static long Equality(in CelValue left, in CelValue right) => left.Kind == CelKind.Opaque ? 1 : Comparison(left, right);

    /// <summary>`!=`, and the order of text: up to where the shorter side ends.</summary>
    public static long Comparison(in CelValue left, in CelValue right) =>
        CelCosts.Part(Math.Min(CelCosts.Size(left), CelCosts.Size(right)), CelCosts.Traversal);

    /// <summary>`+` of two texts: both are copied.</summary>
    public static long Concatenation(in CelValue left, in CelValue right) =>
        CelCosts.Part(CelCosts.Size(left) + CelCosts.Size(right), CelCosts.Traversal);

    /// <summary>A regular expression: each step through the text by the pattern's length. An empty text is not free.</summary>
    public static long Match(long text, long pattern) =>
        CelCosts.Part(text + 1, CelCosts.Traversal) * CelCosts.Part(pattern, CelCosts.Pattern);
}
