using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>The invocation of a SARIF run: what could not be read, what was not rendered, what is not known.</summary>
internal sealed class SarifNotifications(Utf8JsonWriter json, SarifLocations locations)
{
    public void Write(Assessment assessment, Dictionary<Control, int> rules, int results)
    {
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", assessment.Errors.Count == 0);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var error in assessment.Errors)
        {
            Begin("error", error.Reason);
            json.WriteStartArray("locations");
            json.WriteStartObject();
            locations.Write(error.File, error.Line, error.Column);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        WriteLimits(results);
        if (Unowned.Of(assessment) is { Length: > 0 } unowned)
        {
            Begin("note", unowned);
            json.WriteEndObject();
        }

        foreach (var lost in assessment.Comparison?.Lost ?? [])
        {
            Begin("warning", $"{lost.Control.Id}: {FindingText.Lost(lost)}");
            json.WriteEndObject();
        }

        foreach (var change in assessment.Comparison?.Depth?.Changes ?? [])
        {
            WriteDepth(change);
        }

        foreach (var note in assessment.Comparison?.Depth?.Notes ?? [])
        {
            Begin("note", note);
            json.WriteEndObject();
        }

        foreach (var group in LedgerGroup.Of(assessment, LedgerLevel.Note))
        {
            WriteNote(group);
        }

        foreach (var group in assessment.Unknowns.Where(unknown => unknown.Missing.Count > 0).GroupBy(unknown => (unknown.Control, string.Join("; ", unknown.Missing))))
        {
            WriteUnknown(group.Key.Control, rules[group.Key.Control], group.Key.Item2, group.Select(unknown => unknown.Subject));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteDepth(DepthChange change)
    {
        Begin(change.IsNearer ? "warning" : "note", DepthText.Whole(change));
        if (change.Turn is { Location.File.Length: > 0 } turn)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            locations.Write(turn.Location.File, turn.Location.Line, turn.Location.Column);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteLimits(int results)
    {
        if (results > SarifFormat.MostResults)
        {
            Begin("warning", $"{results - SarifFormat.MostResults} of {results} results are left out, the least severe: GitHub takes {SarifFormat.MostResults} of a run. `--format json` has all.");
            json.WriteEndObject();
        }

        if (results > SarifFormat.ShownResults)
        {
            Begin("note", $"GitHub shows {SarifFormat.ShownResults} of the {Math.Min(results, SarifFormat.MostResults)} results, the most severe.");
            json.WriteEndObject();
        }
    }

    private void WriteNote(LedgerGroup group)
    {
        Begin("warning", $"{group.Code.Label()}: {group.Reason}");
        json.WriteStartArray("locations");
        foreach (var entry in group.Entries)
        {
            json.WriteStartObject();
            locations.Write(entry.File, entry.Line, entry.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteUnknown(Control control, int rule, string missing, IEnumerable<SubjectName> subjects)
    {
        Begin("note", $"{control.Id} is not known of {string.Join(", ", subjects)}: {missing}");
        json.WriteStartObject("associatedRule");
        json.WriteString("id", control.Id);
        json.WriteNumber("index", rule);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Begin(string level, string message)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        json.WriteStartObject("message");
        json.WriteString("text", Printable.Escape(message));
        json.WriteEndObject();
    }
}
