using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>Lists taken as sets, as cel-go's <c>ext.Sets</c>: order and repetition do not count.</summary>
internal static class SetsLibrary
{
    private static readonly CelType List = CelType.List(CelType.Parameter("T"));

    internal static CelLibrary Library { get; } = new() { Name = "sets", Functions = [ContainsFunction, EquivalentFunction, IntersectsFunction] };

    private static CelFunction ContainsFunction => Make(
        "contains",
        "Whether the first list has every element of the second.",
        arguments => Contains(arguments[0], arguments[1]),
        Comparisons,
        new CelExample("sets.contains([1, 2, 3, 4], [2, 3])", "true"),
        new CelExample("sets.contains([1, 2.0, 3u], [1.0, 2u, 3])", "true"),
        new CelExample("sets.contains([], [1])", "false"));

    private static CelFunction EquivalentFunction => Make(
        "equivalent",
        "Whether each list has every element of the other.",
        arguments => Logic(Contains(arguments[0], arguments[1]), Contains(arguments[1], arguments[0]), decides: false),
        (ReadOnlySpan<CelValue> arguments, in CelValue result) => 2 * Comparisons(arguments, result) - 1,
        new CelExample("sets.equivalent([1, 2, 3], [3u, 2.0, 1, 1])", "true"),
        new CelExample("sets.equivalent([1], [1, 2])", "false"));

    private static CelFunction IntersectsFunction => Make(
        "intersects",
        "Whether the lists have an element in common.",
        arguments => Intersects(arguments[0], arguments[1]),
        Comparisons,
        new CelExample("sets.intersects([1], [1, 2])", "true"),
        new CelExample("sets.intersects([1], [])", "false"));

    private static CelFunction Make(string name, string summary, CelBody body, CelCost cost, params CelExample[] examples) => new()
    {
        Name = "sets." + name,
        Summary = summary,
        Overloads = [new() { Id = $"list_sets_{name}_list", Parameters = [List, List], Result = CelType.Bool, Body = body, Cost = cost }],
        Examples = [.. examples],
    };

    // Every element is compared with every other one; a comparison costs 1, and the call 1.
    private static long Comparisons(ReadOnlySpan<CelValue> arguments, in CelValue result) =>
        ListItems.Size(arguments[0]) * ListItems.Size(arguments[1]) + 1;

    private static CelValue Contains(in CelValue list, in CelValue wanted)
    {
        var answer = CelValue.True;
        foreach (var item in wanted.Items)
            answer = Logic(answer, item.IsRest ? item : Has(list, item), decides: false);
        return AsAnswer(answer);
    }

    private static CelValue Intersects(in CelValue left, in CelValue right)
    {
        var answer = CelValue.False;
        foreach (var item in left.Items)
            answer = Logic(answer, item.IsRest ? item : Has(right, item), decides: true);
        return AsAnswer(answer);
    }

    // An empty list has nothing in common with one that may go on, but what may go on could be anything.
    private static CelValue Has(in CelValue list, in CelValue item)
    {
        var answer = CelValue.False;
        foreach (var other in list.Items)
            answer = Logic(answer, other.IsRest ? other : Equality.Equal(other, item), decides: true);
        return answer;
    }

    // `||` if true decides, `&&` if false does: the deciding value wins over what is unknown.
    private static CelValue Logic(in CelValue left, in CelValue right, bool decides)
    {
        if (Decided(left, decides) || right.Kind == CelKind.Bool && right.IsTrue != decides)
            return left;
        if (Decided(right, decides) || left.Kind == CelKind.Bool)
            return right;
        return CelValue.Unknown(left.AsUnknown().Union(right.AsUnknown()));
    }

    private static bool Decided(in CelValue value, bool decides) => value.Kind == CelKind.Bool && value.IsTrue == decides;

    private static CelValue AsAnswer(in CelValue answer) => answer.IsRest ? CelValue.Unknown(answer.AsUnknown()) : answer;
}
