using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;

namespace Redoubt.Run.Fixes;

/// <summary>Judges files again and again with other edits made: only what differs from the last time is asked anew.</summary>
/// <param name="judge">The controls.</param>
/// <param name="scope">What the files are of the platform.</param>
/// <param name="except">Lays exceptions over what is found.</param>
internal sealed class FixJudge(PlatformJudge judge, Scope? scope, Func<Judgement, Platform, Judgement> except)
{
    private readonly Dictionary<ObjectKey, int> _keys = [];
    private Collected _last = new([], []);
    private VerdictStore? _store;

    /// <summary>What is found in the files as they are now.</summary>
    /// <param name="collected">What is read of them.</param>
    /// <param name="texts">The files that changed, by name.</param>
    public FixState Judge(Collected collected, IReadOnlyDictionary<string, EditedText> texts)
    {
        var before = _last.Files.Except(collected.Files).SelectMany(file => file.Read.Documents).ToList();
        var after = collected.Files.Except(_last.Files).SelectMany(file => file.Read.Documents).ToList();
        var isSimple = _store is not null && IsSimple(before);
        Count(before, -1);
        Count(after, 1);
        if (isSimple && IsSimple(after))
        {
            var there = after.Select(document => document.Key).ToHashSet();
            _store!.Change(_store.Platform.Without([.. before.Select(document => document.Key).Where(key => !there.Contains(key))]).With(after));
        }
        else
        {
            _store = judge.Start(collected.ToPlatform(scope));
        }

        _last = collected;
        return new FixState(collected, _store.Platform, except(_store.Judgement, _store.Platform), texts);
    }

    // An object of several files, or without a name of its own, cannot be told from another by its key.
    private bool IsSimple(List<Document> documents) => documents.TrueForAll(document => !document.IsNameGenerated && _keys[document.Key] == 1);

    private void Count(List<Document> documents, int more)
    {
        foreach (var document in documents)
        {
            _keys[document.Key] = _keys.GetValueOrDefault(document.Key) + more;
        }
    }
}
