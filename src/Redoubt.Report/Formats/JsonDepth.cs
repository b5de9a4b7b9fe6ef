using System.Text.Json;
using Redoubt.Catalog;

namespace Redoubt.Report.Formats;

/// <summary>What stands between attackers and what must not be lost, as the field <c>depth</c> of <c>redoubt.dev/report/v1</c>.</summary>
internal static class JsonDepth
{
    public static void Write(Utf8JsonWriter json, DepthSummary? depth)
    {
        if (depth is null)
        {
            json.WriteNull("depth");
            return;
        }

        json.WriteStartObject("depth");
        json.WriteStartArray("jewels");
        foreach (var jewel in depth.Jewels)
        {
            json.WriteStartObject();
            json.WriteString("name", jewel.Name);
            json.WriteString("depth", jewel.Depth);
            json.WriteString("from", jewel.From);
            json.WriteStartObject("mechanisms");
            foreach (var layer in Enum.GetValues<Layer>())
            {
                JsonFormat.WriteStrings(json, layer.Name(), jewel.Mechanisms.GetValueOrDefault(layer, []));
            }

            json.WriteEndObject();
            JsonFormat.WriteStrings(json, "singlePoints", jewel.SinglePoints);
            json.WriteString("falls", jewel.Falls);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonFormat.WriteStrings(json, "notes", depth.Notes);
        json.WriteEndObject();
    }
}
