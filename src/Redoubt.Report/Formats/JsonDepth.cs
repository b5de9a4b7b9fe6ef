using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Text;

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
            json.WriteNumber("atLeast", jewel.AtLeast);
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

    /// <summary>What a change does to it, as the field <c>depth</c> of <c>comparison</c>.</summary>
    public static void Write(Utf8JsonWriter json, DepthComparison? depth)
    {
        if (depth is null)
        {
            json.WriteNull("depth");
            return;
        }

        json.WriteStartObject("depth");
        json.WriteObjects("changes", depth.Changes, change =>
        {
            json.WriteString("jewel", change.Jewel);
            json.WriteString("from", change.Entry);
            json.WriteString("effect", DepthText.Name(change.Effect));
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteNumber("fewer", change.Fewer);
            json.WriteNumber("others", change.Others);
            WriteSets(json, "new", change.New);
            WriteSets(json, "gone", change.Gone);
            json.WriteObjects("way", change.Way, step =>
            {
                json.WriteString("technique", step.Technique);
                json.WriteString("title", step.Title);
                json.WriteString("on", step.On);
                json.WriteString("file", step.Location.File);
                json.WriteNumber("line", step.Location.Line);
                json.WriteNumber("column", step.Location.Column);
                json.WriteString("ends", step.Ends);
                json.WriteBoolean("new", step.IsNew);
            });
        });
        json.WriteTexts("notes", depth.Notes);
        json.WriteEndObject();
    }

    private static void WriteSets(Utf8JsonWriter json, string name, IEnumerable<IReadOnlyList<string>> sets)
    {
        json.WriteStartArray(name);
        foreach (var set in sets)
        {
            json.WriteStartArray();
            foreach (var cause in set)
            {
                json.WriteStringValue(cause);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
