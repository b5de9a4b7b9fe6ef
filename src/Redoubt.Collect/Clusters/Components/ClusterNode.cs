using System.Text.Json;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>A node as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KubeletVersion">The version of its kubelet, as <c>1.33.4</c>; null if the node does not say.</param>
internal sealed record ClusterNode(string Name, string? KubeletVersion)
{
    /// <summary>Reads a Node.</summary>
    /// <param name="json">The object.</param>
    /// <returns>Null for a Node without a name.</returns>
    public static ClusterNode? Read(string json)
    {
        using var node = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Lists.PageReader.Depth });
        var version = Text(node.RootElement, "status", "nodeInfo", "kubeletVersion");
        return Text(node.RootElement, "metadata", "name") is { Length: > 0 } name ? new ClusterNode(name, version?.TrimStart('v')) : null;
    }

    private static string? Text(JsonElement value, params string[] path)
    {
        foreach (var step in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
            {
                return null;
            }
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
