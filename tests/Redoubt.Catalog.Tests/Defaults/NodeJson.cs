using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Tests.Defaults;

/// <summary>A value of a document as JSON that may be changed.</summary>
internal static class NodeJson
{
    public static JsonNode? Of(Node node) => node.Kind switch
    {
        NodeKind.Map => Map(node),
        NodeKind.List => List(node),
        NodeKind.String => node.AsString(),
        NodeKind.Int => node.Int,
        NodeKind.UInt => node.UInt,
        NodeKind.Double => node.Double,
        NodeKind.Bool => node.IsTrue,
        _ => null,
    };

    private static JsonObject Map(Node node)
    {
        var map = new JsonObject();
        foreach (var field in node.Fields)
            map[field.Key.ToString()] = Of(field);
        return map;
    }

    private static JsonArray List(Node node)
    {
        var list = new JsonArray();
        foreach (var item in node.Items)
            list.Add(Of(item));
        return list;
    }
}
