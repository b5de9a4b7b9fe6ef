using Redoubt.Evidence;

namespace Redoubt.Attack.Things;

/// <summary>
/// Nodes on which the same pods may run: equal labels, but for the names and the system, and equal taints. Without Node objects two classes stand
/// for them: ordinary nodes, and those of the control plane as kubeadm makes them.
/// </summary>
internal sealed class NodeClass
{
    private const string ControlPlane = "node-role.kubernetes.io/control-plane";
    private static readonly string[] ControlPlaneLabels = [ControlPlane, "node-role.kubernetes.io/master", "node-role.kubernetes.io/controlplane"];

    // What only tells one machine from another.
    private static readonly string[] OwnLabels = ["kubernetes.io/hostname", "kubernetes.io/os", "beta.kubernetes.io/os"];

    private NodeClass(string id, IReadOnlyList<Document> documents, IReadOnlyDictionary<string, string> labels, IReadOnlyList<Taint> taints, bool isControlPlane) =>
        (Id, Documents, Labels, Taints, IsControlPlane) = (id, documents, labels, taints, isControlPlane);

    /// <summary>The names of its nodes, sorted and joined by a comma; <c>*</c> and <c>control-plane</c> where none are in the evidence.</summary>
    public string Id { get; }

    /// <summary>Its nodes; none where none are in the evidence.</summary>
    public IReadOnlyList<Document> Documents { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<Taint> Taints { get; }

    public bool IsControlPlane { get; }

    /// <summary>Whether nodes are in the evidence; else any label may be on them.</summary>
    public bool IsKnown => Documents.Count > 0;

    /// <summary>The classes of a platform's nodes, by name.</summary>
    public static IReadOnlyList<NodeClass> Of(Platform platform)
    {
        var nodes = platform.Of(new GroupKind("", "Node"));
        return nodes.Count == 0
            ? [new("*", [], NoLabels, [], isControlPlane: false), new("control-plane", [], new Dictionary<string, string> { [ControlPlane] = "" }, [new(ControlPlane, "", "NoSchedule")], isControlPlane: true)]
            : [.. nodes.GroupBy(Shape, StringComparer.Ordinal).Select(Of).OrderBy(node => node.Id, StringComparer.Ordinal)];
    }

    private static readonly Dictionary<string, string> NoLabels = [];

    private static NodeClass Of(IGrouping<string, Document> alike)
    {
        var first = alike.First();
        var labels = LabelsOf(first.Root["metadata"]["labels"]);
        return new NodeClass(
            string.Join(',', alike.Select(node => node.Name).Order(StringComparer.Ordinal)), [.. alike], labels, [.. TaintsOf(first)],
            ControlPlaneLabels.Any(labels.ContainsKey));
    }

    private static string Shape(Document node)
    {
        var labels = LabelsOf(node.Root["metadata"]["labels"]).Where(label => !OwnLabels.Contains(label.Key)).OrderBy(label => label.Key, StringComparer.Ordinal);
        var taints = TaintsOf(node).Select(taint => taint.ToString()).Order(StringComparer.Ordinal);
        return string.Join('\n', labels.Select(label => $"{label.Key}={label.Value}")) + "\n\n" + string.Join('\n', taints);
    }

    private static Dictionary<string, string> LabelsOf(Node labels)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in labels.Fields)
        {
            all[label.Key.ToString()] = label.AsString() ?? "";
        }

        return all;
    }

    private static IEnumerable<Taint> TaintsOf(Document node)
    {
        foreach (var taint in node.Root["spec"]["taints"].Items)
        {
            yield return new Taint(taint["key"].AsString() ?? "", taint["value"].AsString() ?? "", taint["effect"].AsString() ?? "");
        }
    }
}

/// <summary>What keeps pods away that do not tolerate it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Effect">The effect.</param>
internal readonly record struct Taint(string Key, string Value, string Effect)
{
    /// <summary>Whether it keeps pods away at all.</summary>
    public bool Repels => Effect is "NoSchedule" or "NoExecute";
}
