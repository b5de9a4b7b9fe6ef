namespace Redoubt.Cel.Evaluate;

/// <summary>
/// What the parts of a fold cost that have no node here. cel-go evaluates a fold as it is written: a condition and a step for each
/// element, then the result, in which the accumulator is a name like any other.
/// </summary>
internal static class FoldCosts
{
    /// <summary>The accumulator's name.</summary>
    public const int Name = 1;

    /// <summary>`@not_strictly_false(@result)` and `@not_strictly_false(!@result)`: what `all` and `exists` ask before each element.</summary>
    public static int Condition(bool isExists) => isExists ? 3 : 2;

    /// <summary>`@result + 1` in `exists_one`.</summary>
    public const int Count = 2;

    /// <summary>`@result == 1` in `exists_one`.</summary>
    public const int CompareCount = 2;

    /// <summary>`@result + [value]`: the literal costs too unless the value is constant and the plan is folded.</summary>
    public static int Append(bool isConstant) => isConstant ? 2 : 2 + CelCosts.ListLiteral;

    /// <summary>The call that puts an entry into a map under construction, with the map's name.</summary>
    public const int Insert = 2;
}
