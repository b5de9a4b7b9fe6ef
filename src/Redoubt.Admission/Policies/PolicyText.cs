using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Files;
using Redoubt.Yaml;

namespace Redoubt.Admission.Policies;

/// <summary>A text of a policy, an expression or a message, and where it stands.</summary>
/// <param name="Text">The text; after an expansion to pod controllers the rewritten one.</param>
/// <param name="At">The value that holds it.</param>
/// <param name="IsRewritten">Whether an expansion changed it, so that places inside it are not the file's.</param>
public readonly record struct PolicyText(string Text, Node At, bool IsRewritten = false)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text);

    /// <summary>The text of a field; empty if it is absent.</summary>
    public static PolicyText Of(Node node) => new(node.AsString() ?? "", node);

    /// <summary>The place of a character of the text in its file; of a text that was rewritten or folded, where it starts.</summary>
    /// <param name="offset">Which character, in UTF-16 units.</param>
    public Position PositionOf(int offset)
    {
        if (!At.Exists)
        {
            return default;
        }

        var source = At.Tape.Source;
        return At.Style switch
        {
            _ when IsRewritten => At.Position,
            YamlStyle.Plain when offset < At.ValueLength => source.PositionOf(At.ValueOffset + offset),
            YamlStyle.SingleQuoted or YamlStyle.DoubleQuoted when offset + 1 < At.ValueLength => source.PositionOf(At.ValueOffset + 1 + offset),
            YamlStyle.Literal => InBlock(source, offset),
            _ => At.Position,
        };
    }

    /// <summary>A problem at a place of the text.</summary>
    internal FilePlace Problem(string file, int offset, string message)
    {
        var place = PositionOf(offset);
        return new FilePlace(file, Math.Max(place.Line, 1), Math.Max(place.Column, 1), message) { At = At, Field = FieldPath.Of(At) };
    }

    // A literal block has its text line by line below the `|`, each line indented as the first that is not empty.
    private Position InBlock(SourceText source, int offset)
    {
        var before = Text.AsSpan(0, Math.Min(offset, Text.Length));
        var lines = before.Count('\n');
        var column = before.Length - (before.LastIndexOf('\n') + 1);
        var line = At.Line + 1 + lines;
        var indent = 0;
        foreach (var unit in source.Line(line))
        {
            if (unit != ' ')
            {
                break;
            }

            indent++;
        }

        var own = 0;
        var start = before.LastIndexOf('\n') + 1;
        while (start + own < Text.Length && Text[start + own] == ' ')
        {
            own++;
        }

        return source.PositionOf(source.StartOf(line) + indent - own + column);
    }
}
