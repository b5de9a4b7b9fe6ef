using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// An object as the API server has it when it asks the rules: defaults of the schema filled in, nulls taken out that the schema does not
/// allow. Rules see these, the file does not show them.
/// </summary>
internal static class Defaulting
{
    /// <summary>The object with defaults; itself if there is nothing to fill in or take out.</summary>
    public static Node Applied(Node value, StructuralSchema schema)
    {
        if (!IsNeeded(value, schema))
        {
            return value;
        }

        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { MaxDepth = 10_000 }))
        {
            Write(writer, value, schema);
        }

        var roots = ValueReader.Read("", Encoding.UTF8.GetString(text.WrittenSpan), []);
        return roots.Count == 1 ? roots[0] : value;
    }

    /// <summary>The place in the object as it is written of a value of the object with defaults; of a default, what it was filled into.</summary>
    public static Node PlaceOf(Node applied, Node written)
    {
        var steps = new Stack<Node>();
        for (var at = applied; at.Exists && at.Parent.Exists; at = at.Parent)
        {
            steps.Push(at);
        }

        var place = written;
        foreach (var step in steps)
        {
            var next = step.HasKey ? place[step.Key.ToString()] : place[step.Index];
            if (!next.Exists)
            {
                break;
            }

            place = next;
        }

        return place;
    }

    private static bool IsNeeded(Node value, StructuralSchema schema)
    {
        if (value.Kind == NodeKind.List)
        {
            foreach (var item in value.Items)
            {
                if (schema.Items is { } items && IsNeeded(item, items))
                {
                    return true;
                }
            }
        }

        if (value.Kind != NodeKind.Map)
        {
            return false;
        }

        foreach (var field in value.Fields)
        {
            if (Known(schema, field) is { } known && (IsPruned(field, known) || IsNeeded(field, known)))
            {
                return true;
            }
        }

        return schema.Properties is { } properties && properties.Any(one => one.Value.HasDefault && !value[one.Key].Exists);
    }

    private static void Write(Utf8JsonWriter writer, Node value, StructuralSchema? schema)
    {
        switch (value.Kind)
        {
            case NodeKind.Map:
                WriteMap(writer, value, schema);
                break;
            case NodeKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, item, schema?.Items);
                }

                writer.WriteEndArray();
                break;
            case NodeKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case NodeKind.Bool:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case NodeKind.Int:
                writer.WriteNumberValue(value.Int);
                break;
            case NodeKind.UInt:
                writer.WriteNumberValue(value.UInt);
                break;
            case NodeKind.Double:
                // A fraction stays one when it is read again.
                var number = value.Double.ToString("R", CultureInfo.InvariantCulture);
                writer.WriteRawValue(number.AsSpan().ContainsAny('.', 'E') ? number : number + ".0", skipInputValidation: true);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, Node map, StructuralSchema? schema)
    {
        writer.WriteStartObject();
        foreach (var field in map.Fields)
        {
            var known = schema is null ? null : Known(schema, field);
            if (known is null || !IsPruned(field, known))
            {
                writer.WritePropertyName(field.Key);
                Write(writer, field, known);
            }
        }

        foreach (var (name, property) in schema?.Properties ?? new Dictionary<string, StructuralSchema>())
        {
            if (property.HasDefault && (!map[name].Exists || IsPruned(map[name], property)))
            {
                writer.WritePropertyName(name);
                Write(writer, property.At["default"], property);
            }
        }

        writer.WriteEndObject();
    }

    private static StructuralSchema? Known(StructuralSchema schema, Node field) =>
        schema.Properties is { } properties ? properties.GetValueOrDefault(field.Key.ToString()) : schema.Values;

    /// <summary>A null that the schema does not allow counts as absent.</summary>
    private static bool IsPruned(Node field, StructuralSchema schema) => field.Kind == NodeKind.Null && !schema.IsNullable;
}
