using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>The invocation of a SARIF run: what could not be read, what was not rendered, what is not known.</summary>
internal static class SarifNotifications
{
    public static void Write(Utf8JsonWriter json, Assessment assessment, Dictionary<Control, int> rules)
    {
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", assessment.Errors.Count == 0);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var error in assessment.Errors)
        {
            Begin(json, "error", error.Reason);
            json.WriteStartArray("locations");
            json.WriteStartObject();
            SarifFormat.WritePhysicalLocation(json, error.File, error.Line, error.Column);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        foreach (var group in LedgerGroup.Of(assessment, LedgerLevel.Note))
        {
            WriteNote(json, group);
        }

        foreach (var group in assessment.Unknowns.Where(unknown => unknown.Missing.Count > 0).GroupBy(unknown => (unknown.Control, string.Join("; ", unknown.Missing))))
        {
            WriteUnknown(json, group.Key.Control, rules[group.Key.Control], group.Key.Item2, group.Select(unknown => unknown.Subject));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNote(Utf8JsonWriter json, LedgerGroup group)
    {
        Begin(json, "warning", $"{group.Code.Label()}: {group.Reason}");
        json.WriteStartArray("locations");
        foreach (var entry in group.Entries)
        {
            json.WriteStartObject();
            SarifFormat.WritePhysicalLocation(json, entry.File, entry.Line, entry.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteUnknown(Utf8JsonWriter json, Control control, int rule, string missing, IEnumerable<SubjectName> subjects)
    {
        Begin(json, "note", $"{control.Id} is not known of {string.Join(", ", subjects)}: {missing}");
        json.WriteStartObject("associatedRule");
        json.WriteString("id", control.Id);
        json.WriteNumber("index", rule);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string level, string message)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        json.WriteStartObject("message");
        json.WriteString("text", Printable.Escape(message));
        json.WriteEndObject();
    }
}
