using Redoubt.Attack.Relations;

namespace Redoubt.Attack.Ends;

/// <summary>What must not be lost: the cluster, nodes, all secrets, what stores hold, secrets that something uses.</summary>
/// <param name="ground">What is known of the platform.</param>
internal sealed class JewelList(Ground ground)
{
    /// <summary>The jewels, by name.</summary>
    public IReadOnlyList<AttackJewel> All
    {
        get
        {
            IEnumerable<AttackJewel> jewels =
            [
                new("cluster-admin", "admin"),
                new("all-secrets", "allsecrets"),
                .. ground.Inventory.Nodes.Where(node => !node.IsControlPlane).Select(node => new AttackJewel(node.IsKnown ? $"node:{node.Id}" : "node", $"node:{node.Id}")),
                .. ground.Inventory.Pods.Where(pod => pod.Store is not null).Select(pod => new AttackJewel($"data:{pod.Id}", $"data:{pod.Id}")),
                .. ground.Inventory.Pods.SelectMany(pod => pod.Secrets).Distinct(StringComparer.Ordinal).Select(secret => new AttackJewel($"secret:{secret}", $"secret:{secret}")),
            ];
            return [.. jewels.OrderBy(jewel => jewel.Name, StringComparer.Ordinal)];
        }
    }
}
