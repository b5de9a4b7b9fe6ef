namespace Redoubt.Access.Escalation.Moves;

/// <summary>Asking for a token of an account (the TokenRequest API): the URL carries its name.</summary>
internal sealed class TokenRequestMove : Move
{
    public override string Name => "token-request";

    public override string Says => "asks for a token of";

    public override string Fix => "Take `create` on `serviceaccounts/token` away, or list the accounts in `resourceNames`.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "serviceaccounts", "token", "create")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var names = rights.Names("create", "", "serviceaccounts", "token");
        graph.Become(rights, names, this, rights.Need("create", "", "serviceaccounts", "token"));
        CreateAccountMove.OfferToTake(rights, names, this, graph);
    }
}
