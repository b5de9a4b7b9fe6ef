using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Features;

/// <summary>What stands at a place: why it is found, and how it is mended.</summary>
internal static class Hovers
{
    /// <summary>The text to show; null for nothing.</summary>
    public static JsonNode? Of(Workspace workspace, string file, EditorText text, int offset)
    {
        string[] parts = ControlFiles.Is(text.Text)
            ? [.. ControlFiles.FactAt(workspace.Catalog, text.Text, offset)]
            : [.. workspace.FindingsOf(file).Where(finding => text.LineOf(Diagnostics.Start(finding, text)) == text.LineOf(offset)).Select(Text)];
        return parts.Length == 0 ? null : new JsonObject { ["contents"] = new JsonObject { ["kind"] = "markdown", ["value"] = string.Join("\n\n---\n\n", parts) } };
    }

    private static string Text(Finding finding)
    {
        var control = finding.Control.Text;
        var risk = finding.Fix is { Edits.Count: > 0, Unsafe.Length: > 0 } fix ? $"\n\nThe fix may break something: {Literal(fix.Unsafe)}." : "";
        return $"**{finding.Severity.Name()}** · {Literal(finding.Message.Length > 0 ? finding.Message : finding.Control.Title)} (`{finding.Control.Id}`)\n\n{control.Why.Trim()}\n\n**Fix**: {control.Fix.Trim()}{risk}";
    }

    // A name from outside is no markup.
    private static string Literal(string text) => string.Concat(text.Select(letter => letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '#' ? $"\\{letter}" : $"{letter}"));
}
