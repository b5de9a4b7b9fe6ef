using System.Text.Json.Nodes;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Features;

/// <summary>What may be written at a place of a control's file.</summary>
internal static class Completions
{
    private const int Function = 3;

    /// <summary>The words.</summary>
    public static JsonArray Of(Workspace workspace, EditorText text, int offset) => !ControlFiles.Is(text.Text) ? [] : new JsonArray(
    [
        .. ControlFiles.FactsBefore(workspace.Catalog, text.Text, offset).Select(fact => (JsonNode)new JsonObject
        {
            ["label"] = fact.Define[(fact.Define.IndexOf('.', StringComparison.Ordinal) + 1)..],
            ["kind"] = Function,
            ["detail"] = fact.Define,
            ["documentation"] = fact.Say,
        }),
    ]);
}
