namespace Redoubt.Access.Audit;

/// <summary>
/// What acting as somebody asks for (kubernetes/apiserver, <c>pkg/endpoints/filters/impersonation</c>): the name, each group that does not come by itself, extra and
/// UID; and, by the constrained verbs of 1.36, the request itself as <c>impersonate-on:MODE:VERB</c>.
/// </summary>
internal static class ImpersonationRights
{
    private const string Authentication = "authentication.k8s.io";
    private const string Legacy = "impersonate";
    private const string AssociatedNode = "associated-node";
    private const string NodeUser = "system:node:";

    /// <param name="tally">Counts.</param>
    /// <param name="user">Who acted.</param>
    /// <param name="acting">As whom.</param>
    /// <param name="one">The event.</param>
    /// <param name="target">What was asked for.</param>
    public static void Count(AuditTally tally, AccessUser user, AccessUser acting, AuditEvent one, in RequestTarget target)
    {
        var isConstrained = one.Constraint.Text.StartsWith(Legacy + ":", StringComparison.Ordinal);
        var mode = isConstrained ? one.Constraint.Text[(Legacy.Length + 1)..] : "";
        var verb = isConstrained ? one.Constraint.Text : Legacy;
        var group = isConstrained ? Authentication : "";
        var subject = AccessSubject.OfUser(acting.Name);
        var isNode = isConstrained && acting.Name.StartsWith(NodeUser, StringComparison.Ordinal);
        Ask(verb, subject.Kind == SubjectKind.ServiceAccount
            ? RequestTarget.OfResource(group, "serviceaccounts", "", subject.Namespace, subject.Name)
            : isNode ? RequestTarget.OfResource(group, "nodes", "", "", mode is AssociatedNode ? "*" : acting.Name[NodeUser.Length..])
            : RequestTarget.OfResource(group, "users", "", "", acting.Name));
        foreach (var name in isNode ? [] : GroupsAskedFor(acting, subject))
        {
            Ask(verb, RequestTarget.OfResource(group, "groups", "", "", name));
        }

        if (!one.Impersonated.Uid.IsEmpty)
        {
            Ask(verb, RequestTarget.OfResource(Authentication, "uids", "", "", one.Impersonated.Uid.Text));
        }

        foreach (var (key, value) in one.Impersonated.Extra)
        {
            Ask(verb, RequestTarget.OfResource(Authentication, "userextras", key, "", value));
        }

        if (isConstrained)
        {
            Ask($"impersonate-on:{mode}:{one.Verb.Text}", target);
        }

        void Ask(ReadOnlySpan<char> asked, in RequestTarget what) => tally.Count(user, asked, what, ImpliedBy.Impersonation, one.Request);
    }

    /// <summary>The groups that the headers named: those of accounts come by themselves where no header names a group.</summary>
    private static string[] GroupsAskedFor(AccessUser acting, AccessSubject subject)
    {
        string[] named = [.. acting.Groups.Where(group => group is not (AccessGroups.Authenticated or AccessGroups.Unauthenticated))];
        return subject.Kind == SubjectKind.ServiceAccount && named.Length == 2 && named.Contains(AccessGroups.Accounts) && named.Contains(AccessGroups.AccountsOf(subject.Namespace))
            ? [] : named;
    }
}
