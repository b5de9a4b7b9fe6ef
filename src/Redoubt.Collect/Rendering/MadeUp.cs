using System.Text.RegularExpressions;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// What a chart makes up at every rendering: lines that differ from rendering to rendering, and templates of which not even the number of
/// objects or lines is the same. Neither stands in a file, so nothing may be said of it: the same input gives the same report.
/// </summary>
internal sealed partial class MadeUp
{
    /// <summary>How often a chart is rendered that names a function whose answer changes: a choice by chance is rarely the same so often.</summary>
    private const int RenderingsOfChance = 6;

    private readonly bool[] _lines;

    private MadeUp(HelmOutput known, IReadOnlySet<string> templates, bool[] lines)
    {
        Known = known;
        Templates = templates;
        _lines = lines;
    }

    /// <summary>The rendering without what those templates made.</summary>
    public HelmOutput Known { get; }

    /// <summary>The templates that make up what they hold, as Helm names them, in order.</summary>
    public IReadOnlySet<string> Templates { get; }

    /// <summary>How often to render a chart with these templates to see what changes.</summary>
    public static int Renderings(IEnumerable<string> templates) => templates.Any(text => Chance().IsMatch(text)) ? RenderingsOfChance : 2;

    /// <summary>Whether a template chooses or repeats by a function whose answer changes: then its renderings may agree by chance.</summary>
    public static bool ChoosesByChance(string template) => Choice().IsMatch(template);

    /// <summary>Compares renderings of one chart.</summary>
    /// <param name="output">The rendering that is read.</param>
    /// <param name="others">The others.</param>
    /// <param name="choosesByChance">Whether a template, as Helm names it, is known to choose by chance.</param>
    public static MadeUp Of(HelmOutput output, IReadOnlyList<HelmOutput> others, Predicate<string> choosesByChance)
    {
        var parts = output.PartsBySource();
        var templates = new SortedSet<string>(parts.Keys.Where(source => choosesByChance(source)), StringComparer.Ordinal);
        foreach (var other in others.Where(other => other.Text != output.Text))
        {
            var otherParts = other.PartsBySource();
            templates.UnionWith(otherParts.Keys.Except(parts.Keys));
            templates.UnionWith(parts.Keys.Where(source => !HasSameShape(output, parts[source], other, otherParts.GetValueOrDefault(source, []))));
        }

        var known = output.Without(templates);
        var lines = new bool[known.Lines.Length];
        foreach (var other in others)
        {
            Mark(lines, known, other.Without(templates));
        }

        return new MadeUp(known, templates, lines);
    }

    /// <summary>Whether one of these lines is made up.</summary>
    /// <param name="first">From 1.</param>
    /// <param name="last">From 1.</param>
    public bool HasLine(int first, int last) => _lines.AsSpan()[(first - 1)..Math.Min(last, _lines.Length)].Contains(true);

    private static bool HasSameShape(HelmOutput output, List<int> parts, HelmOutput other, List<int> otherParts) =>
        parts.Select(output.LengthOf).SequenceEqual(otherParts.Select(other.LengthOf));

    /// <summary>Marks the lines in which two renderings of one shape differ.</summary>
    private static void Mark(bool[] made, HelmOutput known, HelmOutput other)
    {
        if (known.Text == other.Text)
        {
            return;
        }

        var otherParts = other.PartsBySource();
        foreach (var (part, otherPart) in known.PartsBySource().SelectMany(one => one.Value.Zip(otherParts[one.Key])))
        {
            var (start, length) = known.LinesOf(part).GetOffsetAndLength(known.Lines.Length);
            var lines = other.Lines[other.LinesOf(otherPart)];
            for (var at = 0; at < length; at++)
            {
                made[start + at] |= known.Lines[start + at] != lines[at];
            }
        }
    }

    [GeneratedRegex(@"\b(rand\w+|uuidv4|shuffle|now|gen(CA|PrivateKey|SelfSigned|Signed)\w*|htpasswd|bcrypt|derivePassword)\b")]
    private static partial Regex Chance();

    [GeneratedRegex(@"\{\{-?\s*(else\s+)?(if|range|with)\b[^}]{0,500}\b(rand\w+|uuidv4|shuffle)\b")]
    private static partial Regex Choice();
}
