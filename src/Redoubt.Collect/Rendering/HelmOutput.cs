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

    /// <summary>The parts of each template, in order.</summary>
    public Dictionary<string, List<int>> PartsBySource()
    {
        var parts = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var part = 0; part < _sources.Count; part++)
        {
            if (!parts.TryGetValue(_sources[part], out var own))
            {
                parts.Add(_sources[part], own = []);
            }

            own.Add(part);
        }

        return parts;
    }

    /// <summary>The same without what some templates made, so that their lines do not move the others'.</summary>
    /// <param name="templates">As Helm names them.</param>
    public HelmOutput Without(IReadOnlySet<string> templates)
    {
        if (!templates.Overlaps(_sources))
        {
            return this;
        }

        // The line before a `# Source:` line, its `---`, belongs to the part too.
        var kept = Enumerable.Range(0, _sources.Count).Where(part => !templates.Contains(_sources[part])).SelectMany(part => Lines[(Starts[part] - 1)..LinesOf(part).End.Value]);
        return new HelmOutput(string.Concat(Lines.Take(Starts[0] - 1).Concat(kept).Select(line => line + '\n')));
    }

    /// <summary>How many lines a part has.</summary>
    public int LengthOf(int part) => LinesOf(part).GetOffsetAndLength(Lines.Length).Length;

    /// <summary>The lines of a part without its <c># Source:</c> line, as indexes.</summary>
    public Range LinesOf(int part) => (Starts[part] + 1)..(part + 1 < Starts.Count ? Starts[part + 1] - 1 : Lines.Length - (Lines[^1].Length is 0 ? 1 : 0));
}
