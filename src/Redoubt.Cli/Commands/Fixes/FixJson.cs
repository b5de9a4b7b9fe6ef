using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Edit.Patches;
using Redoubt.Report.Formats;
using Redoubt.Run.Fixes;

namespace Redoubt.Cli.Commands.Fixes;

/// <summary>What fixing came to, for programs.</summary>
internal static class FixJson
{
    private const string ApiVersion = "redoubt.dev/fix/v1";

    public static void Write(FixOutcome outcome, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonLists.Writing);
        json.WriteStartObject();
        json.WriteString("apiVersion", ApiVersion);
        json.WriteObjects("files", outcome.Files, file =>
        {
            json.WriteString("file", file.File);
            json.WriteNumber("fixed", file.Fixed);
            json.WriteString("diff", UnifiedDiff.Of(file.File, file.Text, file.IsHidden));
        });
        json.WriteObjects("fixed", outcome.Fixed, finding => WriteFinding(json, finding));
        json.WriteObjects("left", outcome.Left, left =>
        {
            WriteFinding(json, left.Was ?? left.Finding);
            json.WriteString("reason", left.Reason.ToString().ToLowerInvariant());
            json.WriteString("why", left.Why);
        });
        json.WriteObjects("errors", outcome.Errors, error =>
        {
            json.WriteString("file", error.File);
            json.WriteNumber("line", error.Line);
            json.WriteNumber("column", error.Column);
            json.WriteString("reason", error.Reason);
        });
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("control", finding.Control.Id);
        json.WriteString("severity", finding.Severity.Name());
        json.WriteString("object", finding.Subject.ToString());
        json.WriteString("file", finding.Location.File);
        json.WriteNumber("line", finding.Location.Line);
        json.WriteNumber("column", finding.Location.Column);
        json.WriteString("path", finding.Location.Path);
        json.WriteString("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
    }
}
