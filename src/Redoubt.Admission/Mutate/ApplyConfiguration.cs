using Redoubt.Cel;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Mutate;

/// <summary>
/// Merges an apply configuration into an object as server-side apply does: objects and maps field by field, lists by their keys. What would
/// be replaced as a whole may not be touched, as the API server says.
/// </summary>
internal static class ApplyConfiguration
{
    /// <summary>The object with the configuration merged in, or an error.</summary>
    /// <param name="live">The object.</param>
    /// <param name="patch">The configuration, plain.</param>
    /// <param name="type">The object's type; null if it is not known, and then lists cannot be merged.</param>
    public static CelValue Merge(CelValue live, CelValue patch, TypeInfo? type) =>
        type is null ? Untyped(live, patch, "", isKnown: false) : OfObject(live, patch, type, "");

    private static CelValue OfObject(CelValue live, CelValue patch, TypeInfo type, string path)
    {
        if (patch.Kind != CelKind.Map)
        {
            return Mismatch(path, "an object", patch);
        }

        if (MergeSchema.IsAtomic(type))
        {
            return Atomic(path);
        }

        if (live.Kind == CelKind.Unknown)
        {
            return live;
        }

        var merged = live.Kind == CelKind.Map ? live : CelValue.Map();
        foreach (var key in patch.Items)
        {
            var name = key.AsString();
            var (value, inner) = (patch.Field(key), $"{path}.{name}");
            if (!type.TryField(name, out var field) && !type.Open)
            {
                return CelValue.Error($"{inner}: field not declared in schema{Near(name, type)}");
            }

            var result = field.Type is null ? Untyped(merged.Field(name), value, inner, isKnown: true) : OfField(merged.Field(name), value, type, field, inner);
            if (result.Kind is CelKind.Error or CelKind.Unknown)
            {
                return result;
            }

            merged = ChangedMap.With(merged, name, result);
        }

        return merged;
    }

    private static CelValue OfField(CelValue live, CelValue patch, TypeInfo owner, FieldInfo field, string path) => (field.Type.Kind, patch.Kind) switch
    {
        (FieldKind.List, _) when live.Kind == CelKind.Unknown => live,
        (_, CelKind.Null) => Mismatch(path, "a value", patch),
        (FieldKind.Object, _) when field.Type.Object is { } type => OfObject(live, patch, type, path),
        (FieldKind.Map, _) => MergeSchema.IsAtomicMap(owner, field) ? Atomic(path) : OfMap(live, patch, field.Type.Element!, path),
        (FieldKind.List, CelKind.List) when !field.Keys.IsEmpty && field.Type.Element!.Object is { } item => KeyedList.Merge(live, patch, item, field.Keys, path),
        (FieldKind.List, CelKind.List) when MergeSchema.IsSet(owner, field) => KeyedList.Union(live, patch),
        (FieldKind.List, CelKind.List) => Atomic(path),
        (FieldKind.List, _) => Mismatch(path, "a list", patch),
        (FieldKind.Any, _) => Untyped(live, patch, path, isKnown: true),
        (FieldKind.String or FieldKind.Time or FieldKind.Bytes, not CelKind.String) => Mismatch(path, "a string", patch),
        (FieldKind.Int32 or FieldKind.Int64, not CelKind.Int) => Mismatch(path, "an integer", patch),
        (FieldKind.Bool, not CelKind.Bool) => Mismatch(path, "a boolean", patch),
        _ => patch,
    };

    /// <summary>An object of a list, merged with the one that has its keys.</summary>
    public static CelValue OfItem(CelValue live, CelValue patch, TypeInfo type, string path) => OfObject(live, patch, type, path);

    private static CelValue OfMap(CelValue live, CelValue patch, FieldType element, string path)
    {
        if (patch.Kind != CelKind.Map)
        {
            return Mismatch(path, "a map", patch);
        }

        if (live.Kind == CelKind.Unknown)
        {
            return live;
        }

        var merged = live.Kind == CelKind.Map ? live : CelValue.Map();
        foreach (var key in patch.Items)
        {
            var (value, inner) = (patch.Field(key), $"{path}[{key.AsString()}]");
            var result = element is { Kind: FieldKind.Object, Object: { } type } ? OfObject(merged.Field(key), value, type, inner)
                : element.Kind == FieldKind.String && value.Kind != CelKind.String ? Mismatch(inner, "a string", value)
                : value;
            if (result.Kind is CelKind.Error or CelKind.Unknown)
            {
                return result;
            }

            merged = ChangedMap.With(merged, key.AsString(), result);
        }

        return merged;
    }

    // Where nothing is said of the fields, maps are merged; a list would be replaced as a whole, or its keys are not known.
    private static CelValue Untyped(CelValue live, CelValue patch, string path, bool isKnown)
    {
        if (patch.Kind == CelKind.List)
        {
            return isKnown ? Atomic(path) : CelValue.Error($"the list {path} cannot be merged: how is in the CustomResourceDefinition, which is not in the evidence");
        }

        if (patch.Kind != CelKind.Map)
        {
            return patch;
        }

        if (live.Kind == CelKind.Unknown)
        {
            return live;
        }

        var merged = live.Kind == CelKind.Map ? live : CelValue.Map();
        foreach (var key in patch.Items)
        {
            var result = Untyped(merged.Field(key), patch.Field(key), $"{path}.{key.AsString()}", isKnown);
            if (result.Kind is CelKind.Error or CelKind.Unknown)
            {
                return result;
            }

            merged = ChangedMap.With(merged, key.AsString(), result);
        }

        return merged;
    }

    private static CelValue Atomic(string path) =>
        CelValue.Error($"invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: {path}");

    private static CelValue Mismatch(string path, string wanted, CelValue found) =>
        CelValue.Error($"{path}: expected {wanted}, got {found.RuntimeType}");

    private static string Near(string name, TypeInfo type) =>
        Suggestion.Of(name, [.. type.Fields.ToArray().Select(field => field.Name)]);
}
