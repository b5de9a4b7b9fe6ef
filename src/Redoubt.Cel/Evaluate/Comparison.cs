using Redoubt.Cel.Cost;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Evaluate;

/// <summary>`==` and `!=`.</summary>
internal sealed class Equation(int id, bool negated, PlanNode left, PlanNode right) : PlanNode(id)
{
    public bool IsNegated => negated;

    public PlanNode Left => left;

    public PlanNode Right => right;

    public override CelValue Evaluate(Frame frame)
    {
        var first = left.Evaluate(frame);
        var second = right.Evaluate(frame);
        frame.Recorder?.Add(negated ? Charges.Comparison(first, second) : Charges.Equality(first, second));
        if (Strict.Stops(first) || Strict.Stops(second))
        {
            return Strict.First(first, second);
        }

        if (first.Kind == CelKind.String && second.Kind == CelKind.String)
        {
            return CelValue.Bool(first.AsSpan().SequenceEqual(second.AsSpan()) != negated);
        }

        var same = Equality.Equal(first, second);
        // As in cel-go, values of which `==` knows nothing are `!=`.
        return negated && same.Kind != CelKind.Unknown ? CelValue.Bool(!same.IsTrue) : same.At(Id);
    }
}

/// <summary>The order that a comparison asks for.</summary>
internal enum Relation : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>`&lt;`, `&lt;=`, `&gt;`, `&gt;=`. Where it is known to compare text, cost goes by its size.</summary>
internal sealed class Comparison(int id, Relation relation, PlanNode left, PlanNode right, bool isText) : PlanNode(id)
{
    public Relation Relation => relation;

    public PlanNode Left => left;

    public PlanNode Right => right;

    public bool IsText => isText;

    public override CelValue Evaluate(Frame frame)
    {
        var first = left.Evaluate(frame);
        var second = right.Evaluate(frame);
        frame.Recorder?.Add(isText ? Charges.Comparison(first, second) : 1);
        if (Strict.Stops(first) || Strict.Stops(second))
        {
            return Strict.First(first, second);
        }

        return Apply(relation, first, second).At(Id);
    }

    public static CelValue Apply(Relation relation, in CelValue first, in CelValue second)
    {
        var order = Ordering.Compare(first, second);
        if (order == Ordering.Incomparable)
        {
            return CelValue.Error($"no such overload: {first.RuntimeType} and {second.RuntimeType} have no order");
        }

        return CelValue.Bool(order != Ordering.Unordered && relation switch
        {
            Relation.Less => order < 0,
            Relation.LessOrEqual => order <= 0,
            Relation.Greater => order > 0,
            _ => order >= 0,
        });
    }
}

/// <summary>What a search costs: nothing in a constant list, which is a set; 1 in a map or in what may be either; else the list's size.</summary>
internal enum SearchCost : byte
{
    Free,
    One,
    Size,
}

/// <summary>`x in list` and `key in map`.</summary>
internal sealed class Membership(int id, PlanNode item, PlanNode container, Func<string, int> symbols, SearchCost cost) : PlanNode(id)
{
    public PlanNode Item => item;

    public PlanNode Container => container;

    public SearchCost Cost => cost;

    public override CelValue Evaluate(Frame frame)
    {
        var wanted = item.Evaluate(frame);
        var within = container.Evaluate(frame);
        frame.Recorder?.Add(cost == SearchCost.Size ? CelCosts.Size(within) : (int)cost);
        if (Strict.Stops(wanted) || Strict.Stops(within))
        {
            return Strict.First(wanted, within);
        }

        return within.Kind switch
        {
            CelKind.List => InList(wanted, within),
            CelKind.Map => InMap(wanted, within),
            _ => CelValue.Error($"no such overload: {wanted.RuntimeType} in {within.RuntimeType}").At(Id),
        };
    }

    /// <summary>Found is certain; not found is unknown if an element is, else an error if an element is one.</summary>
    public static CelValue InList(in CelValue wanted, in CelValue list)
    {
        var result = CelValue.False;
        foreach (var item in list.Items)
        {
            var same = Strict.Stops(item) ? item : Equality.Equal(wanted, item);
            if (same.IsTrue)
            {
                return same;
            }

            if (same.Kind == CelKind.Unknown)
            {
                result = Strict.Unite(same, result);
            }
            else if (item.Kind == CelKind.Error && result.Kind == CelKind.Bool)
            {
                result = item;
            }
        }
        return result;
    }

    private CelValue InMap(in CelValue key, in CelValue map)
    {
        var found = Access.Find(map, key, symbols);
        return Strict.Stops(found) ? Strict.Whole(found) : CelValue.Bool(found.Kind != CelKind.Absent);
    }
}

/// <summary>`x in ['a', 'b', …]` with constant strings: a set.</summary>
internal sealed class StringSet : PlanNode
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringSet(int id, PlanNode item, IEnumerable<string> strings)
        : base(id)
    {
        Item = item;
        Strings = new HashSet<string>(strings, StringComparer.Ordinal);
        _lookup = Strings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public PlanNode Item { get; }

    public HashSet<string> Strings { get; }

    public override CelValue Evaluate(Frame frame)
    {
        var value = Item.Evaluate(frame);
        return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Bool(value.Kind == CelKind.String && _lookup.Contains(value.AsSpan()));
    }
}
