using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>
/// Holds a value against a schema, level by level, as <c>kube-openapi/pkg/validation</c> does. A null that the schema does not allow is as
/// absent where it is a field, and a default stands for what is missing.
/// </summary>
internal static class ValueRules
{
    /// <summary>Judges a value and what is in it.</summary>
    public static void Apply(Node value, SchemaLevel level, Faults faults)
    {
        if (!ScalarRules.Apply(value, level, faults) || !value.HasValue)
        {
            return;
        }

        if (value.Kind == NodeKind.Map)
        {
            Map(value, level, faults);
        }
        else if (value.Kind == NodeKind.List)
        {
            ListRules.Apply(value, level, faults);
            foreach (var item in value.Items)
            {
                if (level.Items is { } items)
                {
                    Apply(item, items, faults);
                }
            }
        }

        Junctors(value, level, faults);
    }

    /// <summary>The fields of an object.</summary>
    /// <param name="map">The object.</param>
    /// <param name="level">Its schema.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="without">Names of fields that are not looked at.</param>
    public static void Map(Node map, SchemaLevel level, Faults faults, params ReadOnlySpan<string> without)
    {
        foreach (var name in level.Required)
        {
            var isThere = map.TryGet(name, out var field) && (field.HasValue || level.Property(name) is not { } property || property.IsNullable);
            if (!isThere && level.Property(name)?.At["default"].HasValue is not true)
            {
                faults.Required(Spot.Of(map, name));
            }
        }

        if (level.IsResource)
        {
            foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
            {
                if (map[name].Text.IsEmpty)
                {
                    faults.Required(Spot.Of(map, name), "must not be empty");
                }
            }
        }

        foreach (var field in map.Fields)
        {
            if (!IsAmong(without, field.Key) && (level.Property(field.Key) ?? level.Values) is { } known && (field.HasValue || known.IsNullable))
            {
                Apply(field, known, faults);
            }
        }
    }

    private static bool IsAmong(ReadOnlySpan<string> names, ReadOnlySpan<char> name)
    {
        foreach (var one in names)
        {
            if (name.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is joined of several schemas.</summary>
    public static void Junctors(Node value, SchemaLevel level, Faults faults)
    {
        foreach (var part in level.AllOf)
        {
            Apply(value, part, faults);
        }

        if (level.AnyOf.Length > 0 && !level.AnyOf.Any(part => Holds(value, part, faults)))
        {
            Tell("must validate at least one schema (anyOf)");
        }

        if (level.OneOf.Length > 0 && level.OneOf.Count(part => Holds(value, part, faults)) is not 1 and var valid)
        {
            Tell("must validate one and only one schema (oneOf). " + (valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives"));
        }

        if (level.Not is { } not && Holds(value, not, faults))
        {
            Tell("must not validate the schema (not)");
        }

        void Tell(string words) => faults.Tell(FaultReason.Invalid, value, $"Invalid value: \"{faults.PathOf(value)}\" {words}");
    }

    private static bool Holds(Node value, SchemaLevel level, Faults faults)
    {
        var tried = new Faults(faults.Root, null);
        Apply(value, level, tried);
        return tried.Count == 0;
    }
}
