using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// A value and the one that it replaces, with what is known of whether they are the same (kubernetes/apiserver, `CorrelatedObject`). Lists
/// of type map are compared by their keys. Not for several threads.
/// </summary>
internal sealed class Correlation(Node value, Node old, StructuralSchema schema)
{
    private readonly Dictionary<int, Correlation> _children = [];
    private ListKeys? _byKey;
    private bool? _isSame;

    /// <summary>Whether nothing was changed here.</summary>
    public bool IsSame => _isSame ??= Compare();

    /// <summary>A field and its old value; null if one of them is not there, or if the schema does not know it.</summary>
    public Correlation? Field(Node field)
    {
        var name = field.Key.ToString();
        var known = schema.Properties?.GetValueOrDefault(name) ?? schema.Values;
        return old.Kind == NodeKind.Map && old[name] is { Exists: true } before && known is not null ? Child(field, before, known) : null;
    }

    /// <summary>An element and its old value: by key, or by place where the schema does not say what type the list is.</summary>
    public Correlation? Item(Node item)
    {
        if (old.Kind != NodeKind.List || schema.Items is not { } items)
        {
            return null;
        }

        var before = schema.ListType switch
        {
            "map" => (_byKey ??= new ListKeys(schema, old)).Find(item),
            "" => old[item.Index],
            _ => default,
        };
        return before.HasValue ? Child(item, before, items) : null;
    }

    private Correlation Child(Node node, Node before, StructuralSchema known)
    {
        if (!_children.TryGetValue(node.Row, out var child))
        {
            _children[node.Row] = child = new Correlation(node, before, known);
        }

        return child;
    }

    private bool Compare()
    {
        if (value.Kind != old.Kind || value.Count != old.Count)
        {
            return false;
        }

        if (value.Kind == NodeKind.Map)
        {
            foreach (var field in value.Fields)
            {
                if (Field(field) is not { IsSame: true })
                {
                    return false;
                }
            }

            return true;
        }

        return value.Kind == NodeKind.List ? CompareItems() : RawEquality.Same(value, old);
    }

    private bool CompareItems()
    {
        foreach (var item in value.Items)
        {
            if (Item(item) is { } child)
            {
                if (!child.IsSame)
                {
                    return false;
                }
            }
            else
            {
                // A list without keys is compared as a whole; an element whose key is new is a change.
                return _byKey is null && RawEquality.Same(value, old);
            }
        }

        return true;
    }
}

/// <summary>Where a walk over a value stands: the value with its old one, or the last value above it that has one.</summary>
/// <param name="Current">This value; null where it cannot be told which old value is its own.</param>
/// <param name="Above">The nearest value above that has an old one.</param>
internal readonly record struct Ratchet(Correlation? Current, Correlation? Above)
{
    /// <summary>Whether an error here stood before too, so that it is only warned of.</summary>
    public bool Holds => Current?.IsSame ?? Above is { IsSame: true };

    public Ratchet Field(Node field)
    {
        if (Current is null)
        {
            return this;
        }

        // Version and kind of the object itself are converted before they are compared.
        return Above is null && (field.Key is "apiVersion" or "kind") ? default : new Ratchet(Current.Field(field), Current);
    }

    public Ratchet Item(Node item) => Current is null ? this : new Ratchet(Current.Item(item), Current);

    /// <summary>What members of an `allOf` go by.</summary>
    public Ratchet OfAllOf => new(null, Above);
}
