using System.Collections.Immutable;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// Brings the bounds that members of an `allOf` declare to the level that they bound, so that they count in estimates. Every member must
/// hold, so the least bound does.
/// </summary>
internal static class AllOfBounds
{
    /// <summary>The schema with the bounds of all its levels; itself if there are none to bring.</summary>
    public static StructuralSchema Folded(StructuralSchema schema)
    {
        var folded = Bounded(schema);
        if (schema.Items is { } items && Folded(items) is var foldedItems && !ReferenceEquals(items, foldedItems))
        {
            folded = folded with { Items = foldedItems };
        }

        if (schema.Values is { } values && Folded(values) is var foldedValues && !ReferenceEquals(values, foldedValues))
        {
            folded = folded with { Values = foldedValues };
        }

        return Properties(schema.Properties) is { } properties ? folded with { Properties = properties } : folded;
    }

    private static OrderedDictionary<string, StructuralSchema>? Properties(IReadOnlyDictionary<string, StructuralSchema>? properties)
    {
        OrderedDictionary<string, StructuralSchema>? changed = null;
        foreach (var (name, property) in properties ?? new Dictionary<string, StructuralSchema>())
        {
            var folded = Folded(property);
            if (!ReferenceEquals(folded, property))
            {
                changed ??= new OrderedDictionary<string, StructuralSchema>(properties!, StringComparer.Ordinal);
                changed[name] = folded;
            }
        }

        return changed;
    }

    private static StructuralSchema Bounded(StructuralSchema schema)
    {
        if (schema.AllOf.IsEmpty)
        {
            return schema;
        }

        return schema switch
        {
            { Type: "string" } or { IsIntOrString: true } => schema with { MaxLength = Least(schema.MaxLength, schema.AllOf, part => part.MaxLength) },
            { Type: "array" } => schema with { MaxItems = Least(schema.MaxItems, schema.AllOf, part => part.MaxItems) },
            { Type: "object" } => schema with { MaxProperties = Least(schema.MaxProperties, schema.AllOf, part => part.MaxProperties) },
            _ => schema,
        };
    }

    private static long? Least(long? bound, ImmutableArray<StructuralSchema> parts, Func<StructuralSchema, long?> of)
    {
        foreach (var part in parts)
        {
            var own = Least(of(part), part.AllOf, of);
            bound = bound is null || own < bound ? own ?? bound : bound;
        }

        return bound;
    }
}
