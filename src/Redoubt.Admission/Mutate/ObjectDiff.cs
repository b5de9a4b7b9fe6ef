using System.Text;
using System.Text.Json;
using Redoubt.Admission.Evaluate;
using Redoubt.Cel;

namespace Redoubt.Admission.Mutate;

/// <summary>One line of a difference.</summary>
/// <param name="Sign"><c>-</c> for what is gone, <c>+</c> for what is new, a space for where it is.</param>
/// <param name="Text">The line, indented.</param>
public readonly record struct DiffLine(char Sign, string Text);

/// <summary>The difference that a mutation makes: the fields on the way to a change, what was there, and what is there now.</summary>
public static class ObjectDiff
{
    /// <summary>The lines of the difference; none if nothing changed.</summary>
    /// <param name="mutated">The object before and after.</param>
    public static IReadOnlyList<DiffLine> Lines(MutatedObject mutated)
    {
        ArgumentNullException.ThrowIfNull(mutated);
        var lines = new List<DiffLine>();
        Compare(mutated.Before, mutated.After, 0, lines);
        return lines;
    }

    private static void Compare(CelValue before, CelValue after, int depth, List<DiffLine> lines)
    {
        if (before.Kind == CelKind.Map && after.Kind == CelKind.Map)
        {
            foreach (var key in before.Items)
            {
                Field(key.AsString(), before.Field(key), after.Field(key), depth, lines);
            }

            foreach (var key in after.Items)
            {
                if (before.Field(key).Kind == CelKind.Absent)
                {
                    Field(key.AsString(), default, after.Field(key), depth, lines);
                }
            }
        }
        else
        {
            for (var index = 0; index < Math.Max(before.Count, after.Count); index++)
            {
                Field($"- [{index}]", before.Item(index), after.Item(index), depth, lines);
            }
        }
    }

    private static void Field(string name, CelValue before, CelValue after, int depth, List<DiffLine> lines)
    {
        if (before.Kind == after.Kind && before == after)
        {
            return;
        }

        var indent = new string(' ', depth * 2);
        if (before.Kind == after.Kind && before.Kind is CelKind.Map or CelKind.List)
        {
            lines.Add(new DiffLine(' ', $"{indent}{name}:"));
            Compare(before, after, depth + 1, lines);
            return;
        }

        Whole('-', name, before, indent, lines);
        Whole('+', name, after, indent, lines);
    }

    private static void Whole(char sign, string name, CelValue value, string indent, List<DiffLine> lines)
    {
        if (value.Kind != CelKind.Absent)
        {
            lines.Add(new DiffLine(sign, $"{indent}{name}: {ObjectJson.Text(value)}"));
        }
    }
}

/// <summary>Plain values as JSON.</summary>
public static class ObjectJson
{
    /// <summary>The value on one line.</summary>
    /// <param name="value">A plain value.</param>
    public static string Text(CelValue value)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Map:
                json.WriteStartObject();
                foreach (var key in value.Items)
                {
                    json.WritePropertyName(key.AsString());
                    Write(json, value.Field(key));
                }

                json.WriteEndObject();
                break;
            case CelKind.List:
                json.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case CelKind.Bool:
                json.WriteBooleanValue(value.AsBool());
                break;
            case CelKind.Int:
                json.WriteNumberValue(value.AsInt());
                break;
            case CelKind.Double:
                json.WriteNumberValue(value.AsDouble());
                break;
            case CelKind.String:
                json.WriteStringValue(value.AsString());
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
