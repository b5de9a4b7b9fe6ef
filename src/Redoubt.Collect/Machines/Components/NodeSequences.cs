using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>Items and fields as sequences, for files so small that what that allocates does not count.</summary>
internal static class NodeSequences
{
    /// <summary>The items of a list.</summary>
    public static IEnumerable<Node> AllItems(this Node list)
    {
        for (var index = 0; index < (list.Kind == NodeKind.List ? list.Count : 0); index++)
        {
            yield return list[index];
        }
    }

    /// <summary>The values of a map's fields.</summary>
    public static IEnumerable<Node> AllFields(this Node map)
    {
        var fields = new List<Node>(map.Kind == NodeKind.Map ? map.Count : 0);
        foreach (var field in map.Fields)
        {
            fields.Add(field);
        }
        return fields;
    }

    /// <summary>A field by a path of names with dots between them, as <c>authentication.x509.clientCAFile</c>.</summary>
    public static Node AtPath(this Node root, string path) => path.Split('.').Aggregate(root, (node, name) => node[name]);

    /// <summary>A scalar as text, as a flag would have it; null for lists and maps, and where there is none.</summary>
    public static string? ScalarText(this Node value) => value.Kind switch
    {
        NodeKind.String => value.AsString(),
        NodeKind.Bool => value.IsTrue ? "true" : "false",
        NodeKind.Int => value.Int.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NodeKind.UInt => value.UInt.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NodeKind.Double => value.Double.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
