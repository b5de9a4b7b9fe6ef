using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation;

/// <summary>A field's name in the API server's causes: items by number, keys of free maps in brackets, <c>data[a.b]</c>.</summary>
internal static class FieldPath
{
    /// <summary>The path of a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="root">The object that it is in.</param>
    /// <param name="type">The object's type, which says what is a field and what a key; null if it is not known.</param>
    public static string Of(Node node, Node root, TypeInfo? type)
    {
        var steps = new Stack<Node>();
        for (var at = node; at.Exists && at != root; at = at.Parent)
        {
            steps.Push(at);
        }

        var text = new StringBuilder();
        var reached = type is null ? null : FieldType.ObjectOf(() => type);
        foreach (var step in steps)
        {
            if (!step.HasKey)
            {
                text.Append('[').Append(step.Index).Append(']');
                reached = reached?.Element;
            }
            else if (reached?.Kind == FieldKind.Map)
            {
                text.Append('[').Append(step.Key).Append(']');
                reached = reached.Element;
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(step.Key);
                reached = reached?.Object is { } known && known.TryField(step.KeySymbol, step.Key, out var field) ? field.Type : null;
            }
        }

        return text.ToString();
    }
}
