using System.Globalization;
using Redoubt.Cel;

namespace Redoubt.Admission.Mutate;

/// <summary>Applies JSON patches (RFC 6902) to values; what a step does not touch is shared with the value before.</summary>
internal static class JsonPatch
{
    /// <summary>The value after all operations; as it was if a <c>test</c> does not hold; an error if one cannot be applied.</summary>
    /// <param name="value">The object.</param>
    /// <param name="patches">A list of operations.</param>
    public static CelValue Apply(CelValue value, CelValue patches)
    {
        var patched = value;
        foreach (var patch in patches.Items)
        {
            if (patch.Kind != CelKind.Map)
            {
                return CelValue.Error($"type mismatch: an element of the list is {patch.RuntimeType}, not JSONPatch");
            }

            var (op, path, from) = (Text(patch, "op"), Text(patch, "path"), Text(patch, "from"));
            var given = patch.Field("value") is { Kind: not CelKind.Absent } some ? PlainValue.Of(some) : CelValue.Null;
            if (given.Kind == CelKind.Error)
            {
                return given;
            }

            if (op == "test")
            {
                var found = Find(patched, path);
                if (found.Kind == CelKind.Unknown)
                {
                    return found;
                }

                if (found.Kind == CelKind.Error || found != given)
                {
                    return value;
                }

                continue;
            }

            patched = Step(patched, op, path, from, given);
            if (patched.Kind == CelKind.Unknown)
            {
                return patched;
            }

            if (patched.Kind == CelKind.Error)
            {
                return CelValue.Error($"JSON Patch: {op} {path}: {patched.AsError().Message}");
            }
        }

        return patched;
    }

    private static CelValue Step(CelValue value, string op, string path, string from, CelValue given)
    {
        switch (op)
        {
            case "add" or "replace" or "remove":
                return Change(value, path, op, given);
            case "copy":
                var copied = Find(value, from);
                return copied.Kind is CelKind.Error or CelKind.Unknown ? copied : Change(value, path, "add", copied);
            case "move":
                var moved = Find(value, from);
                var rest = moved.Kind is CelKind.Error or CelKind.Unknown ? moved : Change(value, from, "remove", CelValue.Null);
                return rest.Kind is CelKind.Error or CelKind.Unknown ? rest : Change(rest, path, "add", moved);
            default:
                return CelValue.Error($"`{op}` is no operation");
        }
    }

    private static CelValue Find(CelValue value, string path)
    {
        foreach (var step in Steps(path))
        {
            value = value.Kind switch
            {
                CelKind.Map => value.Field(step),
                CelKind.List when TryIndex(step, Math.Max(0, value.Count), out var index) => value.Item(index),
                _ => default,
            };
            if (value.Kind == CelKind.Unknown)
            {
                return value;
            }

            if (value.Kind == CelKind.Absent)
            {
                return CelValue.Error($"nothing is at `{path}`");
            }
        }

        return value;
    }

    private static CelValue Change(CelValue value, string path, string op, CelValue given)
    {
        var steps = Steps(path);
        return steps.Length == 0
            ? (op == "remove" ? CelValue.Error("the whole object cannot be removed") : given)
            : Change(value, steps, op, given);
    }

    private static CelValue Change(CelValue value, ReadOnlySpan<string> steps, string op, CelValue given) => value.Kind switch
    {
        CelKind.Map => InMap(value, steps, op, given),
        CelKind.List => InList(value, steps, op, given),
        CelKind.Unknown => value,
        _ => CelValue.Error($"nothing can be at `{steps[0]}`: above it is {value.RuntimeType}"),
    };

    private static CelValue InMap(CelValue map, ReadOnlySpan<string> steps, string op, CelValue given)
    {
        var name = steps[0];
        var inner = map.Field(name);
        // The server's library takes `replace` of what is missing for `add`.
        if (inner.Kind == CelKind.Absent && (steps.Length > 1 || op == "remove"))
        {
            return CelValue.Error($"there is no `{name}`");
        }

        if (steps.Length == 1)
        {
            return op == "remove" ? ChangedMap.Without(map, name) : ChangedMap.With(map, name, given);
        }

        var changed = Change(inner, steps[1..], op, given);
        return changed.Kind is CelKind.Error or CelKind.Unknown ? changed : ChangedMap.With(map, name, changed);
    }

    private static CelValue InList(CelValue list, ReadOnlySpan<string> steps, string op, CelValue given)
    {
        var items = new List<CelValue>();
        foreach (var item in list.Items)
        {
            // Where in a list of which not all is known something lands is not known either.
            if (item.IsRest)
            {
                return item;
            }

            items.Add(item);
        }

        var isEnd = steps[0] == "-" && op == "add" && steps.Length == 1;
        var index = items.Count;
        if (!isEnd && (!TryIndex(steps[0], items.Count, out index) || index > items.Count || (index == items.Count && (op != "add" || steps.Length > 1))))
        {
            return CelValue.Error($"`{steps[0]}` is no place in a list of {items.Count}");
        }

        if (steps.Length > 1)
        {
            var changed = Change(items[index], steps[1..], op, given);
            if (changed.Kind is CelKind.Error or CelKind.Unknown)
            {
                return changed;
            }

            items[index] = changed;
        }
        else if (op == "add")
        {
            items.Insert(index, given);
        }
        else if (op == "remove")
        {
            items.RemoveAt(index);
        }
        else
        {
            items[index] = given;
        }

        return CelValue.List([.. items]);
    }

    private static string[] Steps(string path) => path.Length == 0
        ? []
        : [.. path.TrimStart('/').Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    // As the server's library does, a negative index counts from the end.
    private static bool TryIndex(string step, int count, out int index)
    {
        var isNumber = int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index);
        index = index < 0 ? index + count : index;
        return isNumber && index >= 0;
    }

    private static string Text(CelValue patch, string name) => patch.Field(name) is { Kind: CelKind.String } text ? text.AsString() : "";
}
