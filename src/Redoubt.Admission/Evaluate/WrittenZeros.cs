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
    public static CelValue Fill(CelValue value, TypeInfo type)
    {
        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        var filled = value;
        foreach (var key in value.Items)
        {
            if (type.TryField(key.AsSpan(), out var field) && HasObjects(field.Type))
            {
                var inner = value.Field(key);
                var better = Fill(inner, field.Type);
                if (better != inner)
                {
                    filled = RequestValues.With(filled, field.Name, better);
                }
            }
        }

        foreach (var (name, zero) in Zeros.GetValueOrDefault(type.Name, []))
        {
            if (filled.Field(name).Kind == CelKind.Absent)
            {
                filled = RequestValues.With(filled, name, zero);
            }
        }

        return filled;
    }

    private static CelValue Fill(CelValue value, FieldType type)
    {
        if (type is { Kind: FieldKind.Object, Object: { } inner })
        {
            return Fill(value, inner);
        }

        if (value.Kind != CelKind.List || type.Element?.Object is not { } element)
        {
            return value;
        }

        var (items, isChanged) = (new List<CelValue>(value.Count), false);
        foreach (var item in value.Items)
        {
            var filled = Fill(item, element);
            isChanged |= filled != item;
            items.Add(filled);
        }

        return isChanged ? CelValue.List([.. items]) : value;
    }

    private static bool HasObjects(FieldType type) => type.Kind == FieldKind.Object || type is { Kind: FieldKind.List, Element.Kind: FieldKind.Object };
}
