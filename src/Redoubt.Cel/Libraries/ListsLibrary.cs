using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Lists, as cel-go's <c>ext.Lists</c> numbers it. 0: slice. 1: flatten. 2: distinct, lists.range, reverse, sort, sortBy. 3: costs.
/// </summary>
internal static class ListsLibrary
{
    internal const int Newest = 3;
    private const long LargestRange = 10_000_000;
    private const string SortByKeys = "@sortByAssociatedKeys";

    /// <summary>The name under which sortBy keeps its list; no identifier that can be written.</summary>
    internal const string SortedInput = "@sorted";

    private static readonly CelType T = CelType.Parameter("T");
    private static readonly CelType ListOfT = CelType.List(T);

    private static readonly ImmutableArray<CelType> Comparable =
    [
        CelType.Int, CelType.Uint, CelType.Double, CelType.Bool, CelType.Duration, CelType.Timestamp, CelType.String, CelType.Bytes,
    ];

    internal static CelLibrary Version(int version) => new()
    {
        Name = "lists",
        Functions = [Slice, .. version >= 1 ? [Flatten] : Array.Empty<CelFunction>(), .. version >= 2 ? [Distinct, Range, Reverse, Sort, SortBy] : Array.Empty<CelFunction>()],
        Macros = version >= 2 ? [SortByMacro] : [],
    };

    private static readonly CelFunction Slice = new()
    {
        Name = "slice",
        Summary = "The elements from a start to before an end.",
        Overloads = [Overload("list_slice", [ListOfT, CelType.Int, CelType.Int], ListOfT, SliceOf, OfResult)],
        Examples = [new("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"), new("[1, 2].slice(2, 2)", "[]"), new("[1].slice(0, 2)", null)],
    };

    private static readonly CelFunction Flatten = new()
    {
        Name = "flatten",
        Summary = "The list with its lists' elements in their place, one level deep or as many as said.",
        Overloads =
        [
            Overload("list_flatten", [CelType.List(ListOfT)], ListOfT, arguments => FlattenTo(arguments[0], 1), OfDepth),
            Overload("list_flatten_int", [CelType.AnyList, CelType.Int], CelType.AnyList, arguments => FlattenTo(arguments[0], arguments[1].AsInt()), OfDepth),
        ],
        Examples =
        [
            new("[[1], [2, 3], []].flatten()", "[1, 2, 3]"), new("[1, [2, [3, [4]]]].flatten(2)", "[1, 2, 3, [4]]"), new("[[1]].flatten(-1)", null),
        ],
    };

    private static readonly CelFunction Distinct = new()
    {
        Name = "distinct",
        Summary = "The list without repetitions, each element where it comes first.",
        Overloads = [Overload("list_distinct", [ListOfT], ListOfT, DistinctOf, OfSelfComparison)],
        Examples = [new("[1, 2, 2, 3, 1].distinct()", "[1, 2, 3]"), new("[1, 'b', 1u, 'b'].distinct()", "[1, 'b']")],
    };

    private static readonly CelFunction Range = new()
    {
        Name = "lists.range",
        Summary = "The integers from 0 to before a number.",
        Overloads = [Overload("lists_range", [CelType.Int], CelType.List(CelType.Int), RangeTo, OfResult) with { IsReceiver = false }],
        Examples = [new("lists.range(3)", "[0, 1, 2]"), new("lists.range(-1)", null)],
    };

    private static readonly CelFunction Reverse = new()
    {
        Name = "reverse",
        Summary = "The elements from the last to the first.",
        Overloads = [Overload("list_reverse", [ListOfT], ListOfT, ReverseOf, OfResult)],
        Examples = [new("[5, 3, 1].reverse()", "[1, 3, 5]")],
    };

    private static readonly CelFunction Sort = new()
    {
        Name = "sort",
        Summary = "The elements in ascending order; all of one comparable type.",
        Overloads =
        [
            .. Comparable.Select(type => Overload(
                $"list_{type.Name}_sort", [CelType.List(type)], CelType.List(type), arguments => SortWith(arguments[0], arguments[0]), OfSelfComparison)),
        ],
        Examples = [new("[3, 2, 1].sort()", "[1, 2, 3]"), new("['b', 'a'].sort()", "['a', 'b']"), new("dyn([1, 'b']).sort()", null)],
    };

    private static readonly CelFunction SortBy = new()
    {
        Name = SortByKeys,
        Summary = "The elements in the order of their keys; `sortBy` is written for it.",
        Overloads =
        [
            .. Comparable.Select(type => Overload(
                $"list_{type.Name}_sortByAssociatedKeys", [ListOfT, CelType.List(type)], ListOfT, arguments => SortWith(arguments[0], arguments[1]), OfKeyComparison)),
        ],
        Examples = [new("[1, -3, 2].sortBy(e, e * e)", "[1, 2, -3]"), new("[{'n': 'b'}, {'n': 'a'}].sortBy(e, e.n)", "[{'n': 'a'}, {'n': 'b'}]")],
    };

    // `list.sortBy(e, key)` binds the list, so that it is evaluated once, and maps it to its keys.
    private static readonly Macro SortByMacro = new()
    {
        Name = "sortBy",
        IsReceiver = true,
        Arguments = 2,
        Expand = (context, target, arguments) =>
        {
            if (context.Variable(arguments[0]) is null)
                return target;
            var map = MapAndFilter.Macros.First(macro => macro is { Name: "map", Arguments: 2 });
            var keys = map.Expand(context, context.Name(SortedInput), arguments)!;
            return Bind.Let(context, FoldKind.Bind, SortedInput, target!, context.Receiver(context.Name(SortedInput), SortByKeys, keys));
        },
    };

    private static CelOverload Overload(string id, ImmutableArray<CelType> parameters, CelType result, CelBody body, CelCost cost) =>
        new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body, Cost = cost };

    private static CelValue SliceOf(ReadOnlySpan<CelValue> arguments)
    {
        var (start, end) = (arguments[1].AsInt(), arguments[2].AsInt());
        if (start < 0 || end < start)
            return CelValue.Error($"cannot slice({start}, {end}): the indexes must not be negative, nor the end before the start");
        var count = arguments[0].Count;
        if (count >= 0 && count < end)
            return CelValue.Error($"cannot slice({start}, {end}): the list has {count} elements");
        var items = new List<CelValue>();
        for (var i = start; i < end; i++)
        {
            var item = arguments[0].Item(i);
            if (item.IsRest)
                return CelValue.Unknown(item.AsUnknown());
            items.Add(item);
        }
        return CelValue.List([.. items]);
    }

    private static CelValue FlattenTo(in CelValue list, long depth)
    {
        if (depth < 0)
            return CelValue.Error("the depth must not be negative");
        if (ListItems.Missing(list) is { Kind: CelKind.Unknown } unknown)
            return unknown;
        var items = new List<CelValue>();
        foreach (var item in list.Items)
        {
            if (depth == 0 || item.Kind != CelKind.List)
            {
                items.Add(item);
                continue;
            }
            var inner = FlattenTo(item, depth - 1);
            if (inner.Kind != CelKind.List)
                return inner;
            items.AddRange(inner.Array);
        }
        return CelValue.List([.. items]);
    }

    private static CelValue DistinctOf(ReadOnlySpan<CelValue> arguments)
    {
        if (!ListItems.TryRead(arguments[0], out var items, out var unknown))
            return unknown;
        var distinct = new List<CelValue>();
        var seen = new HashSet<CelValue>();
        foreach (var item in items)
        {
            if (seen.Add(item))
                distinct.Add(item);
        }
        return CelValue.List([.. distinct]);
    }

    private static CelValue RangeTo(ReadOnlySpan<CelValue> arguments)
    {
        var count = arguments[0].AsInt();
        if (count is < 0 or > LargestRange)
            return CelValue.Error($"lists.range({count}): the size must be from 0 to {LargestRange}");
        var items = new CelValue[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = CelValue.Int(i);
        return CelValue.List(items);
    }

    private static CelValue ReverseOf(ReadOnlySpan<CelValue> arguments)
    {
        if (!ListItems.TryRead(arguments[0], out var items, out var unknown))
            return unknown;
        Array.Reverse(items);
        return CelValue.List(items);
    }

    private static CelValue SortWith(in CelValue list, in CelValue keys)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown) || !ListItems.TryRead(keys, out var by, out unknown))
            return unknown;
        if (items.Length != by.Length)
            return CelValue.Error($"there are {items.Length} elements but {by.Length} keys");
        if (by.Length > 0 && Ordering.Compare(by[0], by[0]) == Ordering.Incomparable)
            return CelValue.Error("list elements must be comparable");
        if (Array.Exists(by, key => key.Kind != by[0].Kind))
            return CelValue.Error("list elements must have the same type");
        // The order of elements with equal keys is kept.
        return CelValue.List([.. Enumerable.Range(0, items.Length).Order(Comparer<int>.Create((i, j) => Order(by, i, j))).Select(i => items[i])]);
    }

    private static int Order(CelValue[] keys, int i, int j)
    {
        var order = Ordering.Compare(keys[i], keys[j]);
        return order is -1 or 1 ? order : i.CompareTo(j);
    }

    // cel-go: a call costs 1, a new list 10, and the work is counted by elements.
    private static long Allocating(double factor, long size) => (long)Math.Min(size * factor, 1e15) + 11;

    private static long OfResult(ReadOnlySpan<CelValue> arguments, in CelValue result) => Allocating(1, ListItems.Size(result));

    private static long OfDepth(ReadOnlySpan<CelValue> arguments, in CelValue result) =>
        Allocating(arguments.Length == 2 ? arguments[1].AsInt() : 1, ListItems.Size(arguments[0]));

    private static long OfSelfComparison(ReadOnlySpan<CelValue> arguments, in CelValue result) => OfComparison(arguments[0]);

    private static long OfKeyComparison(ReadOnlySpan<CelValue> arguments, in CelValue result) => OfComparison(arguments[1]);

    private static long OfComparison(in CelValue list)
    {
        var size = ListItems.Size(list);
        return Allocating(list.Item(0).Kind is CelKind.String or CelKind.Bytes ? 2.1 : 2, size * size);
    }
}
