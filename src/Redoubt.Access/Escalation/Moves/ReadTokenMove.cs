namespace Redoubt.Access.Escalation.Moves;

/// <summary>Reading a token from a Secret that holds one, by whatever verb answers with the Secret.</summary>
internal sealed class ReadTokenMove : Move
{
    public override string Name => "read-token";

    public override string Says => "reads from a Secret the token of";

    public override string Fix => "Delete the Secret of type `kubernetes.io/service-account-token`, or name in `resourceNames` the secrets that are needed.";

    // Those of the Secrets that hold tokens are all listed there.
    public override IReadOnlyList<Right> Rights { get; } = [];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var sees = TokenSecretMove.Seen(rights);
        foreach (var ns in sees.IsEmpty ? [] : graph.Facts.NamespacesWithTokens(rights.Namespace))
        {
            foreach (var (name, account) in graph.Facts.TokensIn(ns).Where(token => sees.Has(token.Name)))
            {
                if (graph.Identity(account) is { } node)
                {
                    graph.Moves(rights.Node, node, this, [.. Verbs(name, ns)]);
                }
            }
        }

        static IEnumerable<Need> Verbs(string name, string ns) =>
            from verb in (string[])["get", "list", "watch", "patch", "delete", "deletecollection"] select new Need(verb, "", "secrets", "", ns, verb == "deletecollection" ? "" : name);
    }
}
