using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>Makes the static types of a schema (kubernetes/apiserver, `SchemaDeclType`).</summary>
internal static class DeclaredTypes
{
    /// <summary>The type of a schema; null if rules cannot see it.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isResource">Whether it is the root of a resource, of which kind, version and name are always visible.</param>
    /// <param name="variable">The variable that has it: types of two variables differ.</param>
    public static DeclaredType? Of(StructuralSchema schema, bool isResource, string variable = "self") =>
        OfLevel(AllOfBounds.Folded(schema), isResource, variable);

    private static DeclaredType? OfLevel(StructuralSchema schema, bool isResource, string path)
    {
        if (schema.IsIntOrString)
        {
            return new DeclaredType(CelType.Dyn, RequestBounds.MinNumber, RequestBounds.Text(schema));
        }

        if (isResource)
        {
            schema = ResourceFields.AddedTo(schema);
        }

        return schema.Type switch
        {
            "array" => ListOf(schema, path),
            "object" => schema.Values is null ? ObjectOf(schema, path) : MapOf(schema, path),
            "string" => TextOf(schema),
            "boolean" => new DeclaredType(CelType.Bool, RequestBounds.MinBool),
            "number" => new DeclaredType(CelType.Double, RequestBounds.MinNumber),
            "integer" => new DeclaredType(CelType.Int, RequestBounds.MinNumber),
            _ => null,
        };
    }

    private static DeclaredType? ListOf(StructuralSchema schema, string path)
    {
        if (schema.Items is not { } items || OfLevel(items, items.IsEmbeddedResource, path + ".@idx") is not { } element)
        {
            return null;
        }

        return new DeclaredType(CelType.List(element.Type), 2, RequestBounds.Items(schema, element.MinSize)) { Element = element };
    }

    private static DeclaredType? MapOf(StructuralSchema schema, string path)
    {
        var values = schema.Values!;
        if (OfLevel(values, values.IsEmbeddedResource, path + ".@elem") is not { } element)
        {
            return null;
        }

        var entries = RequestBounds.Entries(schema, element.MinSize);
        return new DeclaredType(CelType.Map(CelType.String, element.Type), 2, entries) { Element = element };
    }

    private static DeclaredType ObjectOf(StructuralSchema schema, string path)
    {
        var fields = new Dictionary<string, DeclaredType>(StringComparer.Ordinal);
        var minSize = 2L;
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, StructuralSchema>())
        {
            var visible = Identifier.Escape(name);
            if (OfLevel(property, property.IsEmbeddedResource, $"{path}.{visible}") is not { } type)
            {
                continue;
            }

            if (visible is not null)
            {
                fields[visible] = type;
            }

            // Quotes, a colon and a comma go with the name. Defaults are filled in by the server.
            if (schema.Required.Contains(name) && !property.HasDefault)
            {
                minSize += System.Text.Encoding.UTF8.GetByteCount(name) + type.MinSize + 4;
            }
        }

        return new DeclaredType(CelType.Object($"object({path})"), minSize) { Fields = fields };
    }

    private static DeclaredType TextOf(StructuralSchema schema)
    {
        var (type, minSize) = schema.Format switch
        {
            "byte" => (CelType.Bytes, RequestBounds.MinText),
            "duration" => (CelType.Duration, RequestBounds.MinDuration),
            "date" => (CelType.Timestamp, RequestBounds.Date),
            "date-time" => (CelType.Timestamp, RequestBounds.MinDateTime),
            _ => (CelType.String, RequestBounds.MinText),
        };
        return new DeclaredType(type, minSize, RequestBounds.Text(schema));
    }
}
