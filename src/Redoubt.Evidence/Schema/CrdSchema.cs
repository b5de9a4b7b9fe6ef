using System.Collections.Immutable;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// Reads the kinds that a CustomResourceDefinition of `apiextensions.k8s.io/v1` defines into the same model as the built-in ones.
/// A part of the schema is read when it is first asked for.
/// </summary>
public static class CrdSchema
{
    // A schema may say more in one object; what lies behind is then taken as fields that may or may not be there.
    private const int MaxFields = 10_000;

    /// <summary>The versions of the kind; none if this is no such definition.</summary>
    /// <param name="definition">The definition's document.</param>
    public static IEnumerable<KindInfo> Kinds(Document definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Kind != "CustomResourceDefinition" || definition.ApiVersion != "apiextensions.k8s.io/v1")
        {
            yield break;
        }

        var spec = definition.Root["spec"];
        if (spec["group"].AsString() is not { } group || spec["names"]["kind"].AsString() is not { } kind)
        {
            yield break;
        }

        var plural = spec["names"]["plural"].AsString();
        var namespaced = !spec["scope"].Is("Cluster");
        var versions = new List<Node>();
        foreach (var version in spec["versions"].Items)
        {
            versions.Add(version);
        }

        foreach (var version in versions)
        {
            if (version["name"].AsString() is { } name && version["served"].IsTrue)
            {
                yield return new KindInfo($"{group}/{name}", kind, plural, namespaced, Root(kind, version), new Served(0, null, null, null));
            }
        }
    }

    private static FieldType Root(string kind, Node version)
    {
        var schema = version["schema"]["openAPIV3Schema"];
        return FieldType.ObjectOf(() => Object(kind, schema, isResource: true, open: !schema.Exists || PreservesUnknown(schema)));
    }

    private static FieldType Type(string path, Node schema)
    {
        if (schema["x-kubernetes-int-or-string"].IsTrue)
        {
            return FieldType.Scalar(FieldKind.IntOrString);
        }

        return schema["type"].Text switch
        {
            "object" => ObjectOrMap(path, schema),
            "array" => FieldType.ListOf(Type(path + "[]", schema["items"])),
            "string" => FieldType.Scalar(Text(schema["format"].Text)),
            "integer" => FieldType.Scalar(schema["format"].Is("int32") ? FieldKind.Int32 : FieldKind.Int64),
            "number" => FieldType.Scalar(FieldKind.Double),
            "boolean" => FieldType.Scalar(FieldKind.Bool),
            _ => FieldType.Any,
        };
    }

    private static FieldType ObjectOrMap(string path, Node schema)
    {
        var (properties, more) = (schema["properties"], schema["additionalProperties"]);
        var (open, isResource) = (PreservesUnknown(schema), schema["x-kubernetes-embedded-resource"].IsTrue);
        if (properties.Count == 0 && more.Kind == NodeKind.Map)
        {
            return FieldType.MapOf(Type(path + "[]", more));
        }

        if (properties.Count == 0 && !isResource && (open || more.IsTrue))
        {
            return more.IsTrue ? FieldType.MapOf(FieldType.Any) : FieldType.Any;
        }

        return FieldType.ObjectOf(() => Object(path, schema, isResource, open || more.Exists && !more.IsFalse));
    }

    private static TypeInfo Object(string path, Node schema, bool isResource, bool open)
    {
        var fields = new Dictionary<string, FieldInfo>(StringComparer.Ordinal);
        var required = Texts(schema["required"]).ToHashSet(StringComparer.Ordinal);
        foreach (var property in schema["properties"].Fields)
        {
            if (fields.Count == MaxFields)
            {
                return new TypeInfo(path, [.. fields.Values], open: true);
            }

            var name = property.Key.ToString();
            fields[name] = new FieldInfo(name, Type($"{path}.{name}", property), required.Contains(name), Keys(property));
        }
        if (isResource)
        {
            fields["apiVersion"] = new FieldInfo("apiVersion", FieldType.String, true, []);
            fields["kind"] = new FieldInfo("kind", FieldType.String, true, []);
            fields["metadata"] = new FieldInfo("metadata", FieldType.ObjectOf(() => FieldIndex.Default.Type("V1ObjectMeta")), true, []);
        }
        return new TypeInfo(path, [.. fields.Values], open);
    }

    private static FieldKind Text(ReadOnlySpan<char> format) => format switch
    {
        "byte" => FieldKind.Bytes,
        "date-time" => FieldKind.Time,
        _ => FieldKind.String,
    };

    private static bool PreservesUnknown(Node schema) => schema["x-kubernetes-preserve-unknown-fields"].IsTrue;

    private static ImmutableArray<string> Keys(Node list) =>
        list["x-kubernetes-list-type"].Is("map") ? [.. Texts(list["x-kubernetes-list-map-keys"])] : [];

    private static List<string> Texts(Node list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            if (item.AsString() is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }
}
