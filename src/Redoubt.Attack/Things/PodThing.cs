using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Things;

/// <summary>The pods of a workload: they are alike.</summary>
internal sealed class PodThing
{
    // By their names; several where the pod gives one name twice.
    private readonly Dictionary<string, List<Node>> _volumes = new(StringComparer.Ordinal);

    public PodThing(Workload workload, string id, CelValue value, Func<Node, CelValue> values, IReadOnlyList<NodeClass> nodes, Document? account)
    {
        (Workload, Id, Value, AccountDocument) = (workload, id, value, account);
        Namespace = workload.Document.Namespace;
        AccountName = workload.ServiceAccount.Name;
        RunsOn = [.. nodes.Where(node => Placement.MayRunOn(workload.Spec, node))];
        var containers = new List<ContainerThing>();
        foreach (var container in workload.Containers)
        {
            containers.Add(new ContainerThing(this, container, values(container.Node)));
        }

        Containers = containers;
        foreach (var volume in workload.Spec["volumes"].Items)
        {
            if (volume["name"].AsString() is { } name)
            {
                (_volumes.TryGetValue(name, out var known) ? known : _volumes[name] = []).Add(volume);
            }
        }

        containers.ForEach(container => container.Read(this));
    }

    public Workload Workload { get; }

    public Document Document => Workload.Document;

    /// <summary>As <c>NAMESPACE/NAME</c>, with the kind between where two have one name.</summary>
    public string Id { get; }

    public string Namespace { get; }

    /// <summary>The template, as CEL sees it.</summary>
    public CelValue Value { get; }

    /// <summary>The name of the account that it runs as.</summary>
    public string AccountName { get; }

    /// <summary>The account as <c>NAMESPACE/NAME</c>.</summary>
    public string Account => $"{Namespace}/{AccountName}";

    /// <summary>The account's object; null where it is not in the evidence.</summary>
    public Document? AccountDocument { get; }

    /// <summary>The volumes that a mount of a container names.</summary>
    /// <param name="mount">The mount.</param>
    public IReadOnlyList<Node> VolumesOf(Node mount) => mount["name"].AsString() is { } name && _volumes.TryGetValue(name, out var found) ? found : [];

    /// <summary>The nodes on which it may run.</summary>
    public IReadOnlyList<NodeClass> RunsOn { get; }

    public IReadOnlyList<ContainerThing> Containers { get; }

    /// <summary>Whether a token of its account lies in it.</summary>
    public bool HasToken => Workload.CarriesToken(AccountDocument);

    /// <summary>The containers that listen: those that list ports; if none does and a Service selects the pod, all.</summary>
    /// <param name="isServed">Whether a Service selects it.</param>
    public IEnumerable<ContainerThing> Listening(bool isServed)
    {
        var listed = Containers.Where(container => container.Runs && container.Node["ports"].Count > 0).ToArray();
        return listed.Length > 0 ? listed : isServed ? Containers.Where(container => container.Runs) : [];
    }

    /// <summary>The store that it is; null if it is none.</summary>
    public ContainerThing? Store => Containers.FirstOrDefault(container => container.Runs && container.IsStore);

    /// <summary>Whether the store wants a password: it is given a secret.</summary>
    public bool HasPassword => Containers.Any(container => container.Secrets.Count > 0);

    /// <summary>The secrets that its containers are given.</summary>
    public IEnumerable<string> Secrets => Containers.SelectMany(container => container.Secrets).Distinct();

    /// <inheritdoc/>
    public override string ToString() => Id;
}
