using System.Collections.Immutable;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Mutate;

/// <summary>
/// Merges lists whose items are told apart (sigs.k8s.io/structured-merge-diff): what only the object has keeps its place, what both have goes in
/// the configuration's order, what is new comes after what was there before it.
/// </summary>
internal static class KeyedList
{
    /// <summary>Lists of objects that are told apart by the values of some fields.</summary>
    public static CelValue Merge(CelValue live, CelValue patch, TypeInfo item, ImmutableArray<string> keys, string path)
    {
        var (old, changes) = (Keyed(live, keys, path), Keyed(patch, keys, path));
        var stop = old.Concat(changes).FirstOrDefault(one => one.Item.Kind is CelKind.Error or CelKind.Unknown);
        if (stop.Item.Kind != CelKind.Absent)
        {
            return stop.Item;
        }

        if (changes.GroupBy(one => one.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return CelValue.Error($"{path}: duplicate entries for key [{twice.Key}]");
        }

        return Interleave(old, changes, (one, other, key) => ApplyConfiguration.OfItem(one, other, item, $"{path}[{key}]"));
    }

    /// <summary>Lists of scalars in which each value is there once.</summary>
    public static CelValue Union(CelValue live, CelValue patch) => Interleave(Values(live), Values(patch), (_, other, _) => other);

    private static CelValue Interleave(
        List<(string Key, CelValue Item)> old, List<(string Key, CelValue Item)> changes, Func<CelValue, CelValue, string, CelValue> merge)
    {
        var before = old.GroupBy(one => one.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Item, StringComparer.Ordinal);
        var changed = changes.Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        var (merged, done) = (new List<CelValue>(), new HashSet<string>(StringComparer.Ordinal));
        for (int left = 0, right = 0; left < old.Count || right < changes.Count;)
        {
            if (left < old.Count && !(right < changes.Count && old[left].Key == changes[right].Key))
            {
                if (!changed.Contains(old[left].Key))
                {
                    merged.Add(old[left++].Item);
                    continue;
                }

                if (done.Contains(old[left].Key))
                {
                    left++;
                    continue;
                }
            }

            var (key, change) = changes[right++];
            var result = merge(before.GetValueOrDefault(key), change, key);
            if (result.Kind is CelKind.Error or CelKind.Unknown)
            {
                return result;
            }

            merged.Add(result);
            done.Add(key);
        }

        return CelValue.List([.. merged]);
    }

    private static List<(string Key, CelValue Item)> Keyed(CelValue list, ImmutableArray<string> keys, string path)
    {
        var keyed = new List<(string, CelValue)>();
        if (list.Kind != CelKind.List)
        {
            return keyed;
        }

        foreach (var item in list.Items)
        {
            keyed.Add(item.Kind == CelKind.Unknown ? ("", item)
                : item.Kind == CelKind.Map ? (Key(item, keys), item)
                : ("", CelValue.Error($"{path}: an element is {item.RuntimeType}, not an object")));
        }

        return keyed.ConvertAll(one => one.Item2.Kind == CelKind.Map && one.Item1.Length == 0
            ? ("", CelValue.Error($"{path}: an element has no `{keys[0]}`, by which it would be told apart"))
            : one);
    }

    // Every key must be there, but for those that the API fills in.
    private static string Key(CelValue item, ImmutableArray<string> keys)
    {
        var parts = new string[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var value = item.Field(keys[i]);
            var text = value.Kind is CelKind.Absent or CelKind.Null ? MergeSchema.DefaultOfKey(keys[i]) : value.ToString();
            if (text is null)
            {
                return "";
            }

            parts[i] = $"{keys[i]}={text.Trim('"')}";
        }

        return string.Join(',', parts);
    }

    private static List<(string Key, CelValue Item)> Values(CelValue list)
    {
        var values = new List<(string, CelValue)>();
        if (list.Kind == CelKind.List)
        {
            foreach (var item in list.Items)
            {
                values.Add((item.ToString(), item));
            }
        }

        return values;
    }
}
