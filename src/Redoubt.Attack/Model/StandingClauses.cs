using Redoubt.Attack.Facts;
using Redoubt.Attack.Relations;
using Redoubt.Attack.Search;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Model;

/// <summary>What holds of itself, and is no technique (docs/depth.md).</summary>
/// <param name="builder">Takes the clauses.</param>
/// <param name="ground">What is known of the platform.</param>
internal sealed class StandingClauses(ModelBuilder builder, Ground ground)
{
    private const string Reaches = "code there reaches the network";

    public void Add()
    {
        foreach (var pod in ground.Inventory.Pods)
        {
            Add(pod);
        }

        foreach (var node in ground.Inventory.Nodes)
        {
            builder.Add("cluster-admin takes every node", $"node:{node.Id}", "admin");
            AddNetwork($"node:{node.Id}");
        }

        foreach (var ns in ground.Inventory.Namespaces.Append(NamespaceRelations.New))
        {
            AddNetwork($"newpod:{ns}");
            builder.Add("all secrets", $"secrets:{ns}", "allsecrets");
        }

        foreach (var secret in ground.Inventory.Secrets.Keys)
        {
            builder.Add("all secrets of the namespace", $"secret:{secret}", $"secrets:{secret[..secret.IndexOf('/', StringComparison.Ordinal)]}");
        }

        builder.Add("cluster-admin reads every secret", "allsecrets", "admin");
        AddOutside();
    }

    /// <summary>A right in a namespace follows from the right everywhere, and from everything in the namespace; each from being cluster-admin.</summary>
    /// <param name="needed">The rights that clauses need, as <c>can:RIGHT@NAMESPACE</c>.</param>
    public void AddRights(IEnumerable<string> needed)
    {
        foreach (var atom in needed)
        {
            var at = atom.IndexOf('@', StringComparison.Ordinal);
            var (right, ns) = (atom[..at], atom[(at + 1)..]);
            if (ns != "*")
            {
                builder.Add("what is allowed everywhere is allowed there", atom, $"{right}@*");
                builder.Add("everything in the namespace is allowed", atom, $"nsadmin:{ns}");
            }

            builder.Add("cluster-admin may do everything", $"{right}@*", "admin");
        }
    }

    private void Add(PodThing pod)
    {
        foreach (var container in pod.Containers)
        {
            foreach (var node in pod.RunsOn)
            {
                var here = $"exec:{container.Id}@{node.Id}";
                builder.Add("it may run on such a node", here, $"exec:{container.Id}");
                builder.Add("root runs code", here, $"root:{container.Id}@{node.Id}");
                builder.Add("code runs in it", $"exec:{container.Id}@any", here);
                builder.Add(Reaches, $"foot:{pod.Id}@{node.Id}", here);
            }
        }

        foreach (var node in pod.RunsOn)
        {
            builder.Add(Reaches, $"foot:{pod.Id}", $"foot:{pod.Id}@{node.Id}");
        }
    }

    private void AddNetwork(string from)
    {
        foreach (var to in new[] { "api", "free", "inside" })
        {
            builder.Add(Reaches, to, from);
        }
    }

    private void AddOutside()
    {
        var facts = ground.Facts.Platform;
        var cost = facts[AttackFact.PublicServer] ? FailureSet.None : facts.MayBeWorse(AttackFact.PublicServer) ? FailureSet.OfFact(AttackFact.PublicServer.Number) : (FailureSet?)null;
        if (cost is { } known)
        {
            builder.Add(new Move(null, null, "the API server can be reached from outside"), builder.Atom("api"), [builder.Atom("outside")], known);
        }

        foreach (var nobody in new[] { "user:system:anonymous", "group:system:unauthenticated" }.Intersect(ground.Identities.All))
        {
            builder.Add("whoever shows no credential is this", $"act:{nobody}", "api");
        }
    }
}
