using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Edit;
using Redoubt.Edit.Texts;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Fixes;

/// <summary>Says of each safe fix what it changes in the text, for formats that carry it. What unsafe ones break a reader of such a format would not be told.</summary>
/// <param name="collected">What was read.</param>
/// <param name="options">How files are read.</param>
internal sealed class WrittenFixes(Collected collected, ReadOptions options)
{
    // For each fix its file is read again.
    private const long MostText = 64 << 20;

    private readonly Dictionary<string, ReadResult> _files = collected.Files.Where(file => file.Renderer.Length == 0)
        .DistinctBy(file => file.File).ToDictionary(file => file.File, file => file.Read, StringComparer.Ordinal);

    private long _text;

    /// <summary>The findings with the changes of their fixes.</summary>
    public IReadOnlyList<Finding> Of(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => finding.Fix is { Unsafe: "", Edits.Count: > 0 } fix && finding.Exception is null ? finding with { Fix = fix with { Changes = Changes(fix) } } : finding)];

    private List<TextChange> Changes(FindingFix fix)
    {
        var changes = new List<TextChange>();
        foreach (var file in fix.Edits.GroupBy(edit => edit.Document.Origin.File))
        {
            if (ChangesOf(file.Key, [.. file]) is not { Count: > 0 } more)
            {
                return [];
            }

            changes.AddRange(more);
        }

        return changes;
    }

    private List<TextChange>? ChangesOf(string file, FieldEdit[] edits)
    {
        var source = edits[0].Document.Root.Tape.Source;
        if (edits[0].Document.Origin.Rendering is not null || !_files.TryGetValue(file, out var read) || (_text += source.Length) > MostText)
        {
            return null;
        }

        return [.. TextEditor.Edit(read, edits, options with { Scope = edits[0].Document.Origin.Scope }).Edits.Select(edit =>
        {
            var (start, end) = (source.PositionOf(edit.Offset), source.PositionOf(edit.End));
            return new TextChange(file, start.Line, start.Column, end.Line, end.Column, edit.Text);
        })];
    }
}
