using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Edit;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Run.Fixes;

/// <summary>
/// Fixes in charts: where a key of the values decides what is found, the key gets another value, and only if rendering again shows the finding gone. Everything that
/// is accepted is kept for the next try.
/// </summary>
/// <param name="values">Renders charts again.</param>
/// <param name="keys">The keys that a finding probably comes from.</param>
/// <param name="options">How what is rendered is read.</param>
internal sealed class ChartFixes(ValueTrace values, IReadOnlyDictionary<UInt128, IReadOnlyList<ValueKey>> keys, ReadOptions options)
{
    // Each try runs Helm and judges everything.
    private const int MostTries = 60;
    private const int LongestSuffix = 3;

    private readonly Dictionary<string, JsonObject> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(NodePath Path, string Json)>> _fields = new(StringComparer.Ordinal);
    private int _tries;

    /// <summary>How many findings the values of a file mend.</summary>
    public Dictionary<string, int> Fixed { get; } = new(StringComparer.Ordinal);

    /// <summary>The state after the fix of a finding; null where no key mends it.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="finding">A finding in a chart.</param>
    /// <param name="judge">Judges other documents.</param>
    public FixState? Mend(FixState state, Finding finding, Func<Collected, IReadOnlyDictionary<string, EditedText>, FixState> judge)
    {
        if (finding.Fix!.Edits is not [{ Action: EditAction.Set } edit] || edit.Document.Origin.Rendering is not { Renderer: "helm", Input: var chart })
        {
            return null;
        }

        foreach (var key in keys.GetValueOrDefault(finding.Identity, []).Where(key => EditedFile.Objection(key.File) is null))
        {
            foreach (var (path, json) in Candidates(key, edit))
            {
                if (Try(state, finding, chart, key.File, path, json, judge) is { } after)
                {
                    Fixed[key.File] = Fixed.GetValueOrDefault(key.File) + 1;
                    return after;
                }
            }
        }

        return null;
    }

    private FixState? Try(FixState state, Finding finding, string chart, string file, NodePath path, string json, Func<Collected, IReadOnlyDictionary<string, EditedText>, FixState> judge)
    {
        if (++_tries > MostTries)
        {
            return null;
        }

        var said = _said.TryGetValue(chart, out var known) ? known.DeepClone().AsObject() : [];
        FieldEdit.Set(said, path, json);
        List<(NodePath, string)> fields = [.. _fields.GetValueOrDefault(file, []).Where(field => $"{field.Path}" != $"{path}"), (path, json)];
        if (TextFile.Read(file, []) is not { } original || TextEditor.Set(file, original, fields) is not { } text || values.With(chart, said.ToJsonString(), options) is not { } read)
        {
            return null;
        }

        var collected = state.Collected with { Files = [.. state.Collected.Files.Select(one => one.Renderer == "helm" && one.File == chart ? one with { Read = read } : one)] };
        var after = judge(collected, new Dictionary<string, EditedText>(state.Texts, StringComparer.Ordinal) { [file] = text });
        if (after.WorseThan(state) is not null || after.CountOf(finding) >= state.CountOf(finding))
        {
            return null;
        }

        (_said[chart], _fields[file]) = (said, fields);
        return after;
    }

    // The key is above the field, is the field, or switches on what holds it.
    private static IEnumerable<(NodePath Path, string Json)> Candidates(ValueKey key, FieldEdit edit)
    {
        if (!NodePath.TryParse(key.Key, out var path) || path.Steps.Any(step => step is not { Name: not null, Value: null })
            || TextFile.Read(key.File, []) is not { } text || ValueReader.Read(key.File, text, []) is not [var root] || !path.TryResolve(root, out var value))
        {
            yield break;
        }

        if (value.Kind is NodeKind.Map or NodeKind.Null)
        {
            PathStep[] steps = [.. edit.Path.Steps.Reverse().TakeWhile(step => step is { Name: not null, Value: null }).Take(LongestSuffix).Reverse()];
            for (var length = steps.Length; length > 0; length--)
            {
                yield return (NodePath.Of([.. path.Steps, .. steps[^length..]]), edit.Json);
            }
        }
        else
        {
            yield return (path, edit.Json);
            if (value.Kind == NodeKind.Bool)
            {
                yield return (path, value.IsTrue ? "false" : "true");
            }
        }
    }
}
