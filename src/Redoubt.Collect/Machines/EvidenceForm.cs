using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;

namespace Redoubt.Collect.Machines;

/// <summary>
/// Holds what was collected against the schema of evidence: parts that are taken over from files of a machine may have any form. What the schema does not know is left out, and the
/// field in which it stood is not known.
/// </summary>
internal static class EvidenceForm
{
    /// <summary>Leaves out what does not fit.</summary>
    /// <param name="draft">The document.</param>
    public static void Fit(EvidenceDraft draft)
    {
        if (FieldIndex.Default.TryKind(EvidenceKinds.ApiVersion, draft.Kind, out var kind) && kind.Type is { } type)
        {
            FitObject(draft, draft.Facts, type, "");
        }
    }

    private static bool Fits(EvidenceDraft draft, JsonNode? value, FieldType type, string path)
    {
        switch (value, type.Kind)
        {
            case (null, _) or (_, FieldKind.Any):
                return true;
            case (JsonObject map, FieldKind.Object):
                FitObject(draft, map, type.Object!, path);
                return true;
            case (JsonObject map, FieldKind.Map):
                FitMap(draft, map, type.Element!, path);
                return true;
            case (JsonArray list, FieldKind.List):
                FitList(draft, list, type.Element!, path);
                return true;
            default:
                return IsScalar(value, type.Kind);
        }
    }

    private static void FitObject(EvidenceDraft draft, JsonObject map, TypeInfo type, string path)
    {
        foreach (var (name, value) in map.ToArray())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (!type.TryField(name, out var field))
            {
                Leave(draft, map, name, path.Length == 0 ? at : path, $"the file has a field `{Shortened(name)}` there that is not known");
            }
            else if (!Fits(draft, value, field.Type, at))
            {
                Leave(draft, map, name, at, "the file has something else there");
            }
        }
    }

    private static void FitMap(EvidenceDraft draft, JsonObject map, FieldType type, string path)
    {
        foreach (var (name, value) in map.ToArray())
        {
            var at = path + EvidenceDraft.Key(name);
            if (!Fits(draft, value, type, at))
            {
                Leave(draft, map, name, at, "the file has something else there");
            }
        }
    }

    // Which element it is has no path: what is said of one is said of each.
    private static void FitList(EvidenceDraft draft, JsonArray list, FieldType type, string path)
    {
        for (var index = list.Count - 1; index >= 0; index--)
        {
            if (!Fits(draft, list[index], type, $"{path}[*]") || list[index] is null)
            {
                list.RemoveAt(index);
                draft.Unknown(path, "the file has an element of another form in it");
            }
        }
    }

    private static void Leave(EvidenceDraft draft, JsonObject map, string name, string path, string reason)
    {
        map.Remove(name);
        draft.Unknown(path, reason);
    }

    private static bool IsScalar(JsonNode value, FieldKind kind) => (value.GetValueKind(), kind) switch
    {
        (JsonValueKind.String, FieldKind.String or FieldKind.Time or FieldKind.Bytes or FieldKind.Quantity or FieldKind.IntOrString) => true,
        (JsonValueKind.True or JsonValueKind.False, FieldKind.Bool) => true,
        (JsonValueKind.Number, FieldKind.Int32 or FieldKind.Int64 or FieldKind.Double or FieldKind.Quantity or FieldKind.IntOrString) => true,
        _ => false,
    };

    private static string Shortened(string name) => name.Length <= 40 ? name : $"{name[..40]}…";
}
