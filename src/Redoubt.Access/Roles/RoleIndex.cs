using Redoubt.Access.Defaults;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access.Roles;

/// <summary>
/// The roles that are known. Where the evidence is no list of a cluster's ClusterRoles, those that each API server makes at start are known too:
/// a binding to <c>edit</c> in a folder of manifests is a binding to that role.
/// </summary>
internal sealed class RoleIndex
{
    private static readonly GroupKind RoleKind = GroupKind.Parse("rbac.authorization.k8s.io/Role");
    private static readonly GroupKind ClusterRoleKind = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRole");

    private readonly Platform _platform;
    private readonly DefaultRoles? _defaults;
    private readonly Dictionary<Document, Role> _roles = [];
    private readonly Aggregation _aggregation;

    public RoleIndex(Platform platform, int minor, bool knowsDefaults)
    {
        _platform = platform;
        _aggregation = new Aggregation(Select);
        // What lists a cluster holds them; what a person calls whole is what they wrote themselves.
        var isListed = platform.SaidScope is null && platform.IsComplete(ClusterRoleKind, null, out _);
        _defaults = knowsDefaults && !isListed ? DefaultRoles.Of(minor) : null;
    }

    /// <summary>The role that a binding names.</summary>
    public Reference Of(Document binding)
    {
        var (isCluster, name) = NameOf(binding);
        var found = Find(isCluster, binding.Namespace, name);
        if (found.Count > 0)
        {
            return new Reference(found, null, null);
        }

        var key = KeyOf(isCluster, binding.Namespace, name);
        return _platform.IsComplete(key.Kind, isCluster ? null : binding.Namespace, out var gap)
            ? new Reference([], null, new LostRole(isCluster, name))
            : new Reference([], gap with { What = $"{key.Kind.Kind} {name}" }, null);
    }

    /// <summary>The role that a binding's <c>roleRef</c> names.</summary>
    public static (bool IsClusterRole, string Name) NameOf(Document binding) =>
        (!binding.Root["roleRef"]["kind"].Is("Role"), binding.Root["roleRef"]["name"].AsString() ?? "");

    /// <summary>The role of a name; several if files with different content claim to be it, none if it is not known.</summary>
    public IReadOnlyList<Role> Find(bool isClusterRole, string ns, string name)
    {
        var key = KeyOf(isClusterRole, ns, name);
        var found = _platform.Find(key);
        return found.Count > 0 ? [.. found.Select(Read)] : isClusterRole && _defaults?.Find(key) is { } own ? [Read(own)] : [];
    }

    /// <summary>The role of a key; several if files with different content claim to be it.</summary>
    public IReadOnlyList<Role> Of(ObjectKey key) => Find(key.Kind == ClusterRoleKind, key.Namespace, key.Name);

    private static ObjectKey KeyOf(bool isClusterRole, string ns, string name) => isClusterRole ? new ObjectKey(ClusterRoleKind, "", name) : new ObjectKey(RoleKind, ns, name);

    /// <summary>Every role that is written in the evidence, cluster roles first.</summary>
    public IEnumerable<Role> Written => _platform.Of(ClusterRoleKind).Concat(_platform.Of(RoleKind)).Select(Read);

    /// <summary>The ClusterRole of a name, and what is missing where it is not known. Safe for many threads, as long as none reads other roles anew.</summary>
    public (IReadOnlyList<Role> Roles, MissingEvidence? Missing) ClusterRole(string name)
    {
        lock (_roles)
        {
            var found = Find(isClusterRole: true, "", name);
            return found.Count > 0 ? (found, null) : ([], _platform.IsComplete(ClusterRoleKind, null, out var gap) ? null : gap with { What = $"ClusterRole {name}" });
        }
    }

    /// <summary>Every ClusterRole that is known.</summary>
    public IEnumerable<Role> ClusterRoles => _platform.Of(ClusterRoleKind).Concat(DefaultsBeside(null)).Select(Read);

    /// <summary>The roles of a namespace.</summary>
    public IEnumerable<Role> RolesIn(string ns) => _platform.Of(RoleKind, ns).Select(Read);

    private IEnumerable<Document> Select(LabelSelector selector) =>
        _platform.Select(ClusterRoleKind, "", selector).Concat(DefaultsBeside(selector.FirstEquality?.Name).Where(role => selector.Selects(role.Labels)));

    private IEnumerable<Document> DefaultsBeside(string? label) => (_defaults?.MayHave(label) ?? []).Where(document => document.Key.Kind == ClusterRoleKind && _platform.Find(document.Key).Count == 0);

    private Role Read(Document document)
    {
        lock (_roles)
        {
            if (!_roles.TryGetValue(document, out var role))
            {
                _roles.Add(document, role = ReadNew(document));
            }

            return role;
        }
    }

    private Role ReadNew(Document document)
    {
        var aggregates = document.Key.Kind == ClusterRoleKind && Aggregation.Aggregates(document);
        var (rules, parts, isCut) = _aggregation.Of(document, aggregates);
        MissingEvidence? missing = null;
        if (isCut)
        {
            missing = new MissingEvidence(MissingCode.Incomplete, $"what {document.Kind} {document.Name} aggregates", "more roles select one another than are followed");
        }
        else if (aggregates && !_platform.IsComplete(ClusterRoleKind, null, out var gap))
        {
            missing = gap;
        }

        return new Role(document, rules, parts, aggregates, missing);
    }

    /// <summary>What a binding's <c>roleRef</c> leads to.</summary>
    /// <param name="Roles">The role; several if files with different content claim to be it.</param>
    /// <param name="Missing">What would have to be known to find it; null if it is found, or certain not to be there.</param>
    /// <param name="Lost">The role, if it does not exist.</param>
    public readonly record struct Reference(IReadOnlyList<Role> Roles, MissingEvidence? Missing, LostRole? Lost);
}
