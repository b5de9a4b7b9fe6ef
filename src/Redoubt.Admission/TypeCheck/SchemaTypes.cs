using System.Collections.Concurrent;
using Redoubt.Admission.CustomResources;
using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.TypeCheck;

/// <summary>
/// The types of objects as the API server's checker sees them (kubernetes/apiserver, <c>SchemaDeclType</c>): a type is made when it is first
/// asked for, so that types may hold themselves. Its name is the kind and the path. Safe for many threads.
/// </summary>
internal sealed class SchemaTypes : ITypeProvider
{
    private readonly ConcurrentDictionary<string, ObjectType> _types = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public CelObjectType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type of a built-in kind's objects.</summary>
    /// <param name="type">The kind's fields.</param>
    /// <param name="name">What the type is called.</param>
    public CelType Of(TypeInfo type, string name) => Object(name, () => Fields(type.Fields.ToArray().Select(field => (field.Name, Of(field.Type, $"{name}.{field.Name}")))));

    /// <summary>The type of a custom resource, to which the checker adds what every object has.</summary>
    /// <param name="schema">The schema of its root.</param>
    /// <param name="name">What the type is called.</param>
    public CelType OfResource(StructuralSchema schema, string name) => Object(name, () =>
    {
        var fields = Fields((schema.Properties ?? new Dictionary<string, StructuralSchema>()).Select(property => (property.Key, Of(property.Value, $"{name}.{property.Key}"))));
        fields["apiVersion"] = fields["kind"] = CelType.String;
        fields["metadata"] = Of(FieldIndex.Default.Type("V1ObjectMeta")!, $"{name}.metadata");
        return fields;
    });

    // What the checker cannot type, as quantities (a string or a number by their schema), is not there for it.
    private CelType? Of(FieldType type, string name) => type.Kind switch
    {
        FieldKind.Any or FieldKind.IntOrString => CelType.Dyn,
        FieldKind.String => CelType.String,
        FieldKind.Int32 or FieldKind.Int64 => CelType.Int,
        FieldKind.Double => CelType.Double,
        FieldKind.Bool => CelType.Bool,
        FieldKind.Time => CelType.Timestamp,
        FieldKind.Bytes => CelType.Bytes,
        FieldKind.Object => type.Object is { } inner ? Of(inner, name) : CelType.Dyn,
        FieldKind.List => Of(type.Element!, name + ".@idx") is { } element ? CelType.List(element) : null,
        FieldKind.Map => Of(type.Element!, name + ".@elem") is { } value ? CelType.Map(CelType.String, value) : null,
        _ => null,
    };

    private CelType? Of(StructuralSchema schema, string name)
    {
        if (schema.IsIntOrString)
        {
            return CelType.Dyn;
        }

        return (schema.Type, schema.Format) switch
        {
            ("object", _) when schema.IsEmbeddedResource => OfResource(schema, name),
            ("object", _) when schema.Values is { } values => Of(values, name + ".@elem") is { } value ? CelType.Map(CelType.String, value) : null,
            ("object", _) => Object(name, () => Fields((schema.Properties ?? new Dictionary<string, StructuralSchema>()).Select(property => (property.Key, Of(property.Value, $"{name}.{property.Key}"))))),
            ("array", _) => schema.Items is { } items && Of(items, name + ".@idx") is { } element ? CelType.List(element) : null,
            ("string", "byte") => CelType.Bytes,
            ("string", "duration") => CelType.Duration,
            ("string", "date" or "date-time") => CelType.Timestamp,
            ("string", _) => CelType.String,
            ("boolean", _) => CelType.Bool,
            ("number", _) => CelType.Double,
            ("integer", _) => CelType.Int,
            _ => null,
        };
    }

    private CelType Object(string name, Func<Dictionary<string, CelType>> fields)
    {
        _types.TryAdd(name, new ObjectType(name, fields));
        return CelType.Object(name);
    }

    private static Dictionary<string, CelType> Fields(IEnumerable<(string Name, CelType? Type)> fields)
    {
        var visible = new Dictionary<string, CelType>(StringComparer.Ordinal);
        foreach (var (name, type) in fields)
        {
            if (type is not null && Identifier.Escape(name) is { } escaped)
            {
                visible[escaped] = type;
            }
        }

        return visible;
    }

    private sealed class ObjectType(string name, Func<Dictionary<string, CelType>> fields) : CelObjectType
    {
        private readonly Lazy<Dictionary<string, CelType>> _fields = new(fields);

        public override string Name => name;

        public override IEnumerable<string> FieldNames => _fields.Value.Keys;

        // A name that CEL cannot say, in backticks, and a reserved word are found under what they are escaped to.
        public override CelType? Field(string name) =>
            _fields.Value.GetValueOrDefault(name) ?? (Identifier.Escape(name) is { } escaped ? _fields.Value.GetValueOrDefault(escaped) : null);
    }
}
