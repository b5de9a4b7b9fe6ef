using System.Text;

namespace Redoubt.Collect.Machines.Units;

/// <summary>The text of a unit file or drop-in (systemd.syntax(7)).</summary>
internal static class UnitFile
{
    /// <summary>Its assignments in their order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file that it is.</param>
    public static IEnumerable<UnitSetting> Settings(string text, string file)
    {
        var section = "";
        foreach (var joined in Joined(text))
        {
            var line = joined.Text.ToString();
            if (line.StartsWith('['))
            {
                section = line.Trim().Trim('[', ']');
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                continue;
            }

            var value = line[(equals + 1)..];
            var skipped = equals + 1 + (value.Length - value.TrimStart().Length);
            yield return new UnitSetting(section, line[..equals].Trim(), value.Trim(), file, [.. joined.Starts.Select(start => Math.Max(0, start - skipped))], joined.Lines);
        }
    }

    /// <summary>
    /// Lines without comments. A backslash at the end of a line is a blank, and the next line that is no comment goes on there.
    /// </summary>
    private static IEnumerable<Line> Joined(string text)
    {
        Line? open = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r').TrimStart();
            if (line is ['#' or ';', ..] || (open is null && line.Length == 0))
            {
                continue;
            }

            open ??= new Line(new StringBuilder(), [], []);
            open.Starts.Add(open.Text.Length);
            open.Lines.Add(number);
            if (line.EndsWith('\\'))
            {
                open.Text.Append(line, 0, line.Length - 1).Append(' ');
                continue;
            }

            open.Text.Append(line);
            yield return open;
            open = null;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private sealed record Line(StringBuilder Text, List<int> Starts, List<int> Lines);
}
