using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.Policies;

/// <summary>Which requests a policy is about.</summary>
public abstract record PolicyScope
{
    /// <summary>The namespace in which a namespaced policy rules; empty for the whole cluster.</summary>
    public string Namespace { get; init; } = "";
}

/// <summary>The <c>matchConstraints</c> of a policy or the <c>matchResources</c> of a binding.</summary>
public sealed record MatchResources : PolicyScope
{
    /// <summary>A request must match one of them; in a binding none means all.</summary>
    public ImmutableArray<ResourceRule> Rules { get; init; } = [];

    /// <summary>A request that matches one of them is left out.</summary>
    public ImmutableArray<ResourceRule> Excluded { get; init; } = [];

    /// <summary>Whether a rule also matches the same resource in another group or version.</summary>
    public bool IsEquivalent { get; init; } = true;

    /// <summary>What the labels of the object's namespace must be; no value for anything.</summary>
    public Node NamespaceSelector { get; init; }

    /// <summary>What the labels of the object, or of the old object, must be; no value for anything.</summary>
    public Node ObjectSelector { get; init; }
}

/// <summary>One rule of <see cref="MatchResources"/>. <c>*</c> in a list is everything.</summary>
/// <param name="Groups">API groups; empty text is the core.</param>
/// <param name="Versions">API versions.</param>
/// <param name="Operations">As <c>CREATE</c>.</param>
/// <param name="Resources">As <c>pods</c>, <c>pods/exec</c>, <c>*/*</c>.</param>
/// <param name="Names">Names of objects; empty for all.</param>
/// <param name="Scope"><c>Namespaced</c>, <c>Cluster</c> or <c>*</c>.</param>
public sealed record ResourceRule(
    ImmutableArray<string> Groups,
    ImmutableArray<string> Versions,
    ImmutableArray<string> Operations,
    ImmutableArray<string> Resources,
    ImmutableArray<string> Names,
    string Scope);

/// <summary>The <c>match</c> and <c>exclude</c> of a Kyverno rule.</summary>
public sealed record KyvernoScope : PolicyScope
{
    /// <summary>One of these must match, if there are any.</summary>
    public ImmutableArray<KyvernoFilter> Any { get; init; } = [];

    /// <summary>All of these must match.</summary>
    public ImmutableArray<KyvernoFilter> All { get; init; } = [];

    /// <summary>A request that one of these matches is left out.</summary>
    public ImmutableArray<KyvernoFilter> ExcludedByAny { get; init; } = [];

    /// <summary>A request that all of these match is left out.</summary>
    public ImmutableArray<KyvernoFilter> ExcludedByAll { get; init; } = [];
}

/// <summary>One filter of a Kyverno rule: what is given must all hold. In names, <c>*</c> and <c>?</c> stand for other characters.</summary>
public sealed record KyvernoFilter
{
    /// <summary>Kinds: <c>Pod</c>, <c>apps/v1/Deployment</c>, <c>Pod/exec</c>, <c>*</c>.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Names of objects.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Namespaces; of a Namespace its own name.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Operations.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>Annotations that the object must have.</summary>
    public Node Annotations { get; init; }

    /// <summary>What the object's labels must be.</summary>
    public Node Selector { get; init; }

    /// <summary>What the labels of the object's namespace must be.</summary>
    public Node NamespaceSelector { get; init; }

    /// <summary>Who asks: items with <c>kind</c>, <c>name</c>, <c>namespace</c>.</summary>
    public Node Subjects { get; init; }

    /// <summary>Roles, as <c>namespace:name</c>, of which the user must have one.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Cluster roles of which the user must have one.</summary>
    public ImmutableArray<string> ClusterRoles { get; init; } = [];

    /// <summary>Whether it asks who the user is.</summary>
    public bool AsksForUser => Subjects.HasValue || !Roles.IsEmpty || !ClusterRoles.IsEmpty;

    /// <summary>Whether it asks for the object.</summary>
    public bool AsksForObject => !Kinds.IsEmpty || !Names.IsEmpty || !Namespaces.IsEmpty || !Operations.IsEmpty
        || Annotations.HasValue || Selector.HasValue || NamespaceSelector.HasValue;
}
