using System.Collections.Immutable;

namespace Redoubt.Evidence.Schema;

/// <summary>Reads a structural schema from the text of a definition. What is not a schema reads as an empty one.</summary>
public static class StructuralReader
{
    // The API server refuses far less; what is deeper reads as unknown.
    private const int DepthLimit = 128;

    /// <summary>The schema at a node.</summary>
    /// <param name="schema">The node; one that is no map, or none, is a schema that says nothing.</param>
    public static StructuralSchema Read(Node schema) => Read(schema, 0);

    private static StructuralSchema Read(Node schema, int depth)
    {
        if (depth > DepthLimit)
        {
            return new StructuralSchema { At = schema, PreservesUnknown = true };
        }

        return new StructuralSchema
        {
            At = schema,
            Type = schema["type"].AsString() ?? "",
            Format = schema["format"].AsString() ?? "",
            Properties = Properties(schema["properties"], depth + 1),
            Values = Part(schema["additionalProperties"], depth + 1),
            HasFreeKeys = schema["additionalProperties"] is { Exists: true, IsFalse: false },
            Items = Part(schema["items"], depth + 1),
            Required = Texts(schema["required"]),
            AllOf = AllOf(schema["allOf"], depth + 1),
            Rules = Rules(schema["x-kubernetes-validations"]),
            EnumTexts = Texts(schema["enum"]),
            EnumCount = schema["enum"].Count,
            MaxLength = Bound(schema["maxLength"]),
            MaxItems = Bound(schema["maxItems"]),
            MaxProperties = Bound(schema["maxProperties"]),
            HasDefault = schema["default"].HasValue,
            IsNullable = schema["nullable"].IsTrue,
            IsIntOrString = schema["x-kubernetes-int-or-string"].IsTrue,
            IsEmbeddedResource = schema["x-kubernetes-embedded-resource"].IsTrue,
            PreservesUnknown = schema["x-kubernetes-preserve-unknown-fields"].IsTrue,
            ListType = schema["x-kubernetes-list-type"].AsString() ?? "",
            ListMapKeys = Texts(schema["x-kubernetes-list-map-keys"]),
            MapType = schema["x-kubernetes-map-type"].AsString() ?? "",
        };
    }

    private static StructuralSchema? Part(Node schema, int depth) => schema.Kind == NodeKind.Map ? Read(schema, depth) : null;

    private static OrderedDictionary<string, StructuralSchema>? Properties(Node properties, int depth)
    {
        if (properties.Kind != NodeKind.Map)
        {
            return null;
        }

        var fields = new OrderedDictionary<string, StructuralSchema>(properties.Count, StringComparer.Ordinal);
        foreach (var property in properties.Fields)
        {
            fields[property.Key.ToString()] = Read(property, depth);
        }

        return fields;
    }

    private static ImmutableArray<StructuralSchema> AllOf(Node parts, int depth)
    {
        var read = ImmutableArray.CreateBuilder<StructuralSchema>(parts.Count);
        foreach (var part in parts.Items)
        {
            read.Add(Read(part, depth));
        }

        return read.DrainToImmutable();
    }

    private static ImmutableArray<ValidationRule> Rules(Node rules)
    {
        var read = ImmutableArray.CreateBuilder<ValidationRule>(rules.Count);
        foreach (var rule in rules.Items)
        {
            read.Add(new ValidationRule
            {
                At = rule,
                Rule = rule["rule"].AsString() ?? "",
                Message = rule["message"].AsString() ?? "",
                MessageExpression = rule["messageExpression"].AsString() ?? "",
                Reason = rule["reason"].AsString(),
                FieldPath = rule["fieldPath"].AsString() ?? "",
                OptionalOldSelf = rule["optionalOldSelf"] is { Kind: NodeKind.Bool } optional ? optional.IsTrue : null,
            });
        }

        return read.DrainToImmutable();
    }

    private static long? Bound(Node bound) => bound.Kind == NodeKind.Int ? Math.Max(0, bound.Int) : null;

    private static ImmutableArray<string> Texts(Node list)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items)
        {
            if (item.AsString() is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.DrainToImmutable();
    }
}
