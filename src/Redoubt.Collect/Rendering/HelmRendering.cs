using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering;

/// <summary>What Helm made of a chart, and where each line of it came from.</summary>
internal sealed class HelmRendering(Chart chart, ChartPaths paths, TemplateLine?[] lines, MadeUp madeUp) : Evidence.Rendering("helm", chart.Name)
{
    private HelmOutput Output => madeUp.Known;

    public override SourcePlace PlaceOf(Document document, Node place) => PlaceOf(place.KeyPosition, place);

    public override string? SourceLine(SourcePlace place, int line) => line >= 1 && line <= lines.Length && lines[line - 1] is { } origin && !HasLiteral(origin.Text) ? origin.Text : null;

    public override IReadOnlyList<UnknownPath> UnknownOf(Node root)
    {
        var paths = new List<UnknownPath>();
        foreach (var value in Values.Below(root).Where(value => ChartValue.IsScalar(value) && IsMadeUp(value)))
        {
            if (NodePath.TryParse(value.PathTo(root), out var path))
            {
                paths.Add(new UnknownPath(path, "the chart makes it up at every rendering"));
            }
        }
        return paths;
    }

    /// <summary>The place of a line of the rendered text.</summary>
    /// <param name="position">The place in the rendered text.</param>
    /// <param name="place">The value there; no value if none is meant.</param>
    public SourcePlace PlaceOf(Position position, Node place)
    {
        var source = Output.SourceOf(position.Line);
        if (source.Contains("/crds/", StringComparison.Ordinal))
        {
            return Verbatim(source, position);
        }

        if (position.Line < 1 || position.Line > lines.Length || lines[position.Line - 1] is not { } origin)
        {
            return new SourcePlace(paths.NameOf(source), 0, 0);
        }

        return new SourcePlace(chart.NameOf(origin.Relative), origin.Line, Column(Output.Lines[position.Line - 1], origin.Text, position.ColumnUtf16, place));
    }

    /// <summary>Whether an action of the line holds a text of its own: it may be a default that is not used here, of a password too.</summary>
    private static bool HasLiteral(string template)
    {
        for (var at = template.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = template.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var end = template.IndexOf("}}", at, StringComparison.Ordinal);
            var action = end < 0 ? template.AsSpan(at) : template.AsSpan(at, end - at);
            if (action.IndexOfAny('"', '`') >= 0)
            {
                return true;
            }

            at += action.Length;
        }

        return false;
    }

    private bool IsMadeUp(Node value)
    {
        var last = value.Tape.Source.PositionOf(value.ValueOffset + Math.Max(0, value.ValueLength - 1)).Line;
        return madeUp.HasLine(value.Line, last);
    }

    /// <summary>A definition of custom resources is copied as it is.</summary>
    private SourcePlace Verbatim(string source, Position position)
    {
        var relative = paths.RelativeOf(source, out var exact);
        var line = position.Line - 1 - Output.Starts[Output.PartOf(position.Line)];
        return exact ? new SourcePlace(chart.NameOf(relative), line, position.Column) : new SourcePlace(chart.NameOf(relative), 0, 0);
    }

    /// <summary>The column of a key that the template holds as it was rendered; 0 where it does not.</summary>
    private static int Column(string rendered, string template, int column, Node place)
    {
        var indent = rendered.Length - rendered.TrimStart().Length;
        var written = template.Length - template.TrimStart().Length;
        var length = column - 1 - indent + Math.Max(1, place.KeyLength);
        return length > 0 && indent + length <= rendered.Length && template.AsSpan(written).StartsWith(rendered.AsSpan(indent, length))
            ? CharactersBefore(template, written + column - indent)
            : 0;
    }

    // A column counts characters, of which those outside of the first plane take two units.
    private static int CharactersBefore(string line, int column) => column - line.Take(column - 1).Count(char.IsLowSurrogate);
}
