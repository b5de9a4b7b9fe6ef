using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>Lists taken as sets, as cel-go's <c>ext.Sets</c>: order and repetition do not count.</summary>
internal static class SetsLibrary
{
    internal static CelLibrary Library { get; } = new()
    {
        Name = "sets",
        Functions =
        [
            Function(
                "sets.contains",
                "Whether the first list has every element of the second.",
                [Global("list_sets_contains_list", ListOfA, ListOfA, CelType.Bool, Contains, Cost(1), Estimate(1))],
                Example("sets.contains([1, 2, 3, 4], [2, 3])", "true"),
                Example("sets.contains([1, 2.0, 3u], dyn([1.0, 2u, 3]))", "true"),
                Example("sets.contains([], [1])", "false")),
            Function(
                "sets.equivalent",
                "Whether each list has every element of the other.",
                [Global("list_sets_equivalent_list", ListOfA, ListOfA, CelType.Bool, Equivalent, Cost(2), Estimate(2))],
                Example("sets.equivalent([1, 2, 3], [3, 2, 1, 1])", "true"),
                Example("sets.equivalent([1], [1, 2])", "false")),
            Function(
                "sets.intersects",
                "Whether the lists have an element in common.",
                [Global("list_sets_intersects_list", ListOfA, ListOfA, CelType.Bool, Intersects, Cost(1), Estimate(1))],
                Example("sets.intersects([1], [1, 2])", "true"),
                Example("sets.intersects([1], [])", "false")),
        ],
    };

    private static CelValue Contains(in CelValue list, in CelValue wanted)
    {
        var answer = CelValue.True;
        foreach (var item in wanted.Items)
        {
            answer = Combine(answer, item.IsRest ? item : Has(list, item), decides: false);
        }

        return AsAnswer(answer);
    }

    private static CelValue Equivalent(in CelValue left, in CelValue right) => Combine(Contains(left, right), Contains(right, left), decides: false);

    private static CelValue Intersects(in CelValue left, in CelValue right)
    {
        var answer = CelValue.False;
        foreach (var item in left.Items)
        {
            answer = Combine(answer, item.IsRest ? item : Has(right, item), decides: true);
        }

        return AsAnswer(answer);
    }

    private static CelValue Has(in CelValue list, in CelValue item)
    {
        var answer = CelValue.False;
        foreach (var other in list.Items)
        {
            answer = Combine(answer, other.IsRest ? other : Equality.Equal(other, item), decides: true);
        }

        return answer;
    }

    // `||` if true decides, `&&` if false does: the deciding value wins over what is unknown.
    private static CelValue Combine(in CelValue left, in CelValue right, bool decides)
    {
        if (IsDecided(left, decides) || (right.Kind == CelKind.Bool && right.IsTrue != decides))
        {
            return left;
        }

        if (IsDecided(right, decides) || left.Kind == CelKind.Bool)
        {
            return right;
        }

        return CelValue.Unknown(left.AsUnknown().Union(right.AsUnknown()));
    }

    private static bool IsDecided(in CelValue value, bool decides) => value.Kind == CelKind.Bool && value.IsTrue == decides;

    // The rest of a list is no answer, that it is unknown is.
    private static CelValue AsAnswer(in CelValue answer) => answer.IsRest ? CelValue.Unknown(answer.AsUnknown()) : answer;

    // Every element is compared with every other one, once or in both directions; a comparison costs 1, and the call 1.
    private static CelCost Cost(int times) => (arguments, in _) => (times * CelCosts.Size(arguments[0]) * CelCosts.Size(arguments[1])) + 1;

    private static CelEstimate Estimate(double times) => operands => new((operands[0].Size * operands[1].Size * times) + CelRange.One);
}
