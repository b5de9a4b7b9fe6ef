namespace Redoubt.Evidence.Views;

/// <summary>An object that runs pods: a Pod itself, or one that carries a pod template.</summary>
public readonly struct Workload
{
    internal Workload(Document document, Node pod)
    {
        Document = document;
        Pod = pod;
    }

    /// <summary>The object.</summary>
    public Document Document { get; }

    /// <summary>What holds the pod's <c>metadata</c> and <c>spec</c>: the Pod itself or the template.</summary>
    public Node Pod { get; }

    /// <summary>The pod's metadata; no value if none is written.</summary>
    public Node Metadata => Pod["metadata"];

    /// <summary>The pod's specification; no value if none is written.</summary>
    public Node Spec => Pod["spec"];

    /// <summary>The pod's labels; no value if there are none.</summary>
    public Node Labels => Pod["metadata"]["labels"];

    /// <summary>The containers of every role: ordinary ones first, then init containers and sidecars, then ephemeral ones.</summary>
    public ContainerWalk Containers => new(Spec);

    /// <summary>The service account under whose name the pod runs.</summary>
    public ServiceAccountUse ServiceAccount => ServiceAccountUse.Of(this);

    /// <inheritdoc/>
    public override string ToString() => Document.Key.ToString();
}
