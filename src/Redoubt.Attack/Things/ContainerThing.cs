using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Things;

/// <summary>A container of a pod class.</summary>
internal sealed class ContainerThing
{
    public ContainerThing(PodThing pod, Container container, CelValue value)
    {
        (Pod, Node, Role, Value) = (pod, container.Node, container.Role, value);
        Name = container.Name ?? "";
        Id = $"{pod.Id}/{Name}";
        Repository = RepositoryOf(container.Image ?? "");
        IsPinned = container.Image?.Contains('@', StringComparison.Ordinal) == true;
        IsStore = StoreImage.Is(Repository);
    }

    public PodThing Pod { get; }

    public Node Node { get; }

    public ContainerRole Role { get; }

    /// <summary>As CEL sees it.</summary>
    public CelValue Value { get; }

    /// <summary>Its name in the pod.</summary>
    public string Name { get; }

    /// <summary>As <c>NAMESPACE/WORKLOAD/NAME</c>.</summary>
    public string Id { get; }

    /// <summary>The image as it is written, without tag and digest: what one flaw covers.</summary>
    public string Repository { get; }

    /// <summary>Where the image comes from.</summary>
    public string Registry => Repository.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Repository.AsSpan(0, slash) is var host
        && (host.ContainsAny('.', ':') || host is "localhost") ? Repository[..slash] : "docker.io";

    /// <summary>Whether the image is named by its content.</summary>
    public bool IsPinned { get; }

    /// <summary>Whether the image is that of a database or a queue.</summary>
    public bool IsStore { get; }

    /// <summary>Whether it goes on running, so that somebody can get into it.</summary>
    public bool Runs => Role is ContainerRole.Container or ContainerRole.Sidecar;

    /// <summary>The secrets that it is given, as <c>NAMESPACE/NAME</c>.</summary>
    public IReadOnlyCollection<string> Secrets { get; private set; } = [];

    /// <summary>The paths of its node that it sees.</summary>
    public IReadOnlyList<HostMount> Mounts { get; private set; } = [];

    internal void Read(PodThing pod)
    {
        Secrets = SecretUses.Of(this);
        Mounts = HostMount.Of(pod, this);
    }

    private static string RepositoryOf(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
