namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Acting in another's name by the <c>Impersonate-*</c> headers (kubernetes/apiserver, <c>pkg/endpoints/filters/impersonation</c>). A group alone is
/// refused: a user or an account must be named too. A user is no way to an account: that is asked of <c>serviceaccounts</c>.
/// </summary>
internal sealed class ImpersonateMove : Move
{
    private const string Verb = "impersonate";

    public override string Name => Verb;

    public override string Says => "acts in the name of";

    public override string Fix => "Take `impersonate` away, or list the names in `resourceNames`.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "users", "", Verb), new("", "groups", "", Verb), new("", "serviceaccounts", "", Verb)];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var users = rights.Cluster.Names(Verb, "", "users");
        var groups = rights.Cluster.Names(Verb, "", "groups");
        var accounts = rights.Names(Verb, "", "serviceaccounts");
        if (rights.IsOfCluster)
        {
            Subjects(SubjectKind.User, users, rights, graph);
        }

        if (!users.IsEmpty || !accounts.IsEmpty)
        {
            Subjects(SubjectKind.Group, groups, rights, graph);
            if (groups.Has(AccessGroups.Masters))
            {
                graph.Moves(rights.Node, graph.ClusterAdmin, this, rights.Cluster.Need(Verb, "", "groups", name: AccessGroups.Masters));
            }
        }

        graph.Become(rights, accounts, this, rights.Need(Verb, "", "serviceaccounts"));
        // Nobody needs to have made the account.
        foreach (var account in accounts.IsEmpty ? [] : graph.Facts.Unmade.Where(account => (rights.IsOfCluster || account.Namespace == rights.Namespace) && accounts.Has(account.Name)))
        {
            graph.Moves(rights.Node, graph.Identity(account)!.Value, this, rights.Need(Verb, "", "serviceaccounts", name: account.Name));
        }
    }

    private void Subjects(SubjectKind kind, NameSet names, Rights rights, EscalationGraph graph)
    {
        var resource = kind == SubjectKind.User ? "users" : "groups";
        if (names.IsAll)
        {
            graph.Moves(rights.Node, graph.Everybody(resource, subject => subject.Kind == kind && !subject.IsUserNamedLikeAccount), this, rights.Cluster.Need(Verb, "", resource));
            return;
        }

        foreach (var name in names.Listed)
        {
            if (new AccessSubject(kind, "", name) is { IsUserNamedLikeAccount: false } subject && graph.Identity(subject) is { } node)
            {
                graph.Moves(rights.Node, node, this, rights.Cluster.Need(Verb, "", resource, name: name));
            }
        }
    }
}
