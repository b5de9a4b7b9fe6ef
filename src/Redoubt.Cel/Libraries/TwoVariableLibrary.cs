using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Loops over index and element, or key and value, as cel-go's <c>ext.TwoVarComprehensions</c>: all, exists, existsOne, transformList,
/// transformMap, transformMapEntry.
/// </summary>
internal static class TwoVariableLibrary
{
    internal static CelLibrary Library { get; } = new()
    {
        Name = "two-variable",
        Macros = [.. Quantifiers.TwoVariable, .. MapAndFilter.TwoVariable],
        Functions =
        [
            Function(
                MapAndFilter.Insert,
                "A map with one entry more, or with the entries of another; the transforming macros are written with it.",
                [
                    Global("@mapInsert_map_map", MapOfAToB, MapOfAToB, MapOfAToB, (in map, in added) => Insert(map, Entries(added))),
                    Global("@mapInsert_map_key_value", [MapOfAToB, A, B], MapOfAToB, arguments =>
                        Insert(arguments[0], [KeyValuePair.Create(arguments[1], arguments[2])])),
                ],
                Example("[1, 2].all(i, v, i < v)", "true"),
                Example("{'a': 1, 'b': 2}.exists(k, v, k == 'b' && v == 2)", "true"),
                Example("[5, 5].existsOne(i, v, i == 1 && v == 5)", "true"),
                Example("[10, 20].transformList(i, v, i + v)", "[10, 21]"),
                Example("['a', 'b'].transformMap(i, v, i > 0, v + '!')", "{1: 'b!'}"),
                Example("['a', 'b'].transformMapEntry(i, v, {v: i})", "{'a': 0, 'b': 1}"),
                Example("['a', 'a'].transformMapEntry(i, v, {v: i})", null)),
        ],
    };

    private static List<KeyValuePair<CelValue, CelValue>> Entries(in CelValue map)
    {
        var entries = new List<KeyValuePair<CelValue, CelValue>>();
        for (var items = map.Items; items.MoveNext();)
        {
            entries.Add(KeyValuePair.Create(items.Current, items.CurrentValue));
        }

        return entries;
    }

    // A repeated key is an error.
    private static CelValue Insert(in CelValue map, List<KeyValuePair<CelValue, CelValue>> added)
    {
        var entries = Entries(map);
        entries.AddRange(added);
        return MapValue.Create([.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Value)]);
    }
}
