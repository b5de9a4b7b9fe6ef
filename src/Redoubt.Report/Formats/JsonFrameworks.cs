using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Formats;

/// <summary>The frameworks that were asked for, in JSON: totals by verdict, then each requirement in the framework's order.</summary>
internal static class JsonFrameworks
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<FrameworkResult> frameworks)
    {
        json.WriteObjects("frameworks", frameworks, framework =>
        {
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
            }

            json.WriteEndArray();
        });
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
        json.WriteTexts("controls", result.Controls.Select(control => control.Id));
        json.WriteEndObject();
    }
}
