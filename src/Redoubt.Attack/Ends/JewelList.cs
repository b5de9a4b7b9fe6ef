using Redoubt.Attack.Relations;

namespace Redoubt.Attack.Ends;

/// <summary>What must not be lost: the cluster, nodes, all secrets, what stores hold, secrets that something uses.</summary>
/// <param name="ground">What is known of the platform.</param>
internal sealed class JewelList(Ground ground)
{
    /// <summary>The jewels, by name: what the evidence shows, and what the configuration names.</summary>
    /// <param name="named">The names in the configuration, as <c>secret:shop/key</c> or <c>data:shop/db</c>.</param>
    /// <param name="problems">Takes names of what is not there.</param>
    public IReadOnlyList<AttackJewel> With(IReadOnlyList<string> named, ICollection<string> problems)
    {
        var found = Found.DistinctBy(jewel => jewel.Name, StringComparer.Ordinal).ToDictionary(jewel => jewel.Name, StringComparer.Ordinal);
        foreach (var name in named.Where(name => !found.ContainsKey(name)))
        {
            if (Named(name) is { } jewel)
            {
                found.Add(name, jewel);
            }
            else
            {
                problems.Add($"jewels: `{name}` is not here: name secret:NAMESPACE/NAME, data:NAMESPACE/WORKLOAD, node, cluster-admin or all-secrets");
            }
        }

        return [.. found.Values.OrderBy(jewel => jewel.Name, StringComparer.Ordinal)];
    }

    // A secret that nothing uses, what a workload holds that is no store by its image, every secret of a namespace.
    private AttackJewel? Named(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (kind, of) = colon < 0 ? (name, "") : (name[..colon], name[(colon + 1)..]);
        return kind switch
        {
            "secret" when ground.Inventory.Secrets.ContainsKey(of) => new AttackJewel(name, name),
            "secrets" when ground.Inventory.Namespaces.Contains(of) => new AttackJewel(name, name),
            "data" or "workload" when ground.Inventory.Pods.FirstOrDefault(pod => pod.Id == of) is { } pod => new AttackJewel(name, $"foot:{pod.Id}"),
            _ => null,
        };
    }

    private IEnumerable<AttackJewel> Found
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
            return jewels;
        }
    }
}
