using Redoubt.Attack.Relations;

namespace Redoubt.Attack.Model;

/// <summary>
/// What is possible where a mechanism has failed that is otherwise assumed to hold as configured, and never counted: RBAC, the authentication of each protocol,
/// what a node may read, the walls of containers.
/// </summary>
/// <param name="builder">Takes the clauses.</param>
/// <param name="ground">What is known of the platform.</param>
internal sealed class FallenClauses(ModelBuilder builder, Ground ground)
{
    /// <summary>Adds the clauses of the mechanisms that have failed.</summary>
    /// <param name="without">The mechanisms, by name; those that are counted are left to the builder.</param>
    public void Add(IEnumerable<string> without)
    {
        foreach (var name in without)
        {
            switch (name)
            {
                case "rbac":
                    Add(ground.Identities.All, identity => ("admin", $"act:{identity}"), "without RBAC whoever acts may do everything");
                    break;
                case "api-authentication":
                    builder.Add("without authentication whoever reaches the API server is anybody", "admin", "api");
                    break;
                case "kubelet-authentication":
                    Add(ground.Inventory.Nodes, node => ($"node:{node.Id}", "inside"), "without authentication the kubelet takes orders from whoever reaches it");
                    break;
                case "etcd-authentication":
                    builder.Add("without authentication etcd gives and takes everything", "admin", "inside");
                    break;
                case "node-authorizer":
                    Add(ground.Inventory.Nodes, node => ("allsecrets", $"act:node:{node.Id}"), "without the node authorizer a node reads every secret");
                    break;
                case "container-isolation":
                    var places = from pod in ground.Inventory.Pods from container in pod.Containers from node in pod.RunsOn select (Node: node.Id, Code: $"exec:{container.Id}@{node.Id}");
                    Add(places, place => ($"node:{place.Node}", place.Code), "without isolation code in a container is code on its node");
                    break;
            }
        }
    }

    private void Add<T>(IEnumerable<T> things, Func<T, (string Head, string Body)> clause, string why)
    {
        foreach (var (head, body) in things.Select(clause))
        {
            builder.Add(why, head, body);
        }
    }
}
