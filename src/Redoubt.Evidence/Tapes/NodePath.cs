using System.Text;

namespace Redoubt.Evidence.Tapes;

/// <summary>
/// A way through a document, written as CEL selects and as reports show it:
/// <c>spec.containers[name=web].image</c>, <c>metadata.labels['a.b/c']</c>, <c>rules[0]</c>. Empty: the document itself.
/// </summary>
public sealed class NodePath
{
    private readonly PathStep[] _steps;
    private readonly int[] _symbols;

    private NodePath(PathStep[] steps)
    {
        _steps = steps;
        _symbols = [.. steps.Select(step => step.Name is { } name ? Tape.Symbol(name) : 0)];
    }

    /// <summary>The document itself.</summary>
    public static NodePath Root { get; } = new([]);

    /// <summary>The steps from the root on.</summary>
    public IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>A path of these steps.</summary>
    /// <param name="steps">From the root on.</param>
    public static NodePath Of(IEnumerable<PathStep> steps) => new([.. steps]);

    /// <summary>Reads a path; <c>?</c> before a step, as in CEL's optional selections, is passed over.</summary>
    /// <param name="text">The path's text.</param>
    /// <param name="path">The path, if the text is one.</param>
    /// <returns>Whether the text is a path.</returns>
    public static bool TryParse(string text, out NodePath path)
    {
        var steps = new NodePathReader(text).Read();
        path = steps is null ? Root : new NodePath(steps);
        return steps is not null;
    }

    /// <summary>Reads a pattern of paths: as a path, and <c>[*]</c> or <c>.*</c> is each item of a list and each value of a map.</summary>
    /// <param name="text">The pattern's text.</param>
    /// <param name="pattern">The pattern, if the text is one.</param>
    /// <returns>Whether the text is a pattern.</returns>
    public static bool TryParsePattern(string text, out NodePath pattern)
    {
        var steps = new NodePathReader(text, takesAny: true).Read();
        pattern = steps is null ? Root : new NodePath(steps);
        return steps is not null;
    }

    /// <summary>Whether the path is exactly these two fields.</summary>
    internal bool IsField(string outer, string inner) => _steps is [var first, var second] && first == PathStep.Field(outer) && second == PathStep.Field(inner);

    /// <summary>Follows the path.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="nearest">The value, or where there is none its nearest ancestor that exists.</param>
    /// <returns>Whether the whole path exists.</returns>
    public bool TryResolve(Node from, out Node nearest)
    {
        nearest = from;
        for (var i = 0; i < _steps.Length; i++)
        {
            var next = _steps[i].From(nearest, _symbols[i]);
            if (!next.Exists)
            {
                return false;
            }

            nearest = next;
        }
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            NodePathWriter.Append(text, step);
        }

        return text.ToString();
    }

    /// <summary>The text of the path from one value down to another.</summary>
    internal static string Between(Node ancestor, Node node)
    {
        var steps = new List<PathStep>();
        for (var at = node; at.Exists && at != ancestor; at = at.Parent)
        {
            var parent = at.Parent;
            if (!parent.Exists)
            {
                break;
            }

            steps.Add(StepTo(at));
        }
        steps.Reverse();
        return new NodePath([.. steps]).ToString();
    }

    private static PathStep StepTo(Node node)
    {
        if (node.HasKey)
        {
            return PathStep.Field(node.Key.ToString());
        }

        return node["name"] is { Kind: NodeKind.String, Text.Length: > 0 } name
            ? PathStep.Match("name", name.AsString()!)
            : PathStep.Item(node.Index);
    }
}
