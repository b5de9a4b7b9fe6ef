namespace Redoubt.Access.Escalation.Moves;

/// <summary>Running a pod as any account of its namespace.</summary>
internal sealed class RunMove : Move
{
    public override string Name => "run";

    public override string Says => "runs a pod as";

    public override string Fix => "Give `create` on workloads only where every account of the namespace may be used, or keep strong accounts in namespaces of their own.";

    public override IReadOnlyList<Right> Rights { get; } = [.. PodKinds.All.Select(one => new Right(one.Kind.Group, one.Resource, "", "create", "patch"))];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        foreach (var (kind, resource) in PodKinds.All)
        {
            var names = rights.Makes(kind.Group, resource);
            if (!names.IsEmpty)
            {
                graph.Moves(rights.Node, graph.Accounts(rights.Namespace), this, rights.Need("create", kind.Group, resource, name: names.Listed.FirstOrDefault("")));
                CreateAccountMove.OfferToTake(rights.Node, rights.Namespace, this, graph);
            }
        }
    }
}
