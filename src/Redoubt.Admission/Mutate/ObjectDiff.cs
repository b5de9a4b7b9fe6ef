using System.Text;
using System.Text.Json;
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
                if (!key.IsRest && before.Field(key).Kind != CelKind.Unknown)
                {
                    Field(key.AsString(), before.Field(key), after.Field(key), depth, lines);
                }
            }

            foreach (var key in after.Items)
            {
                if (!key.IsRest && before.Field(key).Kind is CelKind.Absent or CelKind.Unknown)
                {
                    Field(key.AsString(), default, after.Field(key), depth, lines);
                }
            }
        }
        else
        {
            var (old, now) = (Elements(before), Elements(after));
            for (var index = 0; index < Math.Max(old.Count, now.Count); index++)
            {
                Field($"- [{index}]", old.ElementAtOrDefault(index), now.ElementAtOrDefault(index), depth, lines);
            }
        }
    }

    private static List<CelValue> Elements(CelValue list)
    {
        var elements = new List<CelValue>();
        foreach (var element in list.Items)
        {
            elements.Add(element);
        }

        return elements;
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
            // Two that are not known completely are not equal, though nothing that is known differs.
            var heading = lines.Count;
            Compare(before, after, depth + 1, lines);
            if (lines.Count > heading)
            {
                lines.Insert(heading, new DiffLine(' ', $"{indent}{name}:"));
            }

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
                for (var fields = value.Items; fields.MoveNext();)
                {
                    json.WritePropertyName(fields.Current.Kind == CelKind.String ? fields.Current.AsString() : "…");
                    Write(json, fields.CurrentValue);
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
            case CelKind.Unknown:
                json.WriteStringValue($"unknown: {value.AsUnknown()}");
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
