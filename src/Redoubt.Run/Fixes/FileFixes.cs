using Redoubt.Catalog;
using Redoubt.Edit;
using Redoubt.Edit.Texts;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Fixes;

/// <summary>A fix that is to be made.</summary>
/// <param name="Finding">What it mends.</param>
/// <param name="Edits">The edits, also of the copies of the object.</param>
internal sealed record WantedFix(Finding Finding, IReadOnlyList<FieldEdit> Edits);

/// <summary>Writes fixes into the files that hold the objects, as many as go together.</summary>
/// <param name="state">The files as they are.</param>
/// <param name="options">How they are read.</param>
internal sealed class FileFixes(FixState state, ReadOptions options)
{
    private readonly Dictionary<WantedFix, string> _refused = [];

    /// <summary>The fixes that cannot be written, each with why.</summary>
    public IReadOnlyDictionary<WantedFix, string> Refused => _refused;

    /// <summary>The files after the fixes.</summary>
    /// <param name="fixes">The fixes.</param>
    public IReadOnlyDictionary<string, (ReadResult Read, EditedText Text)> Write(IEnumerable<WantedFix> fixes)
    {
        var files = new Dictionary<string, (ReadResult Read, EditedText Text)>(StringComparer.Ordinal);
        foreach (var file in fixes.SelectMany(fix => fix.Edits.Select(edit => (edit.Document.Origin.File, fix))).Distinct().GroupBy(one => one.File, one => one.fix))
        {
            if (state.Read(file.Key) is not { } read)
            {
                Refuse(file, "the file is not read as one of its own");
                continue;
            }

            var made = new FileDraft(file.Key, read, options);
            Make(made, [.. file.Where(fix => !_refused.ContainsKey(fix))]);
            if (made.Editing is { Edits.Count: > 0, Read: { } now } editing && TextOf(file.Key, read).With(editing.Edits) is { } text)
            {
                files.Add(file.Key, (now, text));
            }
        }

        return files;
    }

    private EditedText TextOf(string file, ReadResult read) =>
        state.Texts.TryGetValue(file, out var text) ? text : new EditedText(read.Documents[0].Root.Tape.Source.ToString());

    // All at once where that goes; else the halves, so that those that do not go together are found in few steps.
    private void Make(FileDraft draft, WantedFix[] fixes)
    {
        if (fixes.Length == 0 || draft.Take(fixes) is not { } objection)
        {
            return;
        }

        if (fixes.Length == 1)
        {
            Refuse(fixes, objection);
            return;
        }

        Make(draft, fixes[..(fixes.Length / 2)]);
        Make(draft, fixes[(fixes.Length / 2)..]);
    }

    private void Refuse(IEnumerable<WantedFix> fixes, string why)
    {
        foreach (var fix in fixes)
        {
            _refused.TryAdd(fix, why);
        }
    }

    private sealed class FileDraft(string file, ReadResult read, ReadOptions options)
    {
        private readonly List<FieldEdit> _edits = [];

        public TextEditing? Editing { get; private set; }

        /// <summary>Takes more fixes; why not, or null.</summary>
        public string? Take(IEnumerable<WantedFix> fixes)
        {
            FieldEdit[] all = [.. _edits, .. fixes.SelectMany(fix => fix.Edits).Where(edit => edit.Document.Origin.File == file)];
            var scope = all[0].Document.Origin.Scope;
            var editing = TextEditor.Edit(read, all, options with { Scope = scope });
            if (editing.Objection.Length > 0)
            {
                return editing.Objection;
            }

            Editing = editing;
            _edits.Clear();
            _edits.AddRange(all);
            return null;
        }
    }
}
