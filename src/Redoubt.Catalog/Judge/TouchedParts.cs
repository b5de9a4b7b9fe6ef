using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Judge;

/// <summary>The parts of a platform that a change of it touches.</summary>
internal sealed class TouchedParts
{
    private readonly Platform _after;
    private readonly HashSet<PartKey> _gone = [];
    private readonly List<PlatformPart> _come = [];

    /// <param name="before">The platform that was judged.</param>
    /// <param name="values">The values of the platform as it is now.</param>
    /// <param name="change">What is different.</param>
    public TouchedParts(Platform before, PlatformValues values, PlatformChange change)
    {
        var after = _after = values.Platform;
        _gone.UnionWith(change.GoneDocuments.Select(PartKey.Of));
        var changed = change.GoneDocuments.Concat(change.ComeDocuments).ToArray();
        _come.AddRange(change.ComeDocuments.Concat(Made(changed, change)).Select(document => new ObjectPart(values, document)));
        foreach (var ns in changed.Select(document => document.Key.Kind == NamespaceUse.GroupKind ? document.Name : document.Namespace).Distinct())
        {
            Touch(PartKey.OfNamespace(ns), before.Namespace(ns), after.Namespace(ns), Same, use => new NamespacePart(use));
        }

        foreach (var (ns, name) in change.GoneDocuments.SelectMany(document => Accounts(before, document))
            .Concat(change.ComeDocuments.SelectMany(document => Accounts(after, document))).Distinct())
        {
            Touch(PartKey.OfAccount(ns, name), before.ServiceAccount(ns, name), after.ServiceAccount(ns, name), static (_, _) => false, use => new AccountPart(use));
        }

        Touch(PartKey.Whole, before.First, after.First, ReferenceEquals, first => new WholePart(first));
    }

    /// <summary>The parts whose verdicts count no more.</summary>
    public IReadOnlySet<PartKey> Gone => _gone;

    /// <summary>The parts that are judged now.</summary>
    public IReadOnlyList<PlatformPart> Come => _come;

    private static bool Same(NamespaceUse before, NamespaceUse after) =>
        ReferenceEquals(before.Document, after.Document) && ReferenceEquals(before.FirstMention, after.FirstMention);

    private void Touch<T>(PartKey key, T? before, T? after, Func<T, T, bool> isSame, Func<T, PlatformPart> part)
        where T : class
    {
        if (before is not null && after is not null && isSame(before, after))
        {
            return;
        }

        _gone.Add(key);
        if (after is not null)
        {
            _come.Add(part(after));
        }
    }

    private static IEnumerable<(string Namespace, string Name)> Accounts(Platform platform, Document document) =>
        document.Key.Kind == AccountUse.GroupKind ? [(document.Namespace, document.Name)]
        : platform.TryGetWorkload(document, out var workload) ? [(document.Namespace, workload.ServiceAccount.Name)]
        : [];

    /// <summary>
    /// The unchanged documents whose owner changed, came or went, or that one's, and so on: whose verdict they share may be another. Asks the
    /// workloads of the namespaces that changed.
    /// </summary>
    private List<Document> Made(Document[] changed, PlatformChange change)
    {
        var owners = changed.Where(document => _after.PodTemplates.Has(document.Key.Kind)).Select(document => document.Key).ToHashSet();
        var come = change.ComeDocuments.ToHashSet();
        var made = new List<Document>();
        foreach (var ns in owners.Select(key => key.Namespace).Distinct().ToArray())
        {
            var byOwner = _after.WorkloadsIn(ns).SelectMany(workload => OwnersOf(workload.Document).Select(owner => (Owner: owner, workload.Document)))
                .ToLookup(pair => pair.Owner, pair => pair.Document);
            var open = new Queue<ObjectKey>(owners.Where(key => key.Namespace == ns));
            while (open.TryDequeue(out var owner))
            {
                foreach (var document in byOwner[owner])
                {
                    // One that is changed itself is judged anyway; what it made is too.
                    if (!come.Contains(document) && _gone.Add(PartKey.Of(document)))
                    {
                        made.Add(document);
                        open.Enqueue(document.Key);
                    }
                }
            }
        }

        return made;
    }

    private static List<ObjectKey> OwnersOf(Document document)
    {
        var owners = new List<ObjectKey>();
        foreach (var reference in document.Root["metadata"]["ownerReferences"].Items)
        {
            var kind = new GroupKind(GroupKind.GroupOf(reference["apiVersion"].AsString() ?? ""), reference["kind"].AsString() ?? "");
            owners.Add(new ObjectKey(kind, document.Namespace, reference["name"].AsString() ?? ""));
        }

        return owners;
    }
}
