using System.Collections.Immutable;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Index;

/// <summary>
/// What is known to be completely there. The user's word counts first, then the <c>Collection</c> documents, then whole folders.
/// </summary>
internal sealed class Scopes
{
    private readonly Scope? _said;
    private readonly ImmutableHashSet<string> _wholeNamespaces;
    private readonly ImmutableList<CollectionView> _collections;

    private Scopes(Scope? said, ImmutableHashSet<string> wholeNamespaces, ImmutableList<CollectionView> collections)
    {
        _said = said;
        _wholeNamespaces = wholeNamespaces;
        _collections = collections;
    }

    public Scope? Said => _said;

    public KubernetesVersion? ServerVersion => _collections.Select(collection => collection.Kubernetes).FirstOrDefault(version => version is not null);

    public static Scopes Of(IReadOnlyList<Document> documents, Scope? said) => new Scopes(said, [], []).With(documents);

    public Scopes With(IReadOnlyList<Document> documents)
    {
        var namespaces = _wholeNamespaces.ToBuilder();
        foreach (var document in documents.Where(document => document.Origin.Scope == Scope.Whole))
        {
            if (NamespaceMentioned(document) is { Length: > 0 } ns)
            {
                namespaces.Add(ns);
            }
        }

        // A newer collection takes the place of the one of its name.
        var collected = documents.Where(document => document.Key.Kind == CollectionView.GroupKind).ToArray();
        var names = collected.Select(document => document.Key).ToHashSet();
        var collections = _collections.RemoveAll(old => names.Contains(old.Document.Key)).AddRange(collected.Select(document => new CollectionView(document)));
        return collected.Length == 0 && namespaces.Count == _wholeNamespaces.Count ? this : new Scopes(_said, namespaces.ToImmutable(), collections);
    }

    /// <summary>The scopes without these documents: a namespace that was seen whole is so, whatever was taken from it.</summary>
    public Scopes Without(IReadOnlySet<ObjectKey> keys)
    {
        var collections = _collections.RemoveAll(old => keys.Contains(old.Document.Key));
        return collections.Count == _collections.Count ? this : new Scopes(_said, _wholeNamespaces, collections);
    }

    /// <summary>What may be missing of a kind, in one namespace or everywhere; null if nothing.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for every one.</param>
    /// <param name="platform">Says whether anything names that namespace: one that only follows from an object's silence is told as that object's.</param>
    public MissingEvidence? Missing(GroupKind kind, string? ns, Platform platform)
    {
        if (_said == Scope.Whole)
        {
            return null;
        }

        foreach (var collection in _collections)
        {
            if (collection.Refusal(kind, ns) is { } reason)
            {
                // Objects of a cluster all name their namespace.
                var (what, objects) = Words(kind, ns, isNamed: true);
                return new MissingEvidence(MissingCode.Refused, what, $"the cluster refused to list {objects}: {reason}")
                {
                    Remedy = "let whoever collects list them",
                };
            }
        }
        if (_said is null && (_collections.Any(collection => collection.Lists(kind, ns)) || (ns is not null && _wholeNamespaces.Contains(ns))))
        {
            return null;
        }

        var how = ns is null ? "scan a collection of the cluster" : "scan the whole folder or a collection of the cluster";
        var (all, more) = Words(kind, ns, ns is not null && platform.Namespace(ns) is not null);
        return new MissingEvidence(MissingCode.Incomplete, all, $"there may be more {more} than were given")
        {
            Remedy = $"{how}, or pass `--scope whole`",
            Command = "--scope whole",
        };
    }

    private static (string What, string Objects) Words(GroupKind kind, string? ns, bool isNamed) => ns is null ? ($"every {kind.Kind}", $"{kind} objects")
        : isNamed ? ($"every {kind.Kind} of namespace {ns}", $"{kind} objects of namespace `{ns}`")
        : ($"every {kind.Kind} of its namespace", $"{kind} objects of its namespace");

    private static string NamespaceMentioned(Document document) =>
        document.Namespace.Length == 0 && document.Key.Kind == NamespaceUse.GroupKind ? document.Name : document.Namespace;
}
