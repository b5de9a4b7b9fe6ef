using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>What a rule may know besides the object that it judges: the whole object, and the pod that it is in.</summary>
internal sealed class Scope(Node root, GroupKind kind, Faults faults)
{
    private List<Node>? _containers;

    /// <summary>The whole object.</summary>
    public Node Root => root;

    /// <summary>What it is.</summary>
    public GroupKind Kind => kind;

    /// <summary>Takes what is wrong.</summary>
    public Faults Faults => faults;

    /// <summary>The pod specification in which the walk is; no value outside of any.</summary>
    public Node Pod
    {
        get;
        set => (field, _containers) = (value, null);
    }

    /// <summary>Every container of that pod.</summary>
    public List<Node> Containers => _containers ??= Rules.PodRules.Containers(Pod);

    /// <summary>Whether that is a Pod's own, and not a template.</summary>
    public bool IsPod => kind is { Group: "", Kind: "Pod" };

    /// <summary>The object's namespace as it is written.</summary>
    public string Namespace => root["metadata"]["namespace"].AsString() ?? "";
}
