using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>
/// Answers from the RBAC objects in the evidence as an API server's RBAC authorizer does. What they allow is certain. What they do not allow
/// is certain only where all of them are known; otherwise the answer says what is missing, and is never a plain no.
/// </summary>
/// <param name="platform">The evidence.</param>
public sealed class Authorization(Platform platform)
{
    private const string Masters = "system:masters";
    private static readonly GroupKind ClusterRoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding");
    private static readonly GroupKind RoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding");

    private readonly RoleRules _roles = new(platform);

    /// <summary>Whether a request is allowed, and by what.</summary>
    /// <param name="request">The request.</param>
    public AccessAnswer Answer(AccessRequest request)
    {
        var user = request.User;
        if (user.Name.Length == 0 && user.Groups.Count == 0)
        {
            return new AccessAnswer(IsAllowed: false, null, [], new MissingEvidence(MissingCode.Request, "who asks", "the request names no user") { Command = "--user" });
        }

        if (user.Groups.Contains(Masters))
        {
            return new AccessAnswer(IsAllowed: true, null, [], null);
        }

        var lost = new List<LostRole>();
        MissingEvidence? missing = null;
        foreach (var binding in Bindings(request))
        {
            if (SubjectOf(binding, user) is not { } subject)
            {
                continue;
            }

            var role = _roles.Of(binding);
            missing ??= role.Missing;
            if (role.Lost is { } name)
            {
                lost.Add(name);
            }

            foreach (var rule in role.Rules)
            {
                if (PolicyRule.Allows(rule, request))
                {
                    return new AccessAnswer(IsAllowed: true, new AccessGrant(binding, subject, rule), lost, null);
                }
            }
        }

        missing ??= MissingOf(ClusterRoleBinding, null) ?? (request.Namespace.Length > 0 ? MissingOf(RoleBinding, request.Namespace) : null);
        return new AccessAnswer(IsAllowed: false, null, lost, missing);
    }

    /// <summary>The namespace of an entry of a binding's subjects: the binding's where it says none.</summary>
    internal static string NamespaceOf(Node subject, Document binding) => subject["namespace"].AsString() is { Length: > 0 } ns ? ns : binding.Namespace;

    /// <summary>A path is allowed for the whole cluster only.</summary>
    private IEnumerable<Document> Bindings(AccessRequest request) => request.Namespace.Length == 0 || request.Path is not null
        ? platform.Of(ClusterRoleBinding)
        : platform.Of(ClusterRoleBinding).Concat(platform.Of(RoleBinding, request.Namespace));

    private MissingEvidence? MissingOf(GroupKind kind, string? ns) => platform.IsComplete(kind, ns, out var missing) ? null : missing;

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
}
