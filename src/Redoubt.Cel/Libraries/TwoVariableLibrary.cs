using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Loops over index and element, or key and value, as cel-go's <c>ext.TwoVarComprehensions</c>: all, exists, existsOne, transformList,
/// transformMap, transformMapEntry.
/// </summary>
internal static class TwoVariableLibrary
{
    private static readonly CelType Map = CelType.Map(CelType.Parameter("K"), CelType.Parameter("V"));

    internal static CelLibrary Library { get; } = new()
    {
        Name = "two-variable",
        Macros = [.. Quantifiers.TwoVariable, .. MapAndFilter.TwoVariable],
        Functions =
        [
            new()
            {
                Name = MapAndFilter.Insert,
                Summary = "A map with one entry more, or with the entries of another; the transforming macros are written with it.",
                Overloads =
                [
                    new()
                    {
                        Id = "@mapInsert_map_map",
                        Parameters = [Map, Map],
                        Result = Map,
                        Body = arguments => Insert(arguments[0], Entries(arguments[1])),
                    },
                    new()
                    {
                        Id = "@mapInsert_map_key_value",
                        Parameters = [Map, CelType.Parameter("K"), CelType.Parameter("V")],
                        Result = Map,
                        Body = arguments => Insert(arguments[0], [KeyValuePair.Create(arguments[1], arguments[2])]),
                    },
                ],
                Examples =
                [
                    new("[1, 2].all(i, v, i < v)", "true"),
                    new("{'a': 1, 'b': 2}.exists(k, v, k == 'b' && v == 2)", "true"),
                    new("[5, 5].existsOne(i, v, i == 1 && v == 5)", "true"),
                    new("[10, 20].transformList(i, v, i + v)", "[10, 21]"),
                    new("['a', 'b'].transformMap(i, v, i > 0, v + '!')", "{1: 'b!'}"),
                    new("['a', 'b'].transformMapEntry(i, v, {v: i})", "{'a': 0, 'b': 1}"),
                    new("['a', 'a'].transformMapEntry(i, v, {v: i})", null),
                ],
            },
        ],
    };

    private static List<KeyValuePair<CelValue, CelValue>> Entries(in CelValue map)
    {
        var entries = new List<KeyValuePair<CelValue, CelValue>>();
        for (var items = map.Items; items.MoveNext();)
            entries.Add(KeyValuePair.Create(items.Current, items.CurrentValue));
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
