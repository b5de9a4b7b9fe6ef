using System.Text;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Names the levels of a definition's schema as the server does: <c>spec.validation.openAPIV3Schema.properties[spec].items</c>.</summary>
/// <param name="schema">The schema.</param>
/// <param name="root">The definition.</param>
/// <param name="path">How the server names the schema, from the definition's root, with a dot in front.</param>
internal sealed class SchemaPaths(Node schema, Node root, string path)
{
    /// <summary>A field of a level of the schema.</summary>
    public Spot Of(Node at, string field) => Named(at, "." + field, at[field]);

    /// <summary>A level of the schema, or what follows it in the path.</summary>
    public Spot Named(Node at, string suffix, Node where = default) => new(root, PathTo(at) + suffix, where.Exists ? where : at);

    /// <summary>The path of a level, from the definition's root, with a dot in front.</summary>
    public string PathTo(Node node)
    {
        var steps = new Stack<Node>();
        for (var at = node; at.Exists && at != schema; at = at.Parent)
        {
            steps.Push(at);
        }

        var text = new StringBuilder(path);
        var isKey = false;
        foreach (var step in steps)
        {
            if (!step.HasKey)
            {
                text.Append('[').Append(step.Index).Append(']');
            }
            else if (isKey)
            {
                text.Append('[').Append(step.Key).Append(']');
                isKey = false;
            }
            else
            {
                text.Append('.').Append(step.Key);
                isKey = step.Key is "properties" or "patternProperties" or "definitions" or "dependencies";
            }
        }

        return text.ToString();
    }
}
