using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Redoubt.EndToEnd;

/// <summary>
/// A terminal's text with its colours as a picture in SVG. Each piece of text has its own place and length, and blanks are places and not
/// text: browsers differ in which blanks they keep.
/// </summary>
internal static partial class TerminalPicture
{
    private const double Cell = 8.2;
    private const int Line = 18;
    private const int Margin = 16;

    private static readonly Dictionary<string, string> Colours = new()
    {
        ["31"] = "#ff7b72",
        ["32"] = "#7ee787",
        ["33"] = "#e3b341",
        ["36"] = "#76e3ea",
        ["2"] = "#8b949e",
    };

    /// <summary>The picture.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="lines">The lines, with the escape sequences of colours.</param>
    /// <param name="columns">The width of the terminal.</param>
    public static string Draw(string title, IReadOnlyList<string> lines, int columns)
    {
        var (width, height) = ((int)(columns * Cell) + 2 * Margin, lines.Count * Line + 2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">
            <rect width="100%" height="100%" rx="8" fill="#0d1117"/>
            <g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13.6" fill="#e6edf3">

            """);
        for (var i = 0; i < lines.Count; i++)
        {
            var pieces = string.Concat(Pieces(lines[i]).Select(Piece));
            if (pieces.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text y=\"{Margin + i * Line + 13}\">{pieces}</text>\n");
            }
        }

        return svg.Append("</g></svg>\n").ToString();
    }

    private static IEnumerable<(int Column, string Text, string Style)> Pieces(string line)
    {
        var (column, style) = (0, "");
        foreach (Match part in Parts().Matches(line))
        {
            if (part.Groups["codes"].Success)
            {
                style = Style(part.Groups["codes"].Value);
                continue;
            }

            if (part.Value[0] != ' ')
            {
                yield return (column, part.Value, style);
            }

            column += new StringInfo(part.Value).LengthInTextElements;
        }
    }

    private static string Style(string codes)
    {
        var style = new StringBuilder();
        foreach (var code in codes.Split(';'))
        {
            style.Append(code == "1" ? " font-weight=\"bold\"" : Colours.TryGetValue(code, out var colour) ? $" fill=\"{colour}\"" : "");
        }

        return style.ToString();
    }

    private static string Piece((int Column, string Text, string Style) piece) => string.Create(
        CultureInfo.InvariantCulture,
        $"<tspan x=\"{Margin + piece.Column * Cell:0.#}\"{piece.Style} textLength=\"{new StringInfo(piece.Text).LengthInTextElements * Cell:0.#}\">{WebUtility.HtmlEncode(piece.Text)}</tspan>");

    // A change of style, blanks, or words with single blanks between them.
    [GeneratedRegex(@"\x1b\[(?<codes>[0-9;]*)m| +|[^ \x1b]+(?: [^ \x1b]+)*")]
    private static partial Regex Parts();
}
