namespace Redoubt.Evidence.Schema;

/// <summary>
/// Reads the kinds that a CustomResourceDefinition of `apiextensions.k8s.io/v1` defines into the same model as the built-in ones:
/// the types of fields as a view of the structural schema, which is read when it is first asked for.
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

    /// <summary>The schema of one version; one that says nothing where the definition has none.</summary>
    /// <param name="definition">The definition's document.</param>
    /// <param name="version">The version, as <c>v1</c>.</param>
    public static StructuralSchema Read(Document definition, string version)
    {
        ArgumentNullException.ThrowIfNull(definition);
        foreach (var item in definition.Root["spec"]["versions"].Items)
        {
            if (item["name"].Is(version))
            {
                return StructuralReader.Read(item["schema"]["openAPIV3Schema"]);
            }
        }

        return StructuralReader.Read(default);
    }

    private static FieldType Root(string kind, Node version)
    {
        var node = version["schema"]["openAPIV3Schema"];
        return FieldType.ObjectOf(() =>
        {
            var schema = StructuralReader.Read(node);
            return Object(kind, schema, isResource: true, open: !node.Exists || schema.PreservesUnknown);
        });
    }

    private static FieldType Type(string path, StructuralSchema? schema)
    {
        if (schema is null || schema.IsIntOrString)
        {
            return schema is null ? FieldType.Any : FieldType.Scalar(FieldKind.IntOrString);
        }

        return schema.Type switch
        {
            "object" => ObjectOrMap(path, schema),
            "array" => FieldType.ListOf(Type(path + "[]", schema.Items)),
            "string" => FieldType.Scalar(Text(schema.Format)),
            "integer" => FieldType.Scalar(schema.Format == "int32" ? FieldKind.Int32 : FieldKind.Int64),
            "number" => FieldType.Scalar(FieldKind.Double),
            "boolean" => FieldType.Scalar(FieldKind.Bool),
            _ => FieldType.Any,
        };
    }

    private static FieldType ObjectOrMap(string path, StructuralSchema schema)
    {
        var hasFields = schema.Properties is { Count: > 0 };
        return !hasFields && schema.Values is { } values ? FieldType.MapOf(Type(path + "[]", values))
            : !hasFields && !schema.IsEmbeddedResource && schema.HasFreeKeys ? FieldType.MapOf(FieldType.Any)
            : !hasFields && !schema.IsEmbeddedResource && schema.PreservesUnknown ? FieldType.Any
            : FieldType.ObjectOf(() => Object(path, schema, schema.IsEmbeddedResource, schema.PreservesUnknown || schema.HasFreeKeys));
    }

    private static TypeInfo Object(string path, StructuralSchema schema, bool isResource, bool open)
    {
        var fields = new Dictionary<string, FieldInfo>(StringComparer.Ordinal);
        var required = schema.Required.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, StructuralSchema>())
        {
            if (fields.Count == MaxFields)
            {
                return new TypeInfo(path, [.. fields.Values], open: true);
            }

            fields[name] = new FieldInfo(name, Type($"{path}.{name}", property), required.Contains(name), property.ListType == "map" ? property.ListMapKeys : []);
        }

        if (isResource)
        {
            fields["apiVersion"] = new FieldInfo("apiVersion", FieldType.String, true, []);
            fields["kind"] = new FieldInfo("kind", FieldType.String, true, []);
            fields["metadata"] = new FieldInfo("metadata", FieldType.ObjectOf(() => FieldIndex.Default.Type("V1ObjectMeta")), true, []);
        }

        return new TypeInfo(path, [.. fields.Values], open);
    }

    private static FieldKind Text(string format) => format switch
    {
        "byte" => FieldKind.Bytes,
        "date-time" => FieldKind.Time,
        _ => FieldKind.String,
    };
}
