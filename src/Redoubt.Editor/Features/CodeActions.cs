using System.Globalization;
using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Edit.Patches;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Features;

/// <summary>What an editor may do about a finding: write the fix, or write an exception.</summary>
internal static class CodeActions
{
    private const string Kind = "quickfix";
    private const string ExceptionFile = "exceptions/accepted.yaml";

    // Somebody should look at it again then.
    private const int Days = 90;

    /// <summary>The actions for a stretch of a file.</summary>
    public static JsonArray Of(Workspace workspace, string file, EditorText text, int start, int end)
    {
        var actions = new JsonArray();
        foreach (var finding in workspace.FindingsOf(file).Where(finding => finding.Exception is null && text.LineOf(Diagnostics.Start(finding, text)) is var line && line >= text.LineOf(start) && line <= text.LineOf(end)))
        {
            if (Fix(workspace, finding, text) is { } fix)
            {
                actions.Add((JsonNode)fix);
            }

            if (finding.Control.IsExceptable && workspace.Root.Length > 0)
            {
                actions.Add((JsonNode)Except(workspace, finding, text));
            }
        }

        return actions;
    }

    private static JsonObject? Fix(Workspace workspace, Finding finding, EditorText text)
    {
        if (finding.Fix is not { Edits.Count: > 0 } fix || workspace.Scan.Edit(finding) is not { Objection: "", Edits: var edits })
        {
            return null;
        }

        var risk = fix.Unsafe.Length > 0 ? $" (may break: {fix.Unsafe})" : "";
        return Action(finding, text, $"{finding.Control.Text.Fix.Trim()}{risk}", new JsonObject
        {
            ["changes"] = new JsonObject
            {
                [Workspace.UriOf(finding.Location.File)] = new JsonArray([.. edits.Select(edit => (JsonNode)new JsonObject { ["range"] = text.Range(edit.Offset, edit.End), ["newText"] = edit.Text })]),
            },
        }, isPreferred: fix.Unsafe.Length == 0);
    }

    private static JsonObject Except(Workspace workspace, Finding finding, EditorText text)
    {
        var file = Path.Combine(workspace.Root, ExceptionFile);
        var known = workspace.TextOf(file) ?? (TextFile.Exists(file) ? new EditorText(TextFile.Read(file, []) ?? "") : null);
        var item = new BlockYaml().Item(Exception(finding), 0);
        var at = known?.Position(known.Text.Length) ?? new EditorText("").Position(0);
        var put = known is null ? "exceptions:\n" + item : known.Text.Length > 0 && !known.Text.EndsWith('\n') ? "\n" + item : item;
        var changes = new JsonArray();
        if (known is null)
        {
            changes.Add((JsonNode)new JsonObject { ["kind"] = "create", ["uri"] = Workspace.UriOf(file), ["options"] = new JsonObject { ["ignoreIfExists"] = true } });
        }

        changes.Add((JsonNode)new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Workspace.UriOf(file), ["version"] = null },
            ["edits"] = new JsonArray(new JsonObject { ["range"] = new JsonObject { ["start"] = at, ["end"] = at.DeepClone() }, ["newText"] = put }),
        });
        return Action(finding, text, $"Except {finding.Control.Id} here for {Days} days", new JsonObject { ["documentChanges"] = changes }, isPreferred: false);
    }

    private static JsonObject Exception(Finding finding)
    {
        var scope = new JsonObject { ["kind"] = finding.Subject.Kind, ["name"] = finding.Subject.Name };
        if (finding.Subject.Namespace.Length > 0)
        {
            scope["namespace"] = finding.Subject.Namespace;
        }

        if (finding.Location.Path.Length > 0)
        {
            scope["place"] = finding.Location.Path;
        }

        return new JsonObject
        {
            ["control"] = finding.Control.Id,
            ["scope"] = scope,
            ["reason"] = "say why it may stay",
            ["until"] = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static JsonObject Action(Finding finding, EditorText text, string title, JsonObject edit, bool isPreferred) => new()
    {
        ["title"] = title,
        ["kind"] = Kind,
        ["diagnostics"] = new JsonArray(Diagnostics.Of(finding, text)),
        ["isPreferred"] = isPreferred,
        ["edit"] = edit,
    };
}
