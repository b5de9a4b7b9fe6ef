using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Live;

/// <summary>
/// A scan that goes on while files change: only what a change touches is judged again. Charts and overlays are not rendered, since that starts programs at every
/// key. For one thread.
/// </summary>
public sealed class LiveScan
{
    private readonly Dictionary<string, LiveFile> _files;
    private readonly Dictionary<ObjectKey, int> _keys = [];
    private readonly Scope? _scope;
    private readonly ReadOptions _options;
    private readonly PlatformJudge _judge;
    private readonly Func<Judgement, Platform, Judgement> _except;
    private Platform _platform;
    private VerdictStore _store;

    internal LiveScan(Collected collected, Scope? scope, ReadOptions options, PlatformJudge judge, Func<Judgement, Platform, Judgement> except)
    {
        (_scope, _options, _judge, _except) = (scope, options, judge, except);
        _files = collected.Files.DistinctBy(file => file.File).ToDictionary(file => file.File, file => new LiveFile(file.Read, file.Read.Documents), StringComparer.Ordinal);
        foreach (var document in _files.Values.SelectMany(file => file.Judged))
        {
            Count(document, 1);
        }

        _platform = Whole();
        _store = judge.Start(_platform);
        Judgement = except(_store.Judgement, _platform);
    }

    /// <summary>What is found in the files as they are now.</summary>
    public Judgement Judgement { get; private set; }

    /// <summary>What was read of a file; null where it is none of the workspace's.</summary>
    /// <param name="file">Its name.</param>
    public ReadResult? Read(string file) => _files.GetValueOrDefault(file)?.Read;

    /// <summary>Takes the text of a file as it is now.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text; null where the file is gone.</param>
    public void Change(string file, string? text)
    {
        var before = _files.GetValueOrDefault(file)?.Judged ?? [];
        var read = text is null ? null : DocumentReader.Read(file, text, _options with { Scope = before.Count > 0 ? before[0].Origin.Scope : Scope.Whole });
        var after = read?.Documents ?? [];

        // An object of several files, or without a name of its own, cannot be told from another by its key.
        var isSimple = before.Concat(after).All(document => !document.IsNameGenerated) && before.All(document => _keys[document.Key] == 1);
        foreach (var document in before)
        {
            Count(document, -1);
        }

        foreach (var document in after)
        {
            Count(document, 1);
        }

        isSimple &= after.All(document => _keys[document.Key] == 1);
        after = isSimple ? Rereading.Of(before, after) : after;
        _ = read is null ? _files.Remove(file) : (_files[file] = new LiveFile(read, after)) is not null;
        if (isSimple)
        {
            Take(before, after);
        }
        else
        {
            _platform = Whole();
            _store = _judge.Start(_platform);
            Judgement = _except(_store.Judgement, _platform);
        }
    }

    /// <summary>What the fix of a finding changes in the text of its file, or why it cannot be written.</summary>
    /// <param name="finding">A finding of <see cref="Judgement"/> whose fix has edits.</param>
    public TextEditing Edit(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var file = finding.Fix!.Edits[0].Document.Origin.File;
        if (finding.Fix.Edits.Any(edit => edit.Document.Origin.File != file) || !_files.TryGetValue(file, out var live))
        {
            return new TextEditing([], null, "it lies in several files");
        }

        return Renewed(finding, file, live) is { Fix.Edits: { Count: > 0 } edits }
            ? TextEditor.Edit(live.Read, edits, _options with { Scope = edits[0].Document.Origin.Scope })
            : new TextEditing([], null, "it is found no more");
    }

    /// <summary>The finding of the document as the text has it now: one that no key touched since has the offsets of an older text.</summary>
    private Finding? Renewed(Finding finding, string file, LiveFile live)
    {
        if (finding.Fix!.Edits.All(edit => live.Read.Documents.Contains(edit.Document)))
        {
            return finding;
        }

        _files[file] = live with { Judged = live.Read.Documents };
        Take(live.Judged, live.Read.Documents);
        return Judgement.Findings.FirstOrDefault(one => one.Control == finding.Control && one.Location == finding.Location && one.Fingerprint == finding.Fingerprint);
    }

    private void Take(IReadOnlyList<Document> before, IReadOnlyList<Document> after)
    {
        var (known, now) = (before.ToHashSet(), after.Select(document => document.Key).ToHashSet());
        _platform = _platform.Without([.. before.Select(document => document.Key).Where(key => !now.Contains(key))]).With([.. after.Where(document => !known.Contains(document))]);
        _store.Change(_platform);
        Judgement = _except(_store.Judgement, _platform);
    }

    private Platform Whole() => new Collected([.. _files.Select(file => new CollectedFile(file.Key, file.Value.Read with { Documents = file.Value.Judged }))], []).ToPlatform(_scope);

    private void Count(Document document, int more) => _keys[document.Key] = _keys.GetValueOrDefault(document.Key) + more;

    /// <summary>A file of the workspace.</summary>
    /// <param name="Read">What is read of it.</param>
    /// <param name="Judged">Its documents as they are judged: those that no change touched since as they were read then.</param>
    private sealed record LiveFile(ReadResult Read, IReadOnlyList<Document> Judged);
}
