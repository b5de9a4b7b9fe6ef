namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Making a Secret of the type that a controller fills with the token of whatever account its annotation names, or rewriting one that is there,
/// and then seeing it. The two may be two identities that are both held.
/// </summary>
internal sealed class TokenSecretMove : Move
{
    private const string Makes = "makes secret";
    private const string Sees = "sees secret";

    public override string Name => "token-secret";

    public override string Says => "has a Secret filled with the token of";

    public override string Fix => "Take `create`, `update` and `patch` on `secrets` away where it may also read them; ask for tokens with `serviceaccounts/token` and a name.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "secrets", "", "create", "update", "patch", "get", "list", "watch", "delete", "deletecollection")];

    /// <summary>The names of the secrets whose content a verb answers with: a deletion of what has a finalizer does, and a deletion of many with all of them.</summary>
    public static NameSet Seen(Rights rights) => rights.Names("deletecollection", "", "secrets").IsAll
        ? NameSet.All
        : rights.Any("", "secrets", "get", "list", "watch", "patch").Or(rights.Names("update", "", "secrets").And(rights.Names("delete", "", "secrets")));

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var makes = rights.Makes("", "secrets");
        var sees = Seen(rights);
        graph.Offer(Makes, rights, makes);
        graph.Offer(Sees, rights, sees);
        if (!makes.And(sees).IsEmpty)
        {
            All(rights, rights.Namespace, graph, rights.Need("create", "", "secrets"));
        }

        var writes = rights.Any("", "secrets", "update", "patch");
        foreach (var ns in writes.IsEmpty ? [] : graph.Facts.NamespacesWithTokens(rights.Namespace))
        {
            var written = graph.Facts.TokensIn(ns).Where(token => writes.Has(token.Name)).ToArray();
            foreach (var token in written)
            {
                graph.Offer(Makes, rights.Node, ns, token.Name);
            }

            if (written.FirstOrDefault(token => sees.Has(token.Name)) is { Name: { } name })
            {
                All(rights, ns, graph, rights.Need("update", "", "secrets", name: name) with { Namespace = ns }, rights.Need("patch", "", "secrets", name: name) with { Namespace = ns });
            }
        }
    }

    public override void AddPairs(EscalationGraph graph) => graph.Match(Makes, Sees, graph.Accounts, this);

    private void All(Rights rights, string? ns, EscalationGraph graph, params Need[] needs)
    {
        graph.Moves(rights.Node, graph.Accounts(ns), this, needs);
        CreateAccountMove.OfferToTake(rights.Node, ns, this, graph);
    }
}
