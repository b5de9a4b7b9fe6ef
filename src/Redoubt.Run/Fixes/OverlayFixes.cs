using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Edit;
using Redoubt.Edit.Patches;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Fixes;

/// <summary>
/// Fixes in overlays: the overlay's kustomization gets a patch for each object that is mended, and only if rendering again gives just the objects that the fixes make,
/// and judging them shows the findings gone. All are tried at once; where that does not go, in halves.
/// </summary>
/// <param name="start">What was found.</param>
/// <param name="options">How what is rendered is read.</param>
/// <param name="judge">Judges other documents.</param>
/// <param name="isAsked">Whether a finding is to be mended.</param>
/// <param name="mayMend">Whether a patch in an overlay could mend a finding, asked or come to light by another fix.</param>
internal sealed class OverlayFixes(
    FixState start, ReadOptions options, Func<Collected, IReadOnlyDictionary<string, EditedText>, FixState> judge, Func<Finding, bool> isAsked, Func<Finding, bool> mayMend)
{
    // Each try runs kustomize and judges everything.
    private const int MostTries = 60;

    // What a fix brings to light is mended with it, and deep chains of that are none.
    private const int MostUncovered = 4;

    private readonly Dictionary<UInt128, string> _why = [];
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private int _tries;

    /// <summary>Why a finding is not mended; null where it was not tried.</summary>
    public string? WhyNot(Finding finding) => _why.GetValueOrDefault(finding.Identity);

    /// <summary>The state after all fixes that can be made.</summary>
    /// <param name="state">The state before them.</param>
    public FixState Mend(FixState state)
    {
        foreach (var overlay in state.Judgement.Findings.Where(finding => isAsked(finding) && mayMend(finding)).GroupBy(Overlay).ToArray())
        {
            state = Make(state, [.. overlay.Select(finding => finding.Identity)]);
        }

        return state;
    }

    private static string Overlay(Finding finding) => finding.Fix!.Edits[0].Document.Origin.Rendering!.Input;

    private FixState Make(FixState state, UInt128[] wanted)
    {
        var asked = wanted.ToHashSet();
        Finding[] findings = [.. state.Judgement.Findings.Where(finding => asked.Contains(finding.Identity) && mayMend(finding))];
        if (findings.Length == 0)
        {
            return state;
        }

        if (Mended(state, findings, out var why) is { } after)
        {
            return after;
        }

        if (findings.Length == 1)
        {
            _why[findings[0].Identity] = why;
            return state;
        }

        var half = findings.Length / 2;
        state = Make(state, [.. findings[..half].Select(finding => finding.Identity)]);
        return Make(state, [.. findings[half..].Select(finding => finding.Identity)]);
    }

    private FixState? Mended(FixState before, Finding[] findings, out string why)
    {
        var now = Applied(before, findings, out why);
        for (var depth = 0; depth < MostUncovered && now is not null; depth++)
        {
            if (now.WorseThan(before) is not { } worse)
            {
                why = "the control finds it after the patch as well";
                return findings.GroupBy(finding => FixState.KeyOf(finding.Control, finding.Subject)).All(same => now.CountOf(same.First()) <= before.CountOf(same.First()) - same.Count()) ? now : null;
            }

            why = $"{worse.What} after it";
            Finding[] uncovered = [.. now.Judgement.Findings.Where(finding => now.CountOf(finding) > before.CountOf(finding))];
            now = uncovered.Length > 0 && Array.TrueForAll(uncovered, finding => mayMend(finding)) ? Applied(now, uncovered, out _) : null;
        }

        return null;
    }

    private FixState? Applied(FixState state, Finding[] findings, out string why)
    {
        var edits = findings.SelectMany(finding => finding.Fix!.Edits)
            .SelectMany(edit => state.Platform.CopiesOf(edit.Document).Prepend(edit.Document).Select(document => edit with { Document = document })).Distinct().ToArray();
        var collected = state.Collected;
        var texts = new Dictionary<string, EditedText>(state.Texts, StringComparer.Ordinal);
        if (edits.Any(edit => edit.Document.Origin.Rendering?.Renderer != "kustomize"))
        {
            why = "the object stands in another place as well, and would differ from there";
            return null;
        }

        if (++_tries > MostTries)
        {
            why = $"not tried: overlays were rendered {MostTries} times already to find what goes together";
            return null;
        }

        foreach (var overlay in edits.GroupBy(edit => edit.Document.Origin.Rendering!.Input))
        {
            if (Rendered(state, overlay.Key, overlay.ToLookup(edit => edit.Document), out why) is not { } made)
            {
                return null;
            }

            texts[made.File] = made.Text;
            collected = collected with { Files = [.. collected.Files.Select(one => one.Renderer == "kustomize" && one.File == overlay.Key ? one with { Read = made.Read } : one)] };
        }

        why = "";
        return judge(collected, texts);
    }

    private (string File, EditedText Text, ReadResult Read)? Rendered(FixState state, string overlay, ILookup<Document, FieldEdit> edits, out string why)
    {
        var overlays = start.Collected.Overlays;
        if (overlays.KustomizationOf(overlay) is not { } file || Text(file) is not { } original)
        {
            why = "its kustomization is no file of its own";
            return null;
        }

        var wanted = new Dictionary<ObjectKey, JsonObject>();
        foreach (var document in Read(state, overlay).Documents)
        {
            var json = FieldEdit.JsonOf(document);
            FieldEdit.Apply(json, edits[document]);
            wanted[document.Key] = json;
        }

        var documents = Read(start, overlay).Documents;
        var named = documents.ToLookup(document => (document.Key.Kind, OverlayTrials.OriginalName(document)));
        var patches = documents.Select(document => Patch(document, named[(document.Key.Kind, OverlayTrials.OriginalName(document))].Skip(1).Any() ? document.Name : OverlayTrials.OriginalName(document), wanted[document.Key])).OfType<JsonObject>().ToArray();
        if (TextEditor.Append(file, original, "patches", patches) is not { } text)
        {
            why = $"no patch can be written into {file} without changing something else";
            return null;
        }

        if (overlays.With(overlay, text.Text, options, out var reason) is not { } read)
        {
            why = $"the overlay would not render with the patch: {reason}";
            return null;
        }

        why = "rendered with the patch, the overlay would not give just what the fix wants";
        return read.Documents.Count == wanted.Count
            && read.Documents.All(document => wanted.TryGetValue(document.Key, out var json) && JsonNode.DeepEquals(json, FieldEdit.JsonOf(document))) ? (file, text, read) : null;
    }

    // Found by its kind and a name that is its alone: the one in its own file, before the overlay's prefix comes, unless bases made several objects of that.
    private static JsonObject? Patch(Document document, string name, JsonObject wanted)
    {
        var before = FieldEdit.JsonOf(document);
        if (JsonNode.DeepEquals(before, wanted))
        {
            return null;
        }

        var patch = MergePatch.Of(before, wanted, MergePatch.IsStrategic(document.Key.Kind));
        var whole = new JsonObject { ["apiVersion"] = wanted["apiVersion"]?.DeepClone(), ["kind"] = wanted["kind"]?.DeepClone(), ["metadata"] = new JsonObject { ["name"] = name } };
        foreach (var (field, value) in patch)
        {
            if (field == "metadata" && value is JsonObject metadata)
            {
                foreach (var (key, one) in metadata)
                {
                    whole["metadata"]![key] = one?.DeepClone();
                }
            }
            else
            {
                whole[field] = value?.DeepClone();
            }
        }

        return new JsonObject { ["target"] = new JsonObject { ["kind"] = document.Key.Kind.Kind, ["name"] = name }, ["patch"] = BlockYaml.Of(whole) };
    }

    private static ReadResult Read(FixState state, string overlay) => state.Collected.Files.First(file => file.Renderer == "kustomize" && file.File == overlay).Read;

    private string? Text(string file)
    {
        if (!_texts.TryGetValue(file, out var text))
        {
            _texts.Add(file, text = EditedFile.Objection(file) is null ? TextFile.Read(file, []) : null);
        }

        return text;
    }
}
