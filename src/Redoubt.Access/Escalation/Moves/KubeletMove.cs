namespace Redoubt.Access.Escalation.Moves;

/// <summary>Running commands through the kubelet of a machine, past admission and audit: <c>get</c> on <c>nodes/proxy</c> is enough (a WebSocket asks for it).</summary>
internal sealed class KubeletMove : Move
{
    public override string Name => "kubelet";

    public override string Says => "runs a command through the kubelet in a pod of";

    public override string Fix => "Give `nodes/metrics`, `nodes/stats`, `nodes/healthz` or `nodes/pods` in place of `nodes/proxy`.";

    public override IReadOnlyList<Right> Rights { get; } = [new("", "nodes", "proxy", "get", "create")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var names = rights.IsOfCluster ? rights.AnyOf("", "nodes", "proxy", "get", "create") : NameSet.None;
        if (names.IsAll)
        {
            graph.Moves(rights.Node, graph.PodAccounts(null), this, rights.Need("get", "", "nodes", "proxy"), rights.Need("create", "", "nodes", "proxy"));
            return;
        }

        foreach (var pod in names.IsEmpty ? [] : graph.Facts.PodsIn(null).Where(pod => pod.Machine is { } machine && names.Has(machine)))
        {
            graph.Moves(
                rights.Node, graph.Identity(pod.Account) ?? rights.Node, this,
                rights.Need("get", "", "nodes", "proxy", pod.Machine!), rights.Need("create", "", "nodes", "proxy", pod.Machine!));
        }
    }
}
