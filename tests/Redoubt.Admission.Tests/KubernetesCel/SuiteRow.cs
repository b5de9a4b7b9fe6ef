using Redoubt.Evidence;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>One fact of the suite: an expression and what Kubernetes makes of it. The suite's README explains the fields.</summary>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Fields">The row as it is written.</param>
internal readonly record struct SuiteRow(string File, Node Fields)
{
    public string Name => this["name"].AsString() ?? "";

    public string Expression => this["expr"].AsString() ?? "";

    /// <summary>The special environment; empty for none.</summary>
    public string Environment => this["environment"].AsString() ?? "";

    public Node this[string field] => Fields[field];

    public bool Has(string field) => Fields[field].Exists;

    public override string ToString() => Name;
}

/// <summary>Values of the suite as lists.</summary>
internal static class NodeList
{
    /// <summary>The items of a list or the values of a map.</summary>
    public static List<Node> List(this Node node)
    {
        var list = new List<Node>();
        foreach (var item in node.Kind == NodeKind.Map ? node.Fields : node.Items)
        {
            list.Add(item);
        }

        return list;
    }
}
