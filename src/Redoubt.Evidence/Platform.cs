using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Redoubt.Evidence.Index;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence;

/// <summary>
/// Everything that is known, as it is at one moment: documents with indexes. Immutable, safe to use from several threads;
/// made by <see cref="PlatformBuilder"/>.
/// </summary>
public sealed class Platform
{
    private readonly Dictionary<GroupKind, KindIndex> _kinds;
    private readonly int _nextOrder;
    private readonly ImmutableDictionary<Document, ImmutableArray<Document>> _copies;
    private readonly Lazy<Document[]> _documents;
    private readonly Lazy<Mentions> _mentions;
    private readonly Lazy<Owners> _owners;

    internal Platform(
        Dictionary<GroupKind, KindIndex> kinds, int nextOrder, PodTemplates podTemplates, Scopes scopes, ImmutableDictionary<Document, ImmutableArray<Document>> copies)
    {
        _kinds = kinds;
        _nextOrder = nextOrder;
        _copies = copies;
        PodTemplates = podTemplates;
        Scopes = scopes;
        _documents = new(() => KindIndex.InOrder(_kinds.Values.SelectMany(index => index.Placed)));
        _mentions = new(() => new Mentions(this));
        _owners = new(() => new Owners(this));
    }

    /// <summary>A platform of which nothing is known.</summary>
    public static Platform Empty { get; } = new PlatformBuilder().Build();

    /// <summary>The kinds that run pods.</summary>
    public PodTemplates PodTemplates { get; }

    /// <summary>All documents, in the order in which they were added; a copy with equal content is left out.</summary>
    public IReadOnlyList<Document> Documents => _documents.Value;

    /// <summary>The kinds of which there are documents, in the order of their names.</summary>
    public IEnumerable<GroupKind> Kinds => _kinds.Keys.OrderBy(kind => kind.ToString(), StringComparer.Ordinal);

    /// <summary>
    /// The objects that run pods, in order; those whose owner is here as well too, for what made them may have been changed on the way.
    /// </summary>
    public IReadOnlyList<Workload> Workloads => _mentions.Value.Workloads;

    /// <summary>The namespaces that have a document, or that one names as its own, by name.</summary>
    public IReadOnlyList<NamespaceUse> Namespaces => _mentions.Value.Namespaces;

    /// <summary>The service accounts that have a document or run a workload, by namespace and name.</summary>
    public IReadOnlyList<AccountUse> ServiceAccounts => _mentions.Value.Accounts;

    internal Scopes Scopes { get; }

    /// <summary>The documents of a kind, in order.</summary>
    /// <param name="kind">The kind.</param>
    public IReadOnlyList<Document> Of(GroupKind kind) => _kinds.TryGetValue(kind, out var index) ? index.All : [];

    /// <summary>The documents of a kind in one namespace, in order.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; empty for a kind that has none.</param>
    public IReadOnlyList<Document> Of(GroupKind kind, string ns) =>
        _kinds.TryGetValue(kind, out var index) && index.In(ns) is { } inside ? inside.Documents : [];

    /// <summary>The documents of one object: several if files with different content claim to be it.</summary>
    /// <param name="key">Kind, namespace and name.</param>
    public IReadOnlyList<Document> Find(ObjectKey key) =>
        _kinds.TryGetValue(key.Kind, out var index) && index.In(key.Namespace) is { } inside ? inside.Named(key.Name) : [];

    /// <summary>The documents of a kind in one namespace that a selector selects by their labels, in order.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; empty for a kind that has none.</param>
    /// <param name="selector">The selector.</param>
    public IEnumerable<Document> Select(GroupKind kind, string ns, LabelSelector selector) =>
        _kinds.TryGetValue(kind, out var index) && index.In(ns) is { } inside ? inside.Selected(selector) : [];

    /// <summary>The object as a workload.</summary>
    /// <param name="document">The object.</param>
    /// <param name="workload">The workload.</param>
    /// <returns>Whether the object runs pods.</returns>
    public bool TryGetWorkload(Document document, out Workload workload) => PodTemplates.TryGet(document, out workload);

    /// <summary>The object's owner, if it is here.</summary>
    /// <param name="document">The object.</param>
    /// <returns>The owner, the controlling one if there are several; else null.</returns>
    public Document? OwnerOf(Document document) => Owners.Of(this, document);

    /// <summary>The objects here that this one owns, in order.</summary>
    /// <param name="owner">The owner.</param>
    public IReadOnlyList<Document> OwnedBy(Document owner) => _owners.Value.OwnedBy(owner);

    /// <summary>The workload here that made this one: of a CronJob's Pod, the CronJob.</summary>
    /// <param name="document">An object.</param>
    /// <returns>The object itself if no workload here owns it.</returns>
    public Document TopOwner(Document document) => Owners.Top(this, document);

    /// <summary>The other documents with equal content that claim to be the same object, in order: they are left out of all lists.</summary>
    /// <param name="document">The document that stands for them.</param>
    public IReadOnlyList<Document> CopiesOf(Document document) => !_copies.IsEmpty && _copies.TryGetValue(document, out var copies) ? copies : Array.Empty<Document>();

    /// <summary>Whether all objects of a kind are here, so that one that is not found does not exist.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for every namespace, or for a kind that has none.</param>
    /// <param name="missing">What may be missing, and how to get it; null if all is here.</param>
    public bool IsComplete(GroupKind kind, string? ns, [NotNullWhen(false)] out MissingEvidence? missing)
    {
        missing = Scopes.Missing(kind, string.IsNullOrEmpty(ns) ? null : ns, this);
        return missing is null;
    }

    /// <summary>What the user says about completeness; null where nobody says anything, so that the evidence counts.</summary>
    public Scope? SaidScope => Scopes.Said;

    /// <summary>The version of the cluster's API server, if the evidence holds it.</summary>
    public KubernetesVersion? ServerVersion => Scopes.ServerVersion;

    /// <summary>The document that comes before all others; null on an empty platform.</summary>
    public Document? First => _kinds.Values.Select(index => index.First).OrderBy(place => place.Order).FirstOrDefault().Document;

    /// <summary>The place of one of the platform's documents in their order: a number that grows, from 0.</summary>
    /// <param name="document">The document.</param>
    public int OrderOf(Document document) => _kinds[document.Key.Kind].In(document.Namespace)!.OrderOf(document);

    /// <summary>The namespace of a name, if it has a document or holds one; else null.</summary>
    /// <param name="name">The name.</param>
    public NamespaceUse? Namespace(string name) => Mentions.NamespaceOf(this, name);

    /// <summary>The service account of a name, if it has a document or a workload runs as it; else null. Asks the workloads of the namespace.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    public AccountUse? ServiceAccount(string ns, string name) => Mentions.AccountOf(this, ns, name);

    /// <summary>The workloads of one namespace, in no order.</summary>
    /// <param name="ns">The namespace.</param>
    public IEnumerable<Workload> WorkloadsIn(string ns)
    {
        foreach (var (kind, index) in _kinds)
        {
            if (!PodTemplates.Has(kind) || index.In(ns) is not { } inside)
            {
                continue;
            }

            foreach (var document in inside.Documents)
            {
                if (TryGetWorkload(document, out var workload))
                {
                    yield return workload;
                }
            }
        }
    }

    /// <summary>
    /// A platform in which these documents stand for the objects that they name. What they do not touch is shared with this one.
    /// </summary>
    /// <param name="documents">The documents; each takes the place of all documents with its key, or is added.</param>
    public Platform With(params IReadOnlyList<Document> documents)
    {
        var kinds = new Dictionary<GroupKind, KindIndex>(_kinds);
        var order = _nextOrder;
        foreach (var kind in documents.GroupBy(document => document.Key.Kind))
        {
            kinds[kind.Key] = kinds.GetValueOrDefault(kind.Key, KindIndex.Empty).With(kind, ref order);
        }

        return new Platform(kinds, order, PodTemplates, Scopes.With(documents), _copies);
    }

    /// <summary>A platform without these objects. What they do not touch is shared with this one.</summary>
    /// <param name="keys">The objects; one that is not here is passed over.</param>
    public Platform Without(params IReadOnlyList<ObjectKey> keys)
    {
        var kinds = new Dictionary<GroupKind, KindIndex>(_kinds);
        foreach (var kind in keys.GroupBy(key => key.Kind))
        {
            if (!kinds.TryGetValue(kind.Key, out var index))
            {
                continue;
            }

            index = index.Without(kind);
            if (index.IsEmpty)
            {
                kinds.Remove(kind.Key);
            }
            else
            {
                kinds[kind.Key] = index;
            }
        }

        return new Platform(kinds, _nextOrder, PodTemplates, Scopes.Without(keys.ToHashSet()), _copies);
    }

    /// <summary>
    /// What changed since another platform, of which this one was made, or both of a third. What they share is not looked at: it costs what
    /// the namespaces that changed hold of the kinds that changed in them.
    /// </summary>
    /// <param name="before">The other.</param>
    public PlatformChange ChangeSince(Platform before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var change = new PlatformChange(!ReferenceEquals(Scopes, before.Scopes));
        foreach (var kind in before._kinds.Keys.Union(_kinds.Keys))
        {
            KindIndex.Compare(before._kinds.GetValueOrDefault(kind, KindIndex.Empty), _kinds.GetValueOrDefault(kind, KindIndex.Empty), change);
        }

        return change;
    }

    /// <summary>The document that comes before all others that name a namespace; null if none does.</summary>
    internal Document? FirstNaming(string ns) => _kinds.Values
        .Select(index => index.In(ns)?.FirstNamed ?? default).Where(place => place.Document is not null).OrderBy(place => place.Order).FirstOrDefault().Document;
}
