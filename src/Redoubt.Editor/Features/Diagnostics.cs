using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Features;

/// <summary>What is found in a file, at its places.</summary>
internal static class Diagnostics
{
    private const int Error = 1;
    private const int Warning = 2;
    private const int Information = 3;

    // An editor shows no more, and each takes time.
    private const int Most = 1000;

    /// <summary>The diagnostics of an open file.</summary>
    public static JsonArray Of(Workspace workspace, string file, EditorText text)
    {
        var all = new JsonArray();
        if (ControlFiles.Is(text.Text))
        {
            foreach (var problem in ControlFiles.Problems(workspace.Catalog, file, text.Text))
            {
                all.Add((JsonNode)Diagnostic(text, text.OffsetOfCharacter(problem.Line, problem.Column), Error, "control", problem.Reason));
            }

            return all;
        }

        foreach (var entry in workspace.Scan.Read(file)?.Problems ?? [])
        {
            all.Add((JsonNode)Diagnostic(text, text.OffsetOfCharacter(entry.Line, entry.Column), Error, "unreadable", entry.Reason));
        }

        foreach (var finding in workspace.FindingsOf(file).Take(Most))
        {
            all.Add((JsonNode)Of(finding, text));
        }

        return all;
    }

    /// <summary>A finding as a diagnostic.</summary>
    public static JsonObject Of(Finding finding, EditorText text)
    {
        var message = finding.Message.Length > 0 ? finding.Message : finding.Control.Title;
        return Diagnostic(text, Start(finding, text), finding.Exception is not null ? Information : finding.Severity switch
        {
            Severity.Critical or Severity.High => Error,
            Severity.Medium => Warning,
            _ => Information,
        }, finding.Control.Id, finding.Exception is { } exception ? $"{message} (excepted: {exception.Reason})" : message);
    }

    /// <summary>Where a finding begins in the text.</summary>
    public static int Start(Finding finding, EditorText text) => text.OffsetOfCharacter(Math.Max(1, finding.Location.Line), Math.Max(1, finding.Location.Column));

    private static JsonObject Diagnostic(EditorText text, int start, int severity, string code, string message) => new()
    {
        ["range"] = text.Range(start, text.EndOfLine(start)),
        ["severity"] = severity,
        ["code"] = code,
        ["source"] = "redoubt",
        ["message"] = message,
    };
}
