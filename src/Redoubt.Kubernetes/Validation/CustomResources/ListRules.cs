using System.Globalization;
using System.Text;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>Items of lists of type set and map, which stand there once. Values are compared as the API server has them: 1.0 is 1, and fields have no order.</summary>
internal static class ListRules
{
    /// <summary>Tells of the items that were there before.</summary>
    public static void Apply(Node list, SchemaLevel level, Faults faults)
    {
        if (level.ListType is not ("set" or "map") || list.Count < 2)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var item in list.Items)
        {
            text.Clear();
            if (level.ListType == "set")
            {
                Write(item, text);
            }
            else if (!Keys(item, level, text))
            {
                continue;
            }

            if (!seen.Add(text.ToString()))
            {
                faults.Duplicate(item);
            }
        }
    }

    private static bool Keys(Node item, SchemaLevel level, StringBuilder text)
    {
        foreach (var key in level.MapKeys)
        {
            var value = item[key] is { HasValue: true } there ? there : level.Items?.Property(key)?.At["default"] ?? default;
            Write(value, text);
            text.Append(',');
        }

        return item.Kind == NodeKind.Map;
    }

    private static void Write(Node value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case NodeKind.String:
                text.Append(CultureInfo.InvariantCulture, $"s{value.Text.Length}:").Append(value.Text);
                break;
            case NodeKind.Map:
                text.Append('{');
                foreach (var field in Fields(value))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{field.Key.Length}:").Append(field.Key).Append('=');
                    Write(field, text);
                }

                text.Append('}');
                break;
            case NodeKind.List:
                text.Append('[');
                foreach (var item in value.Items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case NodeKind.Double when value.Double == Math.Floor(value.Double) && Math.Abs(value.Double) < 1e18:
                text.Append((long)value.Double);
                break;
            default:
                text.Append(Files.NodeJson.Scalar(value)).Append(value.Kind is NodeKind.Null or NodeKind.None ? "null" : "");
                break;
        }
    }

    private static List<Node> Fields(Node map)
    {
        var fields = new List<Node>(map.Count);
        foreach (var field in map.Fields)
        {
            fields.Add(field);
        }

        fields.Sort(static (left, right) => left.Key.SequenceCompareTo(right.Key));
        return fields;
    }
}
