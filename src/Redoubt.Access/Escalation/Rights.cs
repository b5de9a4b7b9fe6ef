using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation;

/// <summary>What one identity may do in one place: in the whole cluster, or in a namespace, where the cluster's rights count too.</summary>
internal sealed class Rights
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private readonly IReadOnlyList<AccessRule> _rules;

    /// <param name="node">The identity's node in the graph.</param>
    /// <param name="cluster">What it may do in the whole cluster; null if this is that.</param>
    /// <param name="ns">The namespace; null for the whole cluster.</param>
    /// <param name="rules">The rules that count there, of the moves' rights.</param>
    /// <param name="roles">The roles that are bound to it just there.</param>
    public Rights(int node, Rights? cluster, string? ns, IReadOnlyList<AccessRule> rules, IReadOnlyList<Role> roles)
    {
        (Node, Cluster, Namespace, Roles) = (node, cluster ?? this, ns, roles);
        _rules = cluster is null ? rules : [.. cluster._rules, .. rules];
    }

    public int Node { get; }

    public string? Namespace { get; }

    /// <summary>What it may do in the whole cluster: what counts for kinds that live in no namespace.</summary>
    public Rights Cluster { get; }

    /// <summary>The roles that are bound to it just here.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Whether this is the whole cluster.</summary>
    public bool IsOfCluster => Namespace is null;

    /// <summary>Whether it may do anything here that matters to a move.</summary>
    public bool HasRules => _rules.Count > 0;

    /// <summary>The names for which a verb is allowed on a resource.</summary>
    public NameSet Names(string verb, string group, string resource, string subresource = "")
    {
        var names = NameSet.None;
        foreach (var rule in _rules)
        {
            if (rule.Gives(verb, group, resource, subresource))
            {
                if (rule.Names.Count == 0)
                {
                    return NameSet.All;
                }

                names = names.Or(new NameSet(IsAll: false, rule.Names.ToHashSet(StringComparer.Ordinal)));
            }
        }

        return names;
    }

    /// <summary>The names for which one of several verbs is allowed.</summary>
    public NameSet Any(string group, string resource, params ReadOnlySpan<string> verbs) => AnyOf(group, resource, "", verbs);

    /// <summary>The names for which one of several verbs is allowed on a subresource.</summary>
    public NameSet AnyOf(string group, string resource, string subresource, params ReadOnlySpan<string> verbs)
    {
        var names = NameSet.None;
        foreach (var verb in verbs)
        {
            names = names.Or(Names(verb, group, resource, subresource));
        }

        return names;
    }

    /// <summary>
    /// The names of objects that can be made. A POST asks for <c>create</c> without a name, so that it needs a rule without names, and then makes
    /// any; server-side apply asks for <c>create</c> and <c>patch</c> with the name, a PUT for <c>create</c> and <c>update</c> where the kind lets it.
    /// </summary>
    public NameSet Makes(string group, string resource)
    {
        var create = Names("create", group, resource);
        return create.IsAll || create.IsEmpty ? create : create.And(group == Rbac ? Any(group, resource, "patch", "update") : Names("patch", group, resource));
    }

    /// <summary>The names of objects that can be made where making one asks for another right too: a POST asks for that without a name.</summary>
    public NameSet MakesWith(string group, string resource, NameSet other)
    {
        var create = Names("create", group, resource);
        return create.IsAll && other.IsAll ? NameSet.All : create.And(other).And(Any(group, resource, "patch", "update"));
    }

    /// <summary>One right, as it is shown: for the first of the names, or for none where every name is meant.</summary>
    public Need Need(string verb, string group, string resource, string subresource = "", string name = "") => new(verb, group, resource, subresource, Namespace, name);
}
