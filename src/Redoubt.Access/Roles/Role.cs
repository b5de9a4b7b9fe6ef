using Redoubt.Evidence;

namespace Redoubt.Access.Roles;

/// <summary>A role, and what it gives once the controller that aggregates roles is at rest.</summary>
public sealed class Role
{
    private readonly IReadOnlySet<Document> _parts;

    internal Role(Document document, IReadOnlyList<AccessRule> rules, IReadOnlySet<Document> parts, bool aggregates, MissingEvidence? missing)
    {
        (Document, Rules, _parts, Aggregates, Missing) = (document, rules, parts, aggregates, missing);
    }

    /// <summary>The role.</summary>
    public Document Document { get; }

    /// <summary>Its rules.</summary>
    public IReadOnlyList<AccessRule> Rules { get; }

    /// <summary>Whether it, or a role that it takes rules of, takes those of others by their labels.</summary>
    public bool Aggregates { get; }

    /// <summary>What would have to be known to know all rules; null if all are.</summary>
    public MissingEvidence? Missing { get; }

    /// <summary>The role's name, as <c>ClusterRole/edit</c> or <c>Role/shop/reader</c>.</summary>
    public string Label => Document.Namespace.Length == 0 ? $"{Document.Kind}/{Document.Name}" : $"{Document.Kind}/{Document.Namespace}/{Document.Name}";

    /// <summary>Whether it is a ClusterRole.</summary>
    public bool IsOfCluster => Document.Namespace.Length == 0;

    /// <summary>The roles in which what is written is in force here: itself, and those that it takes rules of.</summary>
    internal IEnumerable<Document> Parts => _parts.Contains(Document) ? _parts : _parts.Append(Document);

    /// <summary>Whether it gives every verb on every resource of every group.</summary>
    internal bool IsEverything => _isEverything ??= Rules.Any(rule => rule.IsEverything);

    private bool? _isEverything;
}
