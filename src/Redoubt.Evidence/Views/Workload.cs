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

    /// <summary>Whether the pod carries a token of its account: unless it, or else the account, says no; or by a projected volume.</summary>
    /// <param name="account">The account's object; null where it is not there.</param>
    public bool CarriesToken(Document? account)
    {
        var said = Spec["automountServiceAccountToken"];
        said = said.HasValue || account is null ? said : account.Root["automountServiceAccountToken"];
        if (!said.IsFalse)
        {
            return true;
        }

        foreach (var volume in Spec["volumes"].Items)
        {
            foreach (var source in volume["projected"]["sources"].Items)
            {
                if (source["serviceAccountToken"].HasValue)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Document.Key.ToString();
}
