using System.Buffers;
using System.Text.Json;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Admission.Evaluate;

/// <summary>What mutations leave is validated by the API server as any object that is created.</summary>
internal static class LeftObject
{
    private const int Deepest = 512;

    /// <summary>For what a server refuses the object that is left, and would not have refused the one that came.</summary>
    /// <param name="before">The object as it came.</param>
    /// <param name="after">The object as the mutations leave it.</param>
    /// <returns>The faults in the order of the object; none where something in it is not known.</returns>
    public static IReadOnlyList<string> NewFaults(CelValue before, CelValue after)
    {
        var faults = Faults(after);
        if (faults.Count == 0)
        {
            return faults;
        }

        var had = Faults(before).ToHashSet(StringComparer.Ordinal);
        return [.. faults.Where(fault => !had.Contains(fault))];
    }

    private static List<string> Faults(CelValue value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            if (!Write(value, json, Deepest))
            {
                return [];
            }
        }

        return DocumentReader.Read("", text.WrittenSpan.ToArray()).Documents is [var document]
            ? [.. ObjectValidator.Validate(document, FieldIndex.Default).Faults.Where(fault => fault.Reason != FaultReason.Warning).Select(fault => fault.ToString())]
            : [];
    }

    // False as soon as there is something that is not known.
    private static bool Write(CelValue value, Utf8JsonWriter json, int deepest)
    {
        switch (value.Kind)
        {
            case CelKind.Null: json.WriteNullValue(); return true;
            case CelKind.Bool: json.WriteBooleanValue(value.AsBool()); return true;
            case CelKind.Int: json.WriteNumberValue(value.AsInt()); return true;
            case CelKind.Uint: json.WriteNumberValue(value.AsUint()); return true;
            case CelKind.Double: json.WriteNumberValue(value.AsDouble()); return true;
            case CelKind.String: json.WriteStringValue(value.AsString()); return true;
            case CelKind.List when deepest > 0: return WriteItems(value, json, deepest - 1);
            case CelKind.Map when deepest > 0 && value.Count >= 0: return WriteFields(value, json, deepest - 1);
            default: return false;
        }
    }

    private static bool WriteItems(CelValue list, Utf8JsonWriter json, int deepest)
    {
        json.WriteStartArray();
        foreach (var item in list.Items)
        {
            if (!Write(item, json, deepest))
            {
                return false;
            }
        }

        json.WriteEndArray();
        return true;
    }

    private static bool WriteFields(CelValue map, Utf8JsonWriter json, int deepest)
    {
        json.WriteStartObject();
        for (var fields = map.Items; fields.MoveNext();)
        {
            if (fields.Current.IsRest || fields.Current.Kind != CelKind.String)
            {
                return false;
            }

            json.WritePropertyName(fields.Current.AsString());
            if (!Write(fields.CurrentValue, json, deepest))
            {
                return false;
            }
        }

        json.WriteEndObject();
        return true;
    }
}
