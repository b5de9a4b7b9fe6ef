using System.Text;
using Redoubt.Evidence;

namespace Redoubt.Access.Defaults;

/// <summary>A value of an RBAC object as one text, equal for what means the same: the order of fields and of texts in a list says nothing there.</summary>
internal static class Canonical
{
    public static string Text(Node node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(Node node, StringBuilder text)
    {
        switch (node.Kind)
        {
            case NodeKind.Map:
                var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
                foreach (var field in node.Fields)
                {
                    if (field.HasValue && !(field.Kind == NodeKind.List && field.Count == 0) && !field.Is(""))
                    {
                        fields[field.Key.ToString()] = Text(field);
                    }
                }

                text.Append('{').AppendJoin(',', fields.Select(field => $"{field.Key}:{field.Value}")).Append('}');
                break;
            case NodeKind.List:
                var items = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var item in node.Items)
                {
                    items.Add(Text(item));
                }

                text.Append('[').AppendJoin(',', items).Append(']');
                break;
            default:
                text.Append('"').Append(node.Text).Append('"');
                break;
        }
    }
}
