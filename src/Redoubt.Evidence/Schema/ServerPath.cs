using System.Text;

namespace Redoubt.Evidence.Schema;

/// <summary>A path as the API server writes it in its messages: items by their number, <c>spec.containers[0].image</c>.</summary>
internal static class ServerPath
{
    public static string To(Node node, Node root)
    {
        var steps = new Stack<Node>();
        for (var at = node; at.Exists && at != root; at = at.Parent)
        {
            steps.Push(at);
        }

        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.HasKey)
            {
                text.Append(text.Length > 0 ? "." : "").Append(step.Key);
            }
            else
            {
                text.Append('[').Append(step.Index).Append(']');
            }
        }

        return text.ToString();
    }
}
