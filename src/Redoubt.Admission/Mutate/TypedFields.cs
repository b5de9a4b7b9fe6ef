using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Mutate;

/// <summary>
/// What a JSON patch leaves, as the API server reads it back into its own type: fields that it does not know are dropped, a value of a wrong
/// type is an error, and the object stays of its kind.
/// </summary>
internal static class TypedFields
{
    /// <summary>The object as it is read back, or the error.</summary>
    /// <param name="patched">The object after the patch.</param>
    /// <param name="before">The object before it.</param>
    /// <param name="type">The kind's fields; null if they are not known.</param>
    public static CelValue Fit(CelValue patched, CelValue before, TypeInfo? type)
    {
        foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (patched.Field(field) is var now && before.Field(field) is { Kind: CelKind.String } own && now != own)
            {
                patched = ChangedMap.With(patched, field, own);
            }
        }

        return type is null ? patched : OfObject(patched, type, "");
    }

    private static CelValue OfObject(CelValue value, TypeInfo type, string path)
    {
        if (value.Kind is CelKind.Null or CelKind.Unknown)
        {
            return value;
        }

        if (value.Kind != CelKind.Map)
        {
            return Wrong(path, "an object", value);
        }

        var changes = new List<(string, CelValue)>();
        for (var fields = value.Items; fields.MoveNext();)
        {
            if (fields.Current.IsRest)
            {
                continue;
            }

            var name = fields.Current.AsString();
            if (!type.TryField(name, out var field))
            {
                if (!type.Open)
                {
                    changes.Add((name, default));
                }

                continue;
            }

            var fitted = Of(fields.CurrentValue, field.Type, $"{path}.{name}", out var isChanged);
            if (fitted.Kind == CelKind.Error)
            {
                return fitted;
            }

            if (isChanged)
            {
                changes.Add((name, fitted));
            }
        }

        return ChangedMap.With(value, changes);
    }

    private static CelValue Of(CelValue value, FieldType type, string path, out bool isChanged)
    {
        isChanged = false;
        if (value.Kind is CelKind.Null or CelKind.Unknown)
        {
            return value;
        }

        switch (type.Kind)
        {
            case FieldKind.Object when type.Object is { } inner:
                var fitted = OfObject(value, inner, path);
                isChanged = !SameSource(fitted, value);
                return fitted;
            case FieldKind.List when value.Kind == CelKind.List:
                return OfItems(value, type.Element!, path, out isChanged);
            case FieldKind.Map when value.Kind == CelKind.Map:
                return OfEntries(value, type.Element!, path, out isChanged);
            default:
                return Takes(type.Kind, value.Kind) ? value : Wrong(path, type.ToString(), value);
        }
    }

    private static CelValue OfItems(CelValue list, FieldType element, string path, out bool isChanged)
    {
        var items = new List<CelValue>();
        isChanged = false;
        foreach (var item in list.Items)
        {
            var fitted = Of(item, element, $"{path}[{items.Count}]", out var isOther);
            if (fitted.Kind == CelKind.Error)
            {
                return fitted;
            }

            isChanged |= isOther;
            items.Add(fitted);
        }

        return isChanged ? CelValue.List([.. items]) : list;
    }

    private static CelValue OfEntries(CelValue map, FieldType element, string path, out bool isChanged)
    {
        var changes = new List<(string, CelValue)>();
        for (var entries = map.Items; entries.MoveNext();)
        {
            if (entries.Current.IsRest)
            {
                continue;
            }

            var name = entries.Current.AsString();
            var fitted = Of(entries.CurrentValue, element, $"{path}[{name}]", out var isOther);
            if (fitted.Kind == CelKind.Error)
            {
                isChanged = false;
                return fitted;
            }

            if (isOther)
            {
                changes.Add((name, fitted));
            }
        }

        isChanged = changes.Count > 0;
        return ChangedMap.With(map, changes);
    }

    private static bool Takes(FieldKind field, CelKind value) => field switch
    {
        FieldKind.String or FieldKind.Time or FieldKind.Bytes => value == CelKind.String,
        FieldKind.Int32 or FieldKind.Int64 => value == CelKind.Int,
        FieldKind.Double => value is CelKind.Int or CelKind.Double,
        FieldKind.Bool => value == CelKind.Bool,
        FieldKind.Quantity => value is CelKind.String or CelKind.Int or CelKind.Double,
        FieldKind.IntOrString => value is CelKind.String or CelKind.Int,
        FieldKind.Object or FieldKind.List or FieldKind.Map => false,
        _ => true,
    };

    private static bool SameSource(CelValue one, CelValue other) =>
        one.TryGetSource(out var source, out var handle) && other.TryGetSource(out var same, out var at) ? ReferenceEquals(source, same) && handle == at
        : one.Kind == other.Kind && one == other;

    private static CelValue Wrong(string path, string wanted, CelValue found) => CelValue.Error($"{path}: expected {wanted}, got {found.RuntimeType}");
}
