using Redoubt.Access;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>Answers from the RBAC objects in the evidence, in the words of an API server.</summary>
/// <param name="platform">The evidence.</param>
public sealed class RbacAuthorizer(Platform platform) : IAuthorizer
{
    private readonly Authorization _authorization = new(platform);

    /// <summary>Who asks, where that is not told: the API server takes no request without a user.</summary>
    public static EvidenceMissing WhoAsks { get; } = new(new MissingEvidence(MissingCode.Request, "who asks", "no user was named")
    {
        Remedy = "name one with `--user` and `--group`",
        Command = "--user",
    });

    /// <inheritdoc/>
    public AccessDecision Authorize(AccessAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.User.Name.Length == 0 && attributes.User.Groups.Count == 0)
        {
            return new AccessDecision(IsAllowed: false, Missing: WhoAsks);
        }

        var answer = _authorization.Answer(attributes);
        return answer switch
        {
            { Grant: { } grant } => new AccessDecision(IsAllowed: true, $"RBAC: allowed by {Describe(grant)}"),
            { IsAllowed: true } => new AccessDecision(IsAllowed: true),
            _ => new AccessDecision(IsAllowed: false, Problems(_authorization.LostRoles(attributes)), Missing: answer.Missing is { } missing ? new EvidenceMissing(missing) : null),
        };
    }

    private static string Problems(IReadOnlyList<LostRole> lost) =>
        lost.Count == 0 ? "" : $"RBAC: {string.Join(", ", lost.Select(role => $"{(role.IsClusterRole ? "clusterrole" : "role")}.rbac.authorization.k8s.io {GoText.Quote(role.Name)} not found"))}";

    private static string Describe(AccessGrant grant)
    {
        var (binding, subject) = (grant.Binding, grant.Subject);
        var place = binding.Namespace.Length > 0 ? $"{binding.Name}/{binding.Namespace}" : binding.Name;
        var name = subject["name"].AsString() ?? "";
        var who = subject["kind"].Is("ServiceAccount") ? $"{name}/{grant.SubjectNamespace}" : name;
        var role = binding.Root["roleRef"];
        return $"{binding.Kind} {GoText.Quote(place)} of {role["kind"].AsString()} {GoText.Quote(role["name"].AsString() ?? "")} "
            + $"to {subject["kind"].AsString()} {GoText.Quote(who)}";
    }
}
