using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>The old elements of a list by the keys that its schema names (`x-kubernetes-list-map-keys`).</summary>
internal sealed class ListKeys
{
    private readonly Dictionary<string, Node> _byKey = new(StringComparer.Ordinal);
    private readonly StructuralSchema _schema;

    /// <param name="schema">The schema of the list; one that is no list of type map finds nothing.</param>
    /// <param name="list">The old list, or no node.</param>
    public ListKeys(StructuralSchema schema, Node list)
    {
        _schema = schema;
        if (schema is not { Type: "array", ListType: "map", ListMapKeys.IsEmpty: false })
        {
            return;
        }

        foreach (var item in list.Items)
        {
            if (KeyOf(item) is { } key)
            {
                _byKey.TryAdd(key, item);
            }
        }
    }

    /// <summary>The old element with the same keys; no node if there is none.</summary>
    public Node Find(Node item) => _byKey.Count > 0 && KeyOf(item) is { } key ? _byKey.GetValueOrDefault(key) : default;

    /// <summary>A scalar's kind and value.</summary>
    public static string Text(Node value) => value.Kind switch
    {
        NodeKind.String => "s" + value.AsString(),
        NodeKind.Bool => value.IsTrue ? "true" : "false",
        NodeKind.Int => "i" + value.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.UInt => "f" + ((double)value.UInt).ToString("R", CultureInfo.InvariantCulture),
        NodeKind.Double => "f" + value.Double.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    private string? KeyOf(Node item)
    {
        if (item.Kind != NodeKind.Map)
        {
            return null;
        }

        var parts = new string[_schema.ListMapKeys.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Text(item[_schema.ListMapKeys[i]]);
            if (parts[i].Length == 0)
            {
                return null;
            }
        }

        return string.Join('\0', parts);
    }
}
