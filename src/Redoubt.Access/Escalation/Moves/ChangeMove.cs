using Redoubt.Evidence;

namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Changing a workload that is there: its template can name any account of the namespace; of a Pod only the image changes, and so only its own
/// account is reached. The template of a Job is fixed.
/// </summary>
internal sealed class ChangeMove : Move
{
    private static readonly GroupKind PodKind = new("", "Pod");
    private static readonly GroupKind JobKind = new("batch", "Job");

    public override string Name => "change";

    public override string Says => "changes a workload to run as";

    public override string Fix => "Give `update` and `patch` on workloads only where every account of the namespace may be used.";

    public override IReadOnlyList<Right> Rights { get; } = [.. PodKinds.All.Select(one => new Right(one.Kind.Group, one.Resource, "", "update", "patch"))];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        foreach (var (kind, resource) in PodKinds.All.Where(one => one.Kind != JobKind))
        {
            var names = rights.Any(kind.Group, resource, "update", "patch");
            if (names.IsEmpty)
            {
                continue;
            }

            if (kind == PodKind)
            {
                Images(rights, names, graph);
            }
            else
            {
                Templates(rights, kind, resource, names, graph);
            }
        }
    }

    private void Images(Rights rights, NameSet names, EscalationGraph graph)
    {
        foreach (var pod in names.IsAll ? [] : graph.Facts.PodsIn(rights.Namespace).Where(pod => pod.Name is { } name && names.Has(name)))
        {
            graph.Moves(rights.Node, graph.Identity(pod.Account) ?? rights.Node, this, Needs(rights, "", "pods", pod.Name!));
        }

        if (names.IsAll)
        {
            graph.Moves(rights.Node, graph.PodAccounts(rights.Namespace), this, Needs(rights, "", "pods", ""));
        }
    }

    private void Templates(Rights rights, GroupKind kind, string resource, NameSet names, EscalationGraph graph)
    {
        foreach (var (ns, there) in graph.Facts.Changeable(kind, rights.Namespace))
        {
            if (names.IsAll || there.Any(names.Has))
            {
                graph.Moves(rights.Node, graph.Accounts(ns), this, Needs(rights, kind.Group, resource, names.IsAll ? "" : there.First(names.Has)));
                CreateAccountMove.OfferToTake(rights.Node, ns, this, graph);
            }
        }
    }

    private static Need[] Needs(Rights rights, string group, string resource, string name) =>
        [rights.Need("update", group, resource, name: name), rights.Need("patch", group, resource, name: name)];
}
