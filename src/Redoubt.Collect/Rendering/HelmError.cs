using System.Text.RegularExpressions;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Collect.Rendering;

/// <summary>Helm's own message, with the place of the template where it names one.</summary>
internal static partial class HelmError
{
    private const int MostCharacters = 1_000;

    private const string Advice = "Use --debug flag to render out invalid YAML";

    public static LedgerEntry Read(string message, Chart chart, ChartPaths paths, SecretMask mask)
    {
        message = message.Replace(Advice, "", StringComparison.Ordinal).Trim();
        (var file, var line, var column) = Place(message, paths) ?? (chart.NameOf("Chart.yaml"), 0, 0);
        // Helm names our folder in full, and the user knows it by another name.
        var text = mask.Safe(message).Replace(chart.Folder, chart.Name, StringComparison.Ordinal);
        return new LedgerEntry(LedgerCode.Unreadable, file, line, column, $"a chart that does not render: {Shown(text)}");
    }

    /// <summary>A message of another program on one line: without its first word of no news, and no longer than a person reads.</summary>
    public static string Shown(string message)
    {
        var text = Breaks().Replace(message.Trim(), " ");
        text = text.StartsWith("Error: ", StringComparison.OrdinalIgnoreCase) ? text["Error: ".Length..] : text;
        return text.Length <= MostCharacters ? text : text[..MostCharacters] + " …";
    }

    /// <summary>The last place that is named, with its line if any is: where it happened, after those that led there.</summary>
    private static (string File, int Line, int Column)? Place(string message, ChartPaths paths)
    {
        foreach (var match in Places().Matches(message).OrderBy(match => match.Groups["line"].Success).ThenBy(match => match.Index).Reverse())
        {
            var relative = paths.RelativeOf(match.Groups["file"].Value, out var exact);
            if (!exact)
            {
                continue;
            }

            var file = paths.NameOf(match.Groups["file"].Value);
            return relative.Length == 0 ? null : (file, Number(match.Groups["line"]), Number(match.Groups["column"]));
        }
        return null;
    }

    private static int Number(Group group) => int.TryParse(group.ValueSpan, out var number) ? number : 0;

    /// <summary><c>chart/templates/x.yaml:12:20</c>; a line of its own, as <c>yaml: line 3</c>, is one of the rendered text.</summary>
    [GeneratedRegex(@"(?<file>[^\s:()""]+/templates/[^\s:()""]+)(?::(?<line>\d{1,9}))?(?::(?<column>\d{1,9}))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Places();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();
}
