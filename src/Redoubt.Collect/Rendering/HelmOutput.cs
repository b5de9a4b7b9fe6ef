using System.Text;

namespace Redoubt.Collect.Rendering;

/// <summary>What <c>helm template</c> wrote, by lines, and which template each line came from.</summary>
internal sealed class HelmOutput
{
    private const string Source = "# Source: ";

    private readonly int[] _sourceOfLine;
    private readonly List<string> _sources = [];

    public HelmOutput(string text)
    {
        Text = text;
        Lines = text.Split('\n');
        _sourceOfLine = new int[Lines.Length];
        var source = -1;
        for (var at = 0; at < Lines.Length; at++)
        {
            // Only right after `---` the line is Helm's; elsewhere it is text of a template.
            if (at > 0 && Lines[at - 1] == "---" && Lines[at].StartsWith(Source, StringComparison.Ordinal))
            {
                source = _sources.Count;
                _sources.Add(Lines[at][Source.Length..].TrimEnd());
                Starts.Add(at);
            }
            _sourceOfLine[at] = source;
        }
    }

    public static HelmOutput Of(byte[] bytes) => new(Encoding.UTF8.GetString(bytes));

    public string Text { get; }

    /// <summary>The lines without their breaks.</summary>
    public string[] Lines { get; }

    /// <summary>The index of each <c># Source:</c> line.</summary>
    public List<int> Starts { get; } = [];

    /// <summary>The template of a line, as <c>chart/templates/x.yaml</c>; empty for what stands before the first.</summary>
    /// <param name="line">From 1.</param>
    public string SourceOf(int line) => line >= 1 && line <= Lines.Length && _sourceOfLine[line - 1] is >= 0 and var source ? _sources[source] : "";

    /// <summary>Which part, from 0, a line belongs to: each <c># Source:</c> starts one. -1 before the first.</summary>
    /// <param name="line">From 1.</param>
    public int PartOf(int line) => line >= 1 && line <= Lines.Length ? _sourceOfLine[line - 1] : -1;

    /// <summary>Which lines another rendering of the same chart has otherwise; empty if none.</summary>
    public bool[] Unlike(HelmOutput other)
    {
        if (other.Text == Text || other.Starts.Count != Starts.Count)
        {
            return [];
        }

        var unlike = new bool[Lines.Length];
        for (var part = 0; part < Starts.Count; part++)
        {
            (var start, var length) = LinesOf(part).GetOffsetAndLength(Lines.Length);
            var others = other.Lines[other.LinesOf(part)];
            for (var at = 0; at < length && others.Length == length; at++)
            {
                unlike[start + at] = Lines[start + at] != others[at];
            }
        }
        return unlike;
    }

    /// <summary>The lines of a part without its <c># Source:</c> line, as indexes.</summary>
    public Range LinesOf(int part) => (Starts[part] + 1)..(part + 1 < Starts.Count ? Starts[part + 1] - 1 : Lines.Length);
}
