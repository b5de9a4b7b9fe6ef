using Redoubt.Collect.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Collect;

/// <summary>The one ledger of a collection: what each file tells, and what only all of them together can tell.</summary>
internal static class CollectedLedger
{
    private static readonly GroupKind Definition = new("apiextensions.k8s.io", "CustomResourceDefinition");

    public static IReadOnlyList<LedgerEntry> Of(SourceList sources, ReadResult?[] results) =>
    [
        .. sources.Ledger,
        .. results.SelectMany(result => result?.Ledger ?? []),
        .. Nothing(sources, results),
        .. NearMisses([.. results.SelectMany(result => result?.Documents ?? [])]),
    ];

    /// <summary>What the user named and what holds no object: a mistyped name more often than not, and silence would read as "all is well".</summary>
    private static IEnumerable<LedgerEntry> Nothing(SourceList sources, ReadResult?[] results)
    {
        foreach (var (source, files) in sources.Sources)
        {
            ReadResult[] read = [.. files.Order().Select(at => results[at]).OfType<ReadResult>()];
            LedgerEntry[] entries = [.. read.SelectMany(result => result.Ledger)];
            var isTold = sources.Ledger.Any(entry => entry.File == source && entry.Level == LedgerLevel.Error)
                || Array.Exists(entries, entry => entry.Level == LedgerLevel.Error || entry.Code == LedgerCode.EmptyList);
            if (!isTold && Array.TrueForAll(read, result => result.Documents.Count == 0))
            {
                yield return new LedgerEntry(LedgerCode.Nothing, source, 0, 0, Why(source, files.Count, entries));
            }
        }
    }

    private static string Why(string source, int files, LedgerEntry[] entries)
    {
        if (entries.Length == 0)
        {
            return source == "-" ? "it is empty: nothing was judged" : files == 0 ? "there is no YAML or JSON file here" : "no file here holds an object";
        }

        var groups = entries.GroupBy(entry => entry.Reason, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
        return $"no object was found here: {string.Join("; ", groups.Take(2).Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} times: {group.Key}"))}";
    }

    /// <summary>Kinds that are almost Kubernetes' own, where no definition says that they are others.</summary>
    private static IEnumerable<LedgerEntry> NearMisses(Document[] documents)
    {
        var defined = documents.Where(document => document.Key.Kind == Definition).SelectMany(CrdSchema.Kinds)
            .Select(kind => new GroupKind(kind.Group, kind.Kind)).ToHashSet();
        foreach (var kind in documents.GroupBy(document => (document.ApiVersion, document.Kind)))
        {
            var first = kind.First();
            if (!defined.Contains(first.Key.Kind) && ServedKinds.NearMiss(first.ApiVersion, first.Kind) is { } reason)
            {
                var at = first.Root["apiVersion"] is { Exists: true } version ? version : first.Root;
                yield return new LedgerEntry(LedgerCode.NearMiss, first.Origin.File, at.Line, at.Column, reason);
            }
        }
    }
}
