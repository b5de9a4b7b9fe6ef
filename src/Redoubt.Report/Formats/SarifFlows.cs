using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>The nearest way to what must not be lost on which a finding's object lies, as a code flow of SARIF (3.36): viewers walk through it step by step.</summary>
internal static class SarifFlows
{
    public static void Write(Utf8JsonWriter json, SarifLocations locations, DepthWay? way)
    {
        if (way is null)
        {
            return;
        }

        json.WriteObjects("codeFlows", [way], flow =>
        {
            WriteMessage(json, $"{flow.Jewel} is lost from {flow.From}{(flow.Causes.Count == 0 ? ": nothing has to fail" : $" if this fails: {string.Join(" + ", flow.Causes)}")}");
            json.WriteObjects("threadFlows", [flow.Steps], steps => json.WriteObjects("locations", steps, step =>
            {
                json.WriteStartObject("location");
                if (step.Location.File.Length > 0)
                {
                    locations.Write(step.Location.File, step.Location.Line, step.Location.Column);
                }

                WriteMessage(json, DepthText.Step(step));
                json.WriteEndObject();
            }));
        });
    }

    private static void WriteMessage(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", SarifFormat.Literal(text));
        json.WriteEndObject();
    }
}
