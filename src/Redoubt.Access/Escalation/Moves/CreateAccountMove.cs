namespace Redoubt.Access.Escalation.Moves;

/// <summary>Making an account that a binding names and that nobody has made; then to be taken by another move, of the same or of another identity.</summary>
internal sealed class CreateAccountMove : Move
{
    private const string Makes = "makes account";
    private const string Takes = "takes account by ";

    public override string Name => "create-account";

    public override string Says => "makes the account, which a binding already names,";

    public override string Fix => "Delete the binding to an account that nobody has made, or take `create` on `serviceaccounts` away.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "serviceaccounts", "", "create", "patch")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        if (graph.Facts.Unmade.Count > 0)
        {
            graph.Offer(Makes, rights, rights.Makes("", "serviceaccounts"));
        }
    }

    /// <summary>Says that an identity could act as accounts of these names, were they there.</summary>
    public static void OfferToTake(Rights rights, NameSet names, Move by, EscalationGraph graph)
    {
        if (graph.Facts.Unmade.Count > 0)
        {
            graph.Offer(Takes + by.Name, rights, names);
        }
    }

    /// <summary>Says that an identity could act as every account of a namespace.</summary>
    public static void OfferToTake(int node, string? ns, Move by, EscalationGraph graph)
    {
        if (graph.Facts.Unmade.Count > 0)
        {
            graph.Offer(Takes + by.Name, node, ns, null);
        }
    }

    public override void AddPairs(EscalationGraph graph)
    {
        foreach (var account in graph.Facts.Unmade)
        {
            if (graph.Named(Makes, account.Namespace, account.Name) is not { } maker)
            {
                continue;
            }

            var made = graph.Place("made account", account.Namespace, account.Name, account.ToString());
            graph.Moves(maker, made, this, new Need("create", "", "serviceaccounts", "", account.Namespace, account.Name));
            foreach (var by in MoveList.All)
            {
                if (graph.Named(Takes + by.Name, account.Namespace, account.Name) is { } taker)
                {
                    graph.Together(made, taker, graph.Identity(account)!.Value, by);
                }
            }
        }
    }
}
