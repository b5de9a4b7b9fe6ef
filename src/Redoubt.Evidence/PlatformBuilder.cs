using System.Collections.Immutable;
using Redoubt.Evidence.Index;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence;

/// <summary>Gathers documents into a <see cref="Platform"/>.</summary>
public sealed class PlatformBuilder
{
    private readonly List<Document> _documents = [];
    private readonly Dictionary<ObjectKey, Document?> _single = [];
    private readonly HashSet<Document> _repeated = new(ContentComparer.Instance);
    private readonly Dictionary<Document, ImmutableArray<Document>> _copies = [];

    /// <summary>The kinds that run pods.</summary>
    public PodTemplates PodTemplates { get; init; } = PodTemplates.Default;

    /// <summary>What the user says about completeness; null to go by the evidence.</summary>
    public Scope? Scope { get; init; }

    /// <summary>Adds a document, unless one with the same key and equal content is there.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Whether it was added.</returns>
    public bool Add(Document document)
    {
        // Content is looked at only where two documents claim to be the same object.
        if (!document.IsNameGenerated && !_single.TryAdd(document.Key, document))
        {
            if (_single[document.Key] is { } first)
            {
                _repeated.Add(first);
            }

            _single[document.Key] = null;
            if (!_repeated.Add(document))
            {
                _repeated.TryGetValue(document, out var known);
                _copies[known!] = _copies.GetValueOrDefault(known!, []).Add(document);
                return false;
            }
        }
        _documents.Add(document);
        return true;
    }

    /// <summary>Adds documents in their order.</summary>
    /// <param name="documents">The documents.</param>
    /// <returns>This builder.</returns>
    public PlatformBuilder AddRange(IEnumerable<Document> documents)
    {
        foreach (var document in documents)
        {
            Add(document);
        }

        return this;
    }

    /// <summary>The platform of what was added so far.</summary>
    public Platform Build()
    {
        var kinds = new Dictionary<GroupKind, KindIndex>();
        var order = 0;
        var placed = _documents.Select(document => new Placed(document, order++)).GroupBy(place => place.Document.Key.Kind);
        foreach (var kind in placed)
        {
            kinds.Add(kind.Key, KindIndex.Of(kind));
        }

        return new Platform(kinds, order, PodTemplates, Scopes.Of(_documents, Scope), _copies.ToImmutableDictionary());
    }
}
