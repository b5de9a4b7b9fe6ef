using Redoubt.Cel;
using Redoubt.Kubernetes.Cost;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>
/// Kubernetes' own list functions. Version 0: <c>isSorted</c>, <c>sum</c>, <c>min</c>, <c>max</c>, <c>indexOf</c>, <c>lastIndexOf</c>.
/// 1: <c>includes</c>. Each goes once through the list; over strings, indexOf and lastIndexOf cost the same.
/// </summary>
internal static class ListsLibrary
{
    private static readonly CelType Element = CelType.Parameter("A");

    private static readonly (string Name, CelType Type)[] Comparable =
    [
        ("int", CelType.Int), ("uint", CelType.Uint), ("double", CelType.Double), ("bool", CelType.Bool), ("duration", CelType.Duration),
        ("timestamp", CelType.Timestamp), ("string", CelType.String), ("bytes", CelType.Bytes),
    ];

    private static readonly (string Name, CelType Type, CelValue Zero)[] Summable =
    [
        ("int", CelType.Int, CelValue.Int(0)), ("uint", CelType.Uint, CelValue.Uint(0)), ("double", CelType.Double, CelValue.Double(0)),
        ("duration", CelType.Duration, CelValue.Duration(0)),
    ];

    public static CelLibrary Version(int version) => new()
    {
        Name = "kubernetes.lists",
        Functions = [.. First.Select(one => one.Costing(Charge.Everything, Charge.EachElement)), .. version >= 1 ? [Includes] : Array.Empty<CelFunction>()],
    };

    private static readonly CelValue NoOverload = CelValue.Error("no such overload");

    private static CelFunction[] First =>
        [IsSorted, Sum, Extreme("min", "least", preferred: 1, "1"), Extreme("max", "greatest", preferred: -1, "3"), IndexOf, LastIndexOf];

    private static CelFunction IsSorted => Function(
        "isSorted",
        "Whether no element is less than the one before it.",
        [.. Comparable.Select(type => Receiver($"list_{type.Name}_is_sorted_bool", [CelType.List(type.Type)], CelType.Bool, static all => Sorted(all[0])))],
        Example("[1, 2, 2, 3].isSorted()", "true"),
        Example("['b', 'a'].isSorted()", "false"),
        Example("[].isSorted()", "true"));

    private static CelFunction Sum => Function(
        "sum",
        "The sum of all elements; of none zero.",
        [
            .. Summable.Select(type => Receiver(
                $"list_{type.Name}_sum_{type.Name}", [CelType.List(type.Type)], type.Type, all => Total(all[0], type.Zero))),
        ],
        Example("[1, 3].sum()", "4"),
        Example("[duration('1m'), duration('1s')].sum()", "duration('61s')"),
        Example("[].sum()", "0"));

    private static CelFunction IndexOf => Function(
        "indexOf",
        "The number of the first element that is equal, -1 if there is none.",
        [Receiver("list_a_index_of_int", [CelType.List(Element), Element], CelType.Int, static all => Find(all[0], all[1], last: false))],
        Example("['a', 'b', 'a'].indexOf('a')", "0"),
        Example("['a'].indexOf('b')", "-1"));

    private static CelFunction LastIndexOf => Function(
        "lastIndexOf",
        "The number of the last element that is equal, -1 if there is none.",
        [Receiver("list_a_last_index_of_int", [CelType.List(Element), Element], CelType.Int, static all => Find(all[0], all[1], last: true))],
        Example("['a', 'b', 'a'].lastIndexOf('a')", "2"));

    private static CelFunction Includes => Function(
        "includes",
        "Whether a list has an element that is equal, or a value that is no list is equal itself.",
        [Receiver("list_includes_dyn_dyn", [CelType.Dyn, CelType.Dyn], CelType.Bool, static all => Included(all[0], all[1]))],
        Example("[1, 2].includes(2)", "true"),
        Example("'a'.includes('a')", "true"),
        Example("'a'.includes('b')", "false")).Costing(Charge.Everything, Charge.EachPart);

    private static CelFunction Extreme(string name, string which, int preferred, string example) => Function(
        name,
        $"The {which} element; an error if there is none.",
        [.. Comparable.Select(type => Receiver($"list_{type.Name}_{name}_{type.Name}", [CelType.List(type.Type)], type.Type, all => Best(all[0], name, preferred)))],
        Example($"[2, 1, 3].{name}()", example),
        Example($"[].{name}()", null));

    private static CelValue Sorted(CelValue list)
    {
        CelValue before = default;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                return CelValue.Unknown(item.AsUnknown());
            }

            if (!HasOrder(item))
            {
                return NoOverload;
            }

            // What has no order with the one before it does not count as unsorted.
            if (before.IsData && before.CompareTo(item) == 1)
            {
                return CelValue.False;
            }

            before = item;
        }

        return CelValue.True;
    }

    private static CelValue Total(CelValue list, CelValue zero)
    {
        var total = zero;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                return CelValue.Unknown(item.AsUnknown());
            }

            total = total.Add(item);
            if (!total.IsData)
            {
                return total;
            }
        }

        return total;
    }

    private static CelValue Best(CelValue list, string name, int preferred)
    {
        CelValue best = default;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                return CelValue.Unknown(item.AsUnknown());
            }

            if (!HasOrder(item))
            {
                return NoOverload;
            }

            best = !best.IsData || best.CompareTo(item) == preferred ? item : best;
        }

        return best.IsData ? best : CelValue.Error($"{name} called on empty list");
    }

    private static bool HasOrder(in CelValue value) => value.Kind
        is CelKind.Bool or CelKind.Bytes or CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.String or CelKind.Timestamp or CelKind.Uint;

    private static CelValue Included(CelValue target, CelValue wanted) =>
        target.Kind != CelKind.List ? CelValue.Bool(target.EqualTo(wanted).IsTrue)
        : Find(target, wanted, last: false) is { Kind: CelKind.Int } found ? CelValue.Bool(found.AsInt() >= 0)
        : Find(target, wanted, last: false);

    private static CelValue Find(CelValue list, CelValue wanted, bool last)
    {
        var found = -1;
        var index = 0;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                // What is not known may be the element.
                return CelValue.Unknown(item.AsUnknown());
            }

            if (item.EqualTo(wanted).IsTrue)
            {
                found = index;
                if (!last)
                {
                    break;
                }
            }

            index++;
        }

        return CelValue.Int(found);
    }
}
