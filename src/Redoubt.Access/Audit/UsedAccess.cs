using Redoubt.Access.Roles;

namespace Redoubt.Access.Audit;

/// <summary>What audit logs say of the roles and bindings of a platform: which rights were used, what they rested on besides, and which were not.</summary>
public sealed class UsedAccess
{
    private readonly Authorization _authorization;
    private readonly List<AuditedRight> _used = [];
    private readonly List<AuditedRight> _implied = [];
    private readonly List<AuditedRight> _supposed = [];

    /// <param name="authorization">Answers requests.</param>
    /// <param name="log">What was logged.</param>
    public UsedAccess(Authorization authorization, AuditLog log)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        ArgumentNullException.ThrowIfNull(log);
        (_authorization, Log) = (authorization, log);
        foreach (var right in log.Rights)
        {
            if (right.Because.Length == 0)
            {
                _used.Add(right);
            }
            else if (right.Because != ImpliedBy.WebSocket || authorization.Minor >= 35)
            {
                _implied.Add(right);
            }
        }

        foreach (var write in log.Writes)
        {
            Judge(write);
        }
    }

    /// <summary>What was logged.</summary>
    public AuditLog Log { get; }

    /// <summary>The rights that requests asked for.</summary>
    public IReadOnlyList<AuditedRight> Used => _used;

    /// <summary>What these rested on besides.</summary>
    public IReadOnlyList<AuditedRight> Implied => _implied;

    /// <summary>What they may have rested on, where the log does not have the object that was written: rights that the writer has.</summary>
    public IReadOnlyList<AuditedRight> Supposed => _supposed;

    /// <summary>Everything that has to stay allowed.</summary>
    public IEnumerable<AuditedRight> Needed => _used.Concat(_implied).Concat(_supposed);

    /// <summary>Rights with their counts, each once for a subject whatever groups it was in, by subject and right.</summary>
    /// <param name="rights">The rights.</param>
    public static IEnumerable<AuditedRight> BySubject(IEnumerable<AuditedRight> rights) => rights
        .GroupBy(right => (right.Subject, Request: right.Request with { User = AccessUser.Nobody }, right.Because, right.HasAnyName))
        .Select(same => new AuditedRight(same.First().Request, same.Key.Because, same.Key.HasAnyName) { Count = same.Sum(right => right.Count) })
        .OrderBy(right => right.ToString(), StringComparer.Ordinal);

    /// <summary>Whether a write of a role or a binding rested on <c>bind</c> or <c>escalate</c>: it did where it gave what its writer has not.</summary>
    private void Judge(RbacWrite write)
    {
        var request = write.Request;
        if (request.User.Groups.Contains(AccessGroups.Masters))
        {
            return;
        }

        if (request.Resource is "rolebindings" or "clusterrolebindings")
        {
            JudgeBinding(write);
        }
        else
        {
            JudgeRole(write);
        }
    }

    private void JudgeBinding(RbacWrite write)
    {
        var request = write.Request;
        var there = _authorization.Bindings.Find(request.Resource == "clusterrolebindings", request.Namespace, request.Name);
        var (isCluster, name) = write.Body?.RoleName is { } written ? (write.Body.IsClusterRole, written) : there is not null ? RoleIndex.NameOf(there) : default;
        if (name is null)
        {
            Suppose(write, "bind", "clusterroles");
            Suppose(write, "bind", "roles");
            return;
        }

        var bind = request with { Verb = "bind", Resource = isCluster ? "clusterroles" : "roles", Name = name };
        var found = _authorization.Roles.Find(isCluster, request.Namespace, name);
        if (found.Count == 0)
        {
            Add(_supposed, bind, ImpliedBy.Bind, write.Count, hasAnyName: false, onlyIfHeld: true);
        }
        else if (!RuleCover.Covers(_authorization.RulesAt(request.User, request.Namespace), found.SelectMany(role => role.Rules)))
        {
            Add(_implied, bind, ImpliedBy.Bind, write.Count);
        }
    }

    private void JudgeRole(RbacWrite write)
    {
        if (write.Body is not { } body || (body.Rules is null && !body.Aggregates && (!body.IsObject || write.Request.Verb == "patch")))
        {
            Suppose(write, "escalate", write.Request.Resource);
            return;
        }

        IEnumerable<AccessRule> rules = body.Aggregates ? [.. body.Rules ?? [], .. Full] : body.Rules ?? [];
        if (!RuleCover.Covers(_authorization.RulesAt(write.Request.User, write.Request.Namespace), rules))
        {
            Add(_implied, write.Request with { Verb = "escalate" }, ImpliedBy.Escalate, write.Count);
        }
    }

    /// <summary>What a role that takes rules of others asks for: it can come to hold anything.</summary>
    private static AccessRule[] Full { get; } = [AccessRule.Of(["*"], ["*"], ["*"], [], []), AccessRule.Of(["*"], [], [], [], ["*"])];

    private void Suppose(RbacWrite write, string verb, string resource) => Add(
        _supposed, write.Request with { Verb = verb, Resource = resource, Name = verb == "bind" ? "" : write.Request.Name }, verb == "bind" ? ImpliedBy.Bind : ImpliedBy.Escalate,
        write.Count, hasAnyName: verb == "bind", onlyIfHeld: true);

    private void Add(List<AuditedRight> rights, AccessRequest request, string because, long count, bool hasAnyName = false, bool onlyIfHeld = false)
    {
        if (onlyIfHeld && !_authorization.RulesAt(request.User, request.Namespace).Any(rule => hasAnyName ? rule.AllowsForSome(request) : rule.Allows(request)))
        {
            return;
        }

        if (rights.FirstOrDefault(right => right.Because == because && right.Request == request && ReferenceEquals(right.Request.User, request.User)) is { } same)
        {
            same.Count += count;
        }
        else
        {
            rights.Add(new AuditedRight(request, because, hasAnyName) { Count = count });
        }
    }
}
