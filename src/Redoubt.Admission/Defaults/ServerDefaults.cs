using System.Collections.Immutable;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Defaults;

/// <summary>
/// Makes of an object as it is written the one that admission sees: with what the API server fills in, writes in another form or drops. What
/// hangs on something that is not known is not known.
/// </summary>
internal static class ServerDefaults
{
    /// <summary>The object as admission sees it; one of a kind that is not built in as it is.</summary>
    /// <param name="value">The object.</param>
    /// <param name="apiVersion">Its API version.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="minor">The server's version: of 1.33 it is 33.</param>
    public static CelValue Apply(CelValue value, string apiVersion, string kind, int minor)
    {
        var facts = DefaultFacts.Of(apiVersion, kind);
        if (value.Kind != CelKind.Map || facts.IsEmpty)
        {
            return value;
        }

        var root = new Draft(value);
        if (FieldIndex.Default.TryKind(apiVersion, kind, out var known) && known.Type is { } type)
        {
            ZeroValues.Drop(root, type);
        }

        foreach (var fact in facts)
        {
            if (fact.Since <= minor)
            {
                Walk(root, fact, root, 0, []);
            }
        }

        return root.Value;
    }

    private static void Walk(Draft root, DefaultFact fact, Draft at, int step, List<int> indexes)
    {
        var name = fact.Path[step];
        if (name.Length == 0)
        {
            for (var index = 0; index < at.Items.Count; index++)
            {
                indexes.Add(index);
                Walk(root, fact, at.Items[index], step + 1, indexes);
                indexes.RemoveAt(indexes.Count - 1);
            }
        }
        else if (step == fact.Path.Length - 1)
        {
            if (at.Kind == CelKind.Map)
            {
                Apply(root, fact, at, name, indexes);
            }
        }
        else if (at.Field(name) is { } next)
        {
            Walk(root, fact, next, step + 1, indexes);
        }
    }

    private static void Apply(Draft root, DefaultFact fact, Draft map, string name, List<int> indexes)
    {
        var own = map.Field(name);
        // A rule about the value itself is about one that is there.
        var rewrites = fact is { Action: DefaultAction.Rule, From.IsEmpty: true };
        if (own is { Kind: CelKind.Unknown } || (own is not null && !rewrites && (fact.Missing == "absent" || (fact.Missing == "empty" && !own.IsEmpty))))
        {
            return;
        }

        var holds = Holds(fact.Conditions, root, indexes);
        if (holds.Kind == CelKind.Unknown)
        {
            map.Set(name, new Draft(holds));
        }
        else if (holds.IsTrue)
        {
            Act(root, fact, map, name, own, indexes);
        }
    }

    private static void Act(Draft root, DefaultFact fact, Draft map, string name, Draft? own, List<int> indexes)
    {
        Draft?[] from = [.. fact.From.Select(path => Find(root, path, indexes))];
        switch (fact.Action)
        {
            case DefaultAction.Value:
                map.Set(name, new Draft(fact.Value));
                break;
            case DefaultAction.Drop when own is not null:
                map.Set(name, null);
                break;
            case DefaultAction.Copy when from[0] is { } source:
                map.Set(name, new Draft(source.Value));
                break;
            case DefaultAction.Fill:
                Fill(map, name, own, from);
                break;
            case DefaultAction.Append:
                Append(map, name, own, fact.Value);
                break;
            case DefaultAction.Rule:
                DefaultRules.Apply(fact.Rule, map, name, own, from.Length > 0 ? from[0] : null);
                break;
        }
    }

    private static void Fill(Draft map, string name, Draft? own, Draft?[] from)
    {
        foreach (var source in from.OfType<Draft>().Where(source => source.Kind == CelKind.Map))
        {
            foreach (var key in source.Names)
            {
                if (own is null)
                {
                    map.Set(name, own = new Draft(CelValue.Map()));
                }

                if (own.Field(key) is null)
                {
                    own.Set(key, new Draft(source.Field(key)!.Value));
                }
            }
        }
    }

    private static void Append(Draft map, string name, Draft? own, CelValue added)
    {
        if (own is null)
        {
            map.Set(name, new Draft(added));
            return;
        }

        foreach (var item in added.Items)
        {
            if (own.Kind == CelKind.List && own.Items.All(one => one.Origin != item))
            {
                own.Append(item);
            }
        }
    }

    private static CelValue Holds(ImmutableArray<DefaultCondition> conditions, Draft root, List<int> indexes)
    {
        CelValue unknown = default;
        foreach (var condition in conditions)
        {
            var found = Find(root, condition.Path, indexes);
            if (found is { Kind: CelKind.Unknown })
            {
                unknown = found.Origin;
            }
            else if (!Holds(condition, found))
            {
                return CelValue.False;
            }
        }

        return unknown.Kind == CelKind.Unknown ? unknown : CelValue.True;
    }

    private static bool Holds(DefaultCondition condition, Draft? found) => condition.Is switch
    {
        "present" => found is not null,
        "absent" => found is null,
        "filled" => found is { IsEmpty: false },
        "empty" => found is null or { IsEmpty: true },
        "equals" => found is not null && found.Value == condition.Value,
        "one of" => found is not null && Has(condition.Value, found.Value),
        "only" => found is not null && found.Names.All(name => Has(condition.Value, CelValue.String(name))),
        "less" => found is { Kind: CelKind.Int } && found.Origin.CompareTo(condition.Value) < 0,
        _ => throw new InvalidOperationException($"`{condition.Is}` is no condition of a default"),
    };

    private static bool Has(CelValue list, CelValue value)
    {
        foreach (var item in list.Items)
        {
            if (item == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value at a path, in which each item is the one of the place; null if there is none.</summary>
    private static Draft? Find(Draft root, ImmutableArray<string> path, List<int> indexes)
    {
        var (at, each) = ((Draft?)root, 0);
        foreach (var step in path)
        {
            if (at is null or { Kind: CelKind.Unknown })
            {
                return at;
            }

            at = step.Length > 0 ? at.Field(step) : each < indexes.Count && indexes[each] < at.Items.Count ? at.Items[indexes[each++]] : null;
        }

        return at;
    }
}
