using System.Globalization;
using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>Where a replacement puts a value that another field has: the fields of the objects that it selects.</summary>
/// <param name="text">Where it stands.</param>
/// <param name="target">One of its targets.</param>
internal sealed class Replacement(ChangeText text, Node target) : OverlayChange
{
    private readonly ChangeTarget _select = new(target["select"]);
    private readonly (Node Written, string[] Steps)[] _fields = Fields(target["fieldPaths"]);

    public override string? ObjectName => _select.PlainName;

    public override SourcePlace? PlaceOf(RenderedNode place)
    {
        if (!_select.Fits(place))
        {
            return null;
        }

        var chain = place.Chain;
        var found = Array.FindLast(_fields, field => field.Steps.Length == chain.Count - 1 && field.Steps.Select((step, at) => IsStep(step, chain[at + 1])).All(fits => fits));
        return found.Written.Exists ? text.PlaceOf(found.Written) : null;
    }

    private static (Node Written, string[] Steps)[] Fields(Node paths)
    {
        var fields = new List<(Node, string[])>();
        foreach (var path in paths.Items)
        {
            fields.Add((path, Steps(path.AsString() ?? "")));
        }

        return [.. fields];
    }

    /// <summary>The steps of <c>spec.containers.[name=web].image</c>: dots part them, but not behind a backslash and not in brackets.</summary>
    private static string[] Steps(string path)
    {
        var steps = new List<string> { "" };
        var depth = 0;
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length && path[at + 1] == '.')
            {
                at++;
            }
            else if (path[at] == '.' && depth == 0)
            {
                steps.Add("");
                continue;
            }
            else
            {
                depth += path[at] switch { '[' => 1, ']' => -1, _ => 0 };
            }

            steps[^1] += path[at];
        }

        return [.. steps];
    }

    private static bool IsStep(string step, Node child)
    {
        if (child.HasKey)
        {
            return child.Key.SequenceEqual(step) || (step.Length > 2 && step[0] == '[' && child.Key.SequenceEqual(step.AsSpan(1, step.Length - 2)));
        }

        var pair = step.Trim('[', ']').Split('=', 2);
        return step == "*"
            || (pair.Length == 2 ? child[pair[0]].Is(pair[1]) : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == child.Index);
    }
}
