namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Having a client certificate signed for any name and groups but <c>system:masters</c>. The request may be made by another identity than the one that
/// approves it; a second write of the approval answers with the certificate, so nobody needs to read it.
/// </summary>
internal sealed class CertificateMove : Move
{
    private const string Group = "certificates.k8s.io";
    private const string Requests = "certificatesigningrequests";
    private const string Asks = "asks for certificate";
    private const string Approves = "approves certificate";

    public override string Name => "certificate";

    public override string Says => "has a certificate signed for";

    public override string Fix => "Take `approve` on the signer `kubernetes.io/kube-apiserver-client` away, or `update` on `certificatesigningrequests/approval`.";

    public override IReadOnlyList<Right> Rights { get; } =
        [new(Group, Requests, "", "create", "patch"), new(Group, Requests, "approval", "update", "patch"), new(Group, "signers", "", "approve")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        if (!rights.IsOfCluster)
        {
            return;
        }

        var asks = rights.Makes(Group, Requests);
        var signers = rights.Names("approve", Group, "signers");
        var approves = signers.Has("kubernetes.io/kube-apiserver-client") || signers.Has("kubernetes.io/*") ? rights.AnyOf(Group, Requests, "approval", "update", "patch") : NameSet.None;
        graph.Offer(Asks, rights, asks);
        graph.Offer(Approves, rights, approves);
        if (!asks.And(approves).IsEmpty)
        {
            graph.Moves(rights.Node, Anybody(graph), this, rights.Need("create", Group, Requests), rights.Need("approve", Group, "signers", name: "kubernetes.io/kube-apiserver-client"));
        }
    }

    public override void AddPairs(EscalationGraph graph) => graph.Match(Asks, Approves, _ => Anybody(graph), this);

    private static int Anybody(EscalationGraph graph) => graph.Everybody("certificate", subject => subject is not { Kind: SubjectKind.Group, Name: AccessGroups.Masters });
}
