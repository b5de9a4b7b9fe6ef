using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Features;

/// <summary>What may be written at a place of a control's file: views, derived facts, fields of the API.</summary>
internal static class Completions
{
    private const int Function = 3;
    private const int Field = 5;
    private const int Word = 14;

    /// <summary>The words.</summary>
    public static JsonArray Of(Workspace workspace, EditorText text, int offset)
    {
        if (!ControlFiles.Is(text.Text))
        {
            return [];
        }

        var line = text.Text[text.OffsetOf(text.LineOf(offset), 0)..offset];
        return line.StartsWith("for:", StringComparison.Ordinal)
            ? [.. Names.OfViews.Select(view => (JsonNode)Item(view, Word, "view", ""))]
            :
            [
                .. ControlFiles.FactsBefore(workspace.Catalog, text.Text, offset).Select(fact => (JsonNode)Item(fact.Define[(fact.Define.IndexOf('.', StringComparison.Ordinal) + 1)..], Function, fact.Define, fact.Say)),
                .. ApiFields.Before(text.Text, offset).Select(field => (JsonNode)Item(field.Name, Field, $"{field.Type.Kind}", "")),
            ];
    }

    private static JsonObject Item(string label, int kind, string detail, string documentation) =>
        new JsonObject { ["label"] = label, ["kind"] = kind, ["detail"] = detail, ["documentation"] = documentation };
}
