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
        json.WriteObjects("jewels", depth.Jewels, jewel =>
        {
            json.WriteString("name", jewel.Name);
            json.WriteString("depth", jewel.Depth);
            json.WriteString("from", jewel.From);
            json.WriteStartObject("mechanisms");
            foreach (var layer in Enum.GetValues<Layer>())
            {
                json.WriteTexts(layer.Name(), jewel.Mechanisms.GetValueOrDefault(layer, []));
            }

            json.WriteEndObject();
            json.WriteTexts("singlePoints", jewel.SinglePoints);
            json.WriteString("falls", jewel.Falls);
        });
        json.WriteTexts("notes", depth.Notes);
        json.WriteEndObject();
    }
}
