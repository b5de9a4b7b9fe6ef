using Redoubt.Evidence;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>The children of a node as an array, for queries.</summary>
internal static class NodeArrays
{
    public static Node[] ToArray(this NodeChildren children)
    {
        var nodes = new List<Node>();
        foreach (var child in children)
        {
            nodes.Add(child);
        }

        return [.. nodes];
    }
}
