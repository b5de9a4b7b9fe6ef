using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation;

/// <summary>A field's name in the API server's causes: items by number, keys of free maps in brackets, <c>data[a.b]</c>.</summary>
internal static class FieldPath
{
    private const int Usual = 80;

    /// <summary>The path of a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="root">The object that it is in.</param>
    /// <param name="type">The object's type, which says what is a field and what a key; null if it is not known.</param>
    public static string Of(Node node, Node root, TypeInfo? type)
    {
        var text = new StringBuilder(Usual);
        Append(node, root, type, text);
        return text.ToString();
    }

    // What stands at the value: its type, and that of an object's fields.
    private static (FieldType? Reached, TypeInfo? Object) Append(Node node, Node root, TypeInfo? type, StringBuilder text)
    {
        if (!node.Exists || node == root)
        {
            return (null, type);
        }

        var (above, known) = Append(node.Parent, root, type, text);
        FieldType? reached = null;
        if (!node.HasKey)
        {
            text.Append('[').Append(node.Index).Append(']');
            reached = above?.Element;
        }
        else if (above?.Kind == FieldKind.Map)
        {
            text.Append('[').Append(node.Key).Append(']');
            reached = above.Element;
        }
        else
        {
            text.Append(text.Length > 0 ? "." : "").Append(node.Key);
            reached = known is not null && known.TryField(node.KeySymbol, node.Key, out var field) ? field.Type : null;
        }

        return (reached, reached?.Object);
    }
}
