using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Formats;

/// <summary>The frameworks that were asked for, in JSON: totals by verdict, then each requirement in the framework's order.</summary>
internal static class JsonFrameworks
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<FrameworkResult> frameworks)
    {
        json.WriteStartArray("frameworks");
        foreach (var framework in frameworks)
        {
            json.WriteStartObject();
            json.WriteString("id", framework.Framework.Id);
            json.WriteString("title", framework.Framework.Title);
            json.WriteStartObject("totals");
            foreach (var (verdict, count) in framework.Totals)
            {
                json.WriteNumber(verdict.Name(), count);
            }

            json.WriteEndObject();
            json.WriteStartArray("requirements");
            foreach (var result in framework.Requirements)
            {
                Write(json, result);
                JsonFormat.FlushWhenFull(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RequirementResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Requirement.Id);
        json.WriteString("title", result.Requirement.Title);
        json.WriteString("verdict", result.Verdict.Name());
        json.WriteString("reason", result.Reason());
        json.WriteNumber("findings", result.Findings.Count);
        json.WriteNumber("unknowns", result.Unknowns.Count);
        json.WriteStartArray("controls");
        foreach (var control in result.Controls)
        {
            json.WriteStringValue(control.Id);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
