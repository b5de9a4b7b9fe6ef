using System.Text;

namespace Redoubt.Report.Text;

/// <summary>Text from outside in Markdown: shown, never obeyed (GitHub Flavored Markdown, tables included).</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|~!&$";

    // A table with longer cells is not read by anybody.
    private const int LongestCell = 200;

    /// <summary>A name between back quotes; empty for an empty name.</summary>
    public static string Code(string text, bool inTable = true)
    {
        var shown = Shorten.Middle(Printable.Escape(text), LongestCell, "…");
        if (shown.Length == 0)
        {
            return "";
        }

        // A fence is longer than any run of back quotes inside.
        var fence = new string('`', 1 + LongestRun(shown));
        var pad = shown.StartsWith('`') || shown.EndsWith('`') ? " " : "";
        return fence + pad + (inTable ? shown.Replace("|", "\\|", StringComparison.Ordinal) : shown) + pad + fence;
    }

    /// <summary>A sentence; what stands between single back quotes stays code.</summary>
    public static string Prose(string text, bool inTable = true)
    {
        var parts = Printable.Prose(text).Split('`');
        var result = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            var quoted = i % 2 == 1;
            if (quoted && i < parts.Length - 1)
            {
                result.Append(Code(parts[i], inTable));
                continue;
            }

            result.Append(quoted ? "\\`" : "");
            Append(result, parts[i]);
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, string text)
    {
        foreach (var c in text)
        {
            // The empty comment keeps `@name` from calling somebody.
            _ = c == '@' ? result.Append("@<!-- -->") : Special.Contains(c) ? result.Append('\\').Append(c) : result.Append(c);
        }
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
