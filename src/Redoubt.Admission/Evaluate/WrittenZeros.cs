using Redoubt.Admission.Mutate;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Evaluate;

/// <summary>
/// Fields that the API server writes even where nobody set them, because their Go types are structures or have no <c>omitempty</c>: admission
/// sees <c>rules: null</c> in a Role without rules and <c>resources: {}</c> in a container without resources.
/// </summary>
internal static class WrittenZeros
{
    private static readonly Dictionary<string, (string Field, CelValue Zero)[]> Zeros = new(StringComparer.Ordinal)
    {
        ["V1Role"] = [("rules", CelValue.Null)],
        ["V1ClusterRole"] = [("rules", CelValue.Null)],
        ["V1PolicyRule"] = [("verbs", CelValue.Null)],
        ["V1Container"] = [("resources", CelValue.Map())],
        ["V1EphemeralContainer"] = [("resources", CelValue.Map())],
        ["V1PodTemplateSpec"] = [("metadata", CelValue.Map())],
        ["V1JobTemplateSpec"] = [("metadata", CelValue.Map())],
        ["V1NetworkPolicySpec"] = [("podSelector", CelValue.Map())],
        ["V1DeploymentSpec"] = [("strategy", CelValue.Map())],
        ["V1DaemonSetSpec"] = [("updateStrategy", CelValue.Map())],
        ["V1StatefulSetSpec"] = [("updateStrategy", CelValue.Map())],
        ["V1PersistentVolumeClaimSpec"] = [("resources", CelValue.Map())],
    };

    /// <summary>An object of a type with these fields filled in; what needs none is the same value.</summary>
    public static CelValue Fill(CelValue value, TypeInfo type) => Fill(value, type, out _);

    private static CelValue Fill(CelValue value, TypeInfo type, out bool isChanged)
    {
        isChanged = false;
        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        var changes = new List<(string, CelValue)>();
        for (var fields = value.Items; fields.MoveNext();)
        {
            // What may be in the map beyond what is known of it has no name.
            if (fields.Current.Kind == CelKind.String && type.TryField(fields.Current.AsSpan(), out var field) && HasObjects(field.Type)
                && Fill(fields.CurrentValue, field.Type, out var filled))
            {
                changes.Add((field.Name, filled));
            }
        }

        foreach (var (name, zero) in Zeros.GetValueOrDefault(type.Name, []))
        {
            if (value.Field(name).Kind == CelKind.Absent)
            {
                changes.Add((name, zero));
            }
        }

        isChanged = changes.Count > 0;
        return ChangedMap.With(value, changes);
    }

    private static bool Fill(CelValue value, FieldType type, out CelValue filled)
    {
        filled = value;
        if (type is { Kind: FieldKind.Object, Object: { } inner })
        {
            filled = Fill(value, inner, out var isChanged);
            return isChanged;
        }

        if (value.Kind != CelKind.List || type.Element?.Object is not { } element)
        {
            return false;
        }

        var (items, isAny) = (new List<CelValue>(), false);
        foreach (var item in value.Items)
        {
            items.Add(Fill(item, element, out var isChanged));
            isAny |= isChanged;
        }

        filled = isAny ? CelValue.List([.. items]) : value;
        return isAny;
    }

    private static bool HasObjects(FieldType type) => type.Kind == FieldKind.Object || type is { Kind: FieldKind.List, Element.Kind: FieldKind.Object };
}
