using System.Collections.Immutable;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Lists, as cel-go's <c>ext.Lists</c> numbers it. 0: slice. 1: flatten. 2: distinct, lists.range, reverse, sort, sortBy. 3: costs.
/// </summary>
internal static class ListsLibrary
{
    internal const int Newest = 3;
    private const long LargestRange = 10_000_000;
    private const string SortByKeys = "@sortByAssociatedKeys";

    // The name under which sortBy keeps its list; no identifier that can be written.
    private const string SortedInput = "@sorted";

    private static readonly ImmutableArray<CelType> Comparable =
    [
        CelType.Int, CelType.Uint, CelType.Double, CelType.Bool, CelType.Duration, CelType.Timestamp, CelType.String, CelType.Bytes,
    ];

    internal static CelLibrary Version(int version) => new()
    {
        Name = "lists",
        Functions = [.. Costing(version, [Slice, .. Since(1, version, [Flatten]), .. Since(2, version, [Distinct, Range, Reverse, Sort, SortBy])])],
        Macros = version >= 2 ? [SortByMacro] : [],
    };

    /// <summary>Before version 3 every call costs 1.</summary>
    private static IEnumerable<CelFunction> Costing(int version, CelFunction[] functions) => version >= 3
        ? functions
        : functions.Select(function => function with { Overloads = [.. function.Overloads.Select(WithoutCost)] });

    private static CelOverload WithoutCost(CelOverload overload) => overload with { Cost = null, Estimate = null };

    private static CelFunction Slice => Function(
        "slice",
        "The elements from a start to before an end.",
        [Receiver("list_slice", [ListOfA, CelType.Int, CelType.Int], ListOfA, SliceOf, ListCosts.OfResult, ListCosts.Slice)],
        Example("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"),
        Example("[1, 2].slice(2, 2)", "[]"),
        Example("[1].slice(0, 2)", null));

    private static CelFunction Flatten => Function(
        "flatten",
        "The list with its lists' elements in their place, one level deep or as many as said.",
        [
            Receiver("list_flatten", CelType.List(ListOfA), ListOfA, (in list) => FlattenTo(list, 1), ListCosts.OfDepth, ListCosts.Flatten),
            Receiver(
                "list_flatten_int", CelType.AnyList, CelType.Int, CelType.AnyList, (in list, in depth) => FlattenTo(list, depth.AsInt()), ListCosts.OfDepth, ListCosts.Flatten),
        ],
        Example("[[1], [2, 3], []].flatten()", "[1, 2, 3]"),
        Example("[1, [2, [3, [4]]]].flatten(2)", "[1, 2, 3, [4]]"),
        Example("[[1]].flatten(-1)", null));

    private static CelFunction Distinct => Function(
        "distinct",
        "The list without repetitions, each element where it comes first.",
        [Receiver("list_distinct", ListOfA, ListOfA, DistinctOf, ListCosts.OfElements, ListCosts.Distinct)],
        Example("[1, 2, 2, 3, 1].distinct()", "[1, 2, 3]"),
        Example("[1, 'b', 1u, 'b'].distinct()", "[1, 'b']"));

    private static CelFunction Range => Function(
        "lists.range",
        "The integers from 0 to before a number.",
        [Global("lists_range", CelType.Int, CelType.List(CelType.Int), RangeTo, ListCosts.OfResult, ListCosts.Range)],
        Example("lists.range(3)", "[0, 1, 2]"),
        Example("lists.range(-1)", null));

    private static CelFunction Reverse => Function(
        "reverse",
        "The elements from the last to the first.",
        [Receiver("list_reverse", ListOfA, ListOfA, ReverseOf, ListCosts.OfResult, ListCosts.Reverse)],
        Example("[5, 3, 1].reverse()", "[1, 3, 5]"));

    private static CelFunction Sort => Function(
        "sort",
        "The elements in ascending order; all of one comparable type.",
        [
            .. Comparable.Select(type => Receiver(
                $"list_{type}_sort", CelType.List(type), CelType.List(type), (in list) => SortWith(list, list), ListCosts.OfElements, ListCosts.Sort(type))),
        ],
        Example("[3, 2, 1].sort()", "[1, 2, 3]"),
        Example("['b', 'a'].sort()", "['a', 'b']"),
        Example("dyn([1, 'b']).sort()", null));

    private static CelFunction SortBy => Function(
        SortByKeys,
        "The elements in the order of their keys; `sortBy` is written for it.",
        [
            .. Comparable.Select(type => Receiver(
                $"list_{type}_sortByAssociatedKeys", ListOfA, CelType.List(type), ListOfA, SortWith, ListCosts.OfKeys, ListCosts.SortBy(type))),
        ],
        Example("[1, -3, 2].sortBy(e, e * e)", "[1, 2, -3]"),
        Example("[{'n': 'b'}, {'n': 'a'}].sortBy(e, e.n)", "[{'n': 'a'}, {'n': 'b'}]"));

    // `list.sortBy(e, key)` binds the list, so that it is evaluated once, and maps it to its keys.
    private static readonly Macro SortByMacro = new()
    {
        Name = "sortBy",
        IsReceiver = true,
        Arguments = 2,
        Expand = (context, target, arguments) =>
        {
            if (context.Variable(arguments[0]) is null)
            {
                return target;
            }

            var map = MapAndFilter.Macros.First(macro => macro is { Name: "map", Arguments: 2 });
            var keys = map.Expand(context, context.Name(SortedInput), arguments)!;
            return Bind.Let(context, FoldKind.SortBy, SortedInput, target!, context.Receiver(context.Name(SortedInput), SortByKeys, keys));
        },
    };

    private static CelValue SliceOf(ReadOnlySpan<CelValue> arguments)
    {
        var (start, end) = (arguments[1].AsInt(), arguments[2].AsInt());
        if (start < 0 || end < 0)
        {
            return CelValue.Error($"cannot slice({start}, {end}), negative indexes not supported");
        }

        if (start > end)
        {
            return CelValue.Error($"cannot slice({start}, {end}), start index must be less than or equal to end index");
        }

        var count = arguments[0].Count;
        if (count >= 0 && count < end)
        {
            return CelValue.Error($"cannot slice({start}, {end}), list is length {count}");
        }

        var items = new List<CelValue>();
        for (var i = start; i < end; i++)
        {
            var item = arguments[0].Item(i);
            if (item.IsRest)
            {
                return CelValue.Unknown(item.AsUnknown());
            }

            items.Add(item);
        }
        return CelValue.List([.. items]);
    }

    private static CelValue FlattenTo(in CelValue list, long depth)
    {
        if (depth < 0)
        {
            return CelValue.Error("level must be non-negative");
        }

        if (ListItems.Missing(list) is { Kind: CelKind.Unknown } unknown)
        {
            return unknown;
        }

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
            {
                return inner;
            }

            items.AddRange(inner.Array);
        }
        return CelValue.List([.. items]);
    }

    private static CelValue DistinctOf(in CelValue list)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        var distinct = new List<CelValue>();
        var seen = new HashSet<CelValue>();
        foreach (var item in items)
        {
            if (seen.Add(item))
            {
                distinct.Add(item);
            }
        }
        return CelValue.List([.. distinct]);
    }

    private static CelValue RangeTo(in CelValue size)
    {
        var count = size.AsInt();
        if (count is < 0 or > LargestRange)
        {
            return CelValue.Error($"lists.range({count}): the size must be from 0 to {LargestRange}");
        }

        var items = new CelValue[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = CelValue.Int(i);
        }

        return CelValue.List(items);
    }

    private static CelValue ReverseOf(in CelValue list)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        Array.Reverse(items);
        return CelValue.List(items);
    }

    private static CelValue SortWith(in CelValue list, in CelValue keys)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown) || !ListItems.TryRead(keys, out var by, out unknown))
        {
            return unknown;
        }

        if (items.Length != by.Length)
        {
            return CelValue.Error($"there are {items.Length} elements but {by.Length} keys");
        }

        if (by.Length > 0 && Ordering.Compare(by[0], by[0]) == Ordering.Incomparable)
        {
            return CelValue.Error("list elements must be comparable");
        }

        if (Array.Exists(by, key => key.Kind != by[0].Kind))
        {
            return CelValue.Error("list elements must have the same type");
        }
        // The order of elements with equal keys is kept.
        var order = Enumerable.Range(0, items.Length).Order(Comparer<int>.Create((i, j) => Order(by, i, j)));
        return CelValue.List([.. order.Select(i => items[i])]);
    }

    private static int Order(CelValue[] keys, int i, int j)
    {
        var order = Ordering.Compare(keys[i], keys[j]);
        return order is -1 or 1 ? order : i.CompareTo(j);
    }
}
