namespace Redoubt.Evidence.Views;

/// <summary>What a container is in its pod.</summary>
public enum ContainerRole
{
    /// <summary>An ordinary container.</summary>
    Container,

    /// <summary>An init container that ends before the next starts.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>, which runs as long as the pod.</summary>
    Sidecar,

    /// <summary>A container that was put into a running pod to debug it.</summary>
    Ephemeral,
}

/// <summary>A container of a pod.</summary>
/// <param name="Node">The container's own object.</param>
/// <param name="Role">What it is in its pod.</param>
public readonly record struct Container(Node Node, ContainerRole Role)
{
    /// <summary>The name; null if it is missing.</summary>
    public string? Name => Node["name"].AsString();

    /// <summary>The image's reference; null if it is missing.</summary>
    public string? Image => Node["image"].AsString();
}

/// <summary>Walks over the containers of a pod's specification. To be used in <c>foreach</c>; allocates nothing.</summary>
public struct ContainerWalk
{
    private readonly Node _spec;
    private NodeChildren _items;
    private int _list;

    internal ContainerWalk(Node spec) => _spec = spec;

    /// <summary>The container at which the walk stands.</summary>
    public Container Current { get; private set; }

    /// <summary>This walk itself.</summary>
    public readonly ContainerWalk GetEnumerator() => this;

    /// <summary>Goes to the next container; an item that is no object is none.</summary>
    /// <returns>Whether there was one.</returns>
    public bool MoveNext()
    {
        while (true)
        {
            while (_items.MoveNext())
            {
                var item = _items.Current;
                if (item.Kind != NodeKind.Map)
                {
                    continue;
                }

                Current = new Container(item, RoleOf(item));
                return true;
            }
            if (_list == 3)
            {
                return false;
            }

            _items = _spec[ListName(_list++)].Items;
        }
    }

    private static string ListName(int list) => list switch { 0 => "containers", 1 => "initContainers", _ => "ephemeralContainers" };

    private readonly ContainerRole RoleOf(Node item) => _list switch
    {
        1 => ContainerRole.Container,
        2 => item["restartPolicy"].Is("Always") ? ContainerRole.Sidecar : ContainerRole.Init,
        _ => ContainerRole.Ephemeral,
    };
}
