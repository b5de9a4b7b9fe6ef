using System.Text;
using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Kubernetes.Authorizer;

/// <summary>
/// Answers from the RBAC objects in the evidence as an API server's RBAC authorizer does. What they allow is certain. What they do not allow
/// is certain only where all of them are known; otherwise the answer is that it is not known, never a plain no.
/// </summary>
internal sealed class RbacAuthorizer(Platform platform) : IAuthorizer
{
    private const string Masters = "system:masters";
    private static readonly GroupKind ClusterRoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding");
    private static readonly GroupKind RoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding");

    private readonly RbacRoles _roles = new(platform);

    public AccessDecision Authorize(AccessAttributes attributes)
    {
        var user = attributes.User;
        if (user.Name.Length == 0 && user.Groups.Count == 0)
        {
            return new AccessDecision(IsAllowed: false, Missing: new CelMissing("who asks", "the request names no user"));
        }

        if (user.Groups.Contains(Masters))
        {
            return new AccessDecision(IsAllowed: true);
        }

        var problems = new StringBuilder();
        CelMissing? missing = null;
        foreach (var binding in Bindings(attributes))
        {
            if (SubjectOf(binding, user) is not { } subject)
            {
                continue;
            }

            var role = _roles.Find(binding);
            missing ??= role.Missing;
            problems.Append(role.Problem is null ? "" : problems.Length > 0 ? ", " + role.Problem : role.Problem);
            if (role.Rules.Any(rule => RbacRule.Allows(rule, attributes)))
            {
                return new AccessDecision(IsAllowed: true, $"RBAC: allowed by {Describe(binding, subject)}");
            }
        }

        missing ??= MissingOf(ClusterRoleBinding, null) ?? (attributes.Namespace.Length > 0 ? MissingOf(RoleBinding, attributes.Namespace) : null);
        return new AccessDecision(IsAllowed: false, problems.Length > 0 ? $"RBAC: {problems}" : "", Missing: missing);
    }

    /// <summary>A path is allowed for the whole cluster only.</summary>
    private IEnumerable<Document> Bindings(AccessAttributes attributes) => attributes.Namespace.Length == 0 || attributes.Path is not null
        ? platform.Of(ClusterRoleBinding)
        : platform.Of(ClusterRoleBinding).Concat(platform.Of(RoleBinding, attributes.Namespace));

    private CelMissing? MissingOf(GroupKind kind, string? ns) =>
        platform.IsComplete(kind, ns, out var why) ? null : new CelMissing(ns is null ? $"every {kind.Kind}" : $"every {kind.Kind} of namespace {ns}", why);

    private static Node? SubjectOf(Document binding, AccessUser user)
    {
        foreach (var subject in binding.Root["subjects"].Items)
        {
            var name = subject["name"].AsString() ?? "";
            var isUser = subject["kind"].AsString() switch
            {
                "User" => user.Name == name,
                "Group" => user.Groups.Contains(name),
                "ServiceAccount" => NamespaceOf(subject, binding) is { Length: > 0 } ns && user.Name == AccessUser.ServiceAccount(ns, name).Name,
                _ => false,
            };
            if (isUser)
            {
                return subject;
            }
        }

        return null;
    }

    private static string NamespaceOf(Node subject, Document binding) => subject["namespace"].AsString() is { Length: > 0 } ns ? ns : binding.Namespace;

    private static string Describe(Document binding, Node subject)
    {
        var place = binding.Namespace.Length > 0 ? $"{binding.Name}/{binding.Namespace}" : binding.Name;
        var name = subject["name"].AsString() ?? "";
        var who = subject["kind"].Is("ServiceAccount") ? $"{name}/{NamespaceOf(subject, binding)}" : name;
        var role = binding.Root["roleRef"];
        return $"{binding.Kind} {GoText.Quote(place)} of {role["kind"].AsString()} {GoText.Quote(role["name"].AsString() ?? "")} "
            + $"to {subject["kind"].AsString()} {GoText.Quote(who)}";
    }
}
