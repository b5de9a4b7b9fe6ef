using Redoubt.Attack.Facts;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>From nodes: to the pods and secrets on them, and to other nodes.</summary>
internal static class NodeRelations
{
    public static IReadOnlyList<Relation> All { get; } =
    [
        new("platform", "the platform", RowParts.None, _ => [new Row()]),
        new("platform control plane", "the nodes of the control plane", RowParts.Node, ground => ground.Inventory.Nodes.Where(node => node.IsControlPlane).Select(node => new Row { Node = node })),
        new("node", "nodes", RowParts.Node, ground => ground.Inventory.Nodes.Select(node => new Row { Node = node })),
        new("node pair", "nodes of two classes", RowParts.Node | RowParts.OtherNode, Pairs),
        new("pod node", "a pod and nodes that it may run on", RowParts.Pod | RowParts.Node, ground => from pod in ground.Inventory.Pods from node in pod.RunsOn select new Row { Pod = pod, Node = node }),
        new("pod node other", "a pod, and nodes on which its own selectors let it run", RowParts.Pod | RowParts.Node,
            ground => from pod in ground.Inventory.Pods from node in ground.Inventory.Nodes where Placement.Fits(pod.Workload.Spec, node) select new Row { Pod = pod, Node = node }),
        new("secret node", "a secret of a pod, and nodes that the pod may run on", RowParts.Secret | RowParts.Node, Secrets),
        new("identity", "somebody who acts", RowParts.Identity, ground => ground.Identities.All.Select(identity => new Row { Identity = identity })),
        new("token secret", "a secret that holds an account's token", RowParts.Secret | RowParts.Account, Tokens),
    ];

    private static IEnumerable<Row> Pairs(Ground ground) =>
        from one in ground.Inventory.Nodes
        from other in ground.Inventory.Nodes
        where !ReferenceEquals(one, other)
        select new Row { Node = one, OtherNode = other, Facts = ground.Facts.On(one).With(AttackFact.SameSshKey, ground.Facts.SharesKey(one, other)) };

    private static IEnumerable<Row> Secrets(Ground ground) =>
        (from pod in ground.Inventory.Pods from node in pod.RunsOn from secret in pod.Secrets select new Row { Node = node, Secret = secret }).Distinct();

    private static IEnumerable<Row> Tokens(Ground ground)
    {
        foreach (var (name, document) in ground.Inventory.Secrets)
        {
            if (document?.Root["type"].Is("kubernetes.io/service-account-token") == true
                && document.Root["metadata"]["annotations"]["kubernetes.io/service-account.name"].AsString() is { } account)
            {
                yield return new Row { Secret = name, Account = $"{document.Namespace}/{account}" };
            }
        }
    }
}
