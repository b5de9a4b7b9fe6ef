using Redoubt.Access;
using Redoubt.Access.Roles;
using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Rights;

/// <summary>
/// Who acts: those whom bindings name, the accounts of pods, and nodes. As <c>sa:NAMESPACE/NAME</c>, <c>user:NAME</c>, <c>group:NAME</c>,
/// <c>node:NAMES</c>. Immutable.
/// </summary>
internal sealed class Identities
{
    private static readonly GroupKind RoleKind = new("rbac.authorization.k8s.io", "Role");
    private readonly Inventory _inventory;
    private readonly HashSet<string> _groups;

    public Identities(Inventory inventory)
    {
        _inventory = inventory;
        Subjects = [.. inventory.Authorization.Subjects.Where(subject => subject.Name.Length > 0)];
        _groups = Subjects.Where(subject => subject.Kind == SubjectKind.Group).Select(subject => subject.Name).ToHashSet(StringComparer.Ordinal);
        All =
        [
            .. Subjects.Select(NameOf)
                .Concat(inventory.Platform.ServiceAccounts.Select(use => $"sa:{use.Namespace}/{use.Name}"))
                .Concat(inventory.Namespaces.Select(ns => $"sa:{ns}/default"))
                .Concat(inventory.Nodes.Select(node => $"node:{node.Id}"))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Everybody, by name.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Those whom bindings name.</summary>
    public IReadOnlyList<AccessSubject> Subjects { get; }

    /// <summary>The name of a subject.</summary>
    public static string NameOf(AccessSubject subject) => subject.Kind switch
    {
        SubjectKind.ServiceAccount => $"sa:{subject.Namespace}/{subject.Name}",
        SubjectKind.Group => $"group:{subject.Name}",
        _ => $"user:{subject.Name}",
    };

    /// <summary>The groups, of those that a binding names, in which somebody is by what they are.</summary>
    /// <param name="identity">Who.</param>
    public IEnumerable<string> GroupsOf(string identity)
    {
        var colon = identity.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = (identity[..colon], identity[(colon + 1)..]);
        string[] groups = kind switch
        {
            "sa" => ["system:serviceaccounts", $"system:serviceaccounts:{name[..name.IndexOf('/', StringComparison.Ordinal)]}", "system:authenticated"],
            "node" => ["system:nodes", "system:authenticated"],
            "user" => [name == "system:anonymous" ? "system:unauthenticated" : "system:authenticated"],
            _ when name is "system:authenticated" or "system:unauthenticated" => [],
            _ => ["system:authenticated"],
        };
        return groups.Where(_groups.Contains).Select(group => $"group:{group}");
    }

    /// <summary>Whether somebody is Kubernetes' own.</summary>
    /// <param name="identity">Who.</param>
    public static bool IsOwn(string identity) => identity.StartsWith("user:system:", StringComparison.Ordinal) || identity.StartsWith("group:system:", StringComparison.Ordinal);

    /// <summary>Whether somebody may do everything everywhere, by a binding that names just them: to him nothing stands in the way.</summary>
    /// <param name="subject">Who.</param>
    public bool IsClusterAdmin(AccessSubject subject)
    {
        var user = subject.Kind == SubjectKind.Group ? new AccessUser("", [subject.Name]) : subject.AsUser() with { Groups = [] };
        return _inventory.Authorization.RulesOf(user).Any(grant => grant.Binding.Namespace.Length == 0 && grant.Rule.IsEverything);
    }

    /// <summary>Whether a binding names an account, so that its token may be of use.</summary>
    /// <param name="ns">The account's namespace.</param>
    /// <param name="name">Its name.</param>
    public bool HasRights(string ns, string name) =>
        Subjects.Any(subject => subject.Kind == SubjectKind.ServiceAccount && subject.Namespace == ns && subject.Name == name)
        || _groups.Contains("system:serviceaccounts") || _groups.Contains($"system:serviceaccounts:{ns}");

    /// <summary>Whether a namespace has a Role that may do everything in it.</summary>
    /// <param name="ns">The namespace.</param>
    public bool HasFullRole(string ns) => _inventory.Platform.Of(RoleKind, ns).SelectMany(AccessRule.ReadAll).Any(rule => rule.IsEverything);
}
