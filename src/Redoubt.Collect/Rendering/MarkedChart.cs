using System.Globalization;
using System.Text.RegularExpressions;

namespace Redoubt.Collect.Rendering;

/// <summary>A copy of a chart whose templates are marked, and what the marks in its rendering say.</summary>
internal sealed class MarkedChart
{
    private const long MostBytes = 64L << 20;

    /// <summary>A chart that knows the number cannot be, so that no chart can write a mark of its own.</summary>
    private readonly string _number = Guid.NewGuid().ToString("N");

    private readonly List<MarkedTemplate> _templates = [];
    private readonly Regex _mark;

    private MarkedChart() => _mark = new Regex($" #{_number}:([0-9]+):([0-9]+)#", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Copies a chart into a folder; null if it is too large for that.</summary>
    public static MarkedChart? Copy(ChartFolder chart, string target)
    {
        if (chart.Files.Values.Sum(file => new FileInfo(file).Length) > MostBytes)
        {
            return null;
        }

        var marked = new MarkedChart();
        foreach ((var relative, var file) in chart.Files)
        {
            var copy = Path.Combine(target, ChartFolder.UnpackedName(relative));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (IsTemplate(relative))
            {
                File.WriteAllText(copy, marked.Mark(relative, File.ReadAllText(file)));
            }
            else
            {
                File.Copy(file, copy);
            }
        }
        return marked;
    }

    /// <summary>The template's line for each line of a rendering, where the marked rendering shows it.</summary>
    public TemplateLine?[] Lines(HelmOutput real, HelmOutput marked)
    {
        var lines = new TemplateLine?[real.Lines.Length];
        if (real.Starts.Count != marked.Starts.Count)
        {
            return lines;
        }

        for (var part = 0; part < real.Starts.Count; part++)
        {
            var from = real.LinesOf(part);
            var shown = marked.Lines[marked.LinesOf(part)];
            // What a mark has changed beyond itself proves nothing.
            if (shown.Length == from.End.GetOffset(real.Lines.Length) - from.Start.GetOffset(real.Lines.Length))
            {
                Fill(lines.AsSpan(from), real.Lines.AsSpan(from), shown);
            }
        }
        return lines;
    }

    private static bool IsTemplate(string relative) => $"/{relative}".Contains("/templates/", StringComparison.Ordinal)
        && Path.GetExtension(relative) is ".yaml" or ".yml" or ".tpl" or ".json";

    private string Mark(string relative, string text)
    {
        var number = _templates.Count;
        var marks = TemplateMarks.Mark(text, line => $" #{_number}:{number}:{line}#", out var marked);
        _templates.Add(new MarkedTemplate(relative, text.Split('\n'), marks.Writes, marks.IsComplete, marks.HasParts));
        return marked;
    }

    private void Fill(Span<TemplateLine?> lines, ReadOnlySpan<string> real, string[] shown)
    {
        (int Template, int Line)? before = null;
        var gap = 0;
        for (var at = 0; at < shown.Length; at++)
        {
            if (_mark.Replace(shown[at], "") != real[at])
            {
                (before, gap) = (null, at + 1);
                continue;
            }
            if (Origin(shown[at]) is not { } origin)
            {
                continue;
            }

            lines[at] = Told(origin);
            if (before is { } last && IsAlone(last, origin))
            {
                lines[gap..at].Fill(Told(origin));
            }

            (before, gap) = (origin, at + 1);
        }
    }

    /// <summary>
    /// Which mark of a line tells its origin: the last of those whose line holds text of its own, since the others only stand
    /// where a block from elsewhere ends.
    /// </summary>
    private (int Template, int Line)? Origin(string shown)
    {
        (int Template, int Line)? origin = null;
        var text = false;
        foreach (Match match in _mark.Matches(shown))
        {
            (int Template, int Line) next = (Number(match.Groups[1]), Number(match.Groups[2]));
            var hasText = _templates[next.Template].Writes[next.Line - 1] == LineKind.Text;
            if (hasText || !text)
            {
                (origin, text) = (next, hasText);
            }
        }
        return origin;
    }

    /// <summary>
    /// Whether lines without a mark between two marks can only be what the action at the second gives: nothing else writes there, and
    /// what may write elsewhere leaves marks, also in those that ask for a part of the template.
    /// </summary>
    private bool IsAlone((int Template, int Line) before, (int Template, int Line) origin)
    {
        if (before.Template != origin.Template || before.Line >= origin.Line)
        {
            return false;
        }

        var template = _templates[origin.Template];
        var writes = template.Writes;
        return template.IsComplete && (!template.HasParts || _templates.TrueForAll(one => one.IsComplete))
            && writes[origin.Line - 1] == LineKind.Action
            && Array.TrueForAll(writes[before.Line..(origin.Line - 1)], kind => kind == LineKind.Nothing);
    }

    private TemplateLine Told((int Template, int Line) origin)
    {
        var template = _templates[origin.Template];
        return new TemplateLine(template.Relative, origin.Line, template.Lines[origin.Line - 1]);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed record MarkedTemplate(string Relative, string[] Lines, LineKind[] Writes, bool IsComplete, bool HasParts);
}

/// <summary>A line of a template.</summary>
/// <param name="Relative">The template's way from the chart's folder.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">What stands there.</param>
internal readonly record struct TemplateLine(string Relative, int Line, string Text);
