namespace Redoubt.Report;

/// <summary>
/// What a terminal can show, by the conventions that people set: <c>NO_COLOR</c>, <c>FORCE_COLOR</c>, <c>CLICOLOR_FORCE</c>,
/// <c>TERM</c>, <c>COLUMNS</c> and the locale. Asks nothing itself, so that every case can be tried.
/// </summary>
public static class TerminalTraits
{
    private const int DefaultWidth = 80;

    /// <summary>The options with width, colour and Unicode as they fit.</summary>
    /// <param name="options">All other options.</param>
    /// <param name="isTerminal">Whether the output goes to a terminal, not to a file or a pipe.</param>
    /// <param name="columns">The terminal's columns; 0 when not known.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static ReportOptions With(ReportOptions options, bool isTerminal, int columns, Func<string, string?> variable) => options with
    {
        Width = Width(isTerminal, columns, variable),
        Colour = Colour(isTerminal, variable),
        Unicode = Unicode(variable),
    };

    private static int Width(bool isTerminal, int columns, Func<string, string?> variable) =>
        int.TryParse(variable("COLUMNS"), out var asked) && asked > 0 ? asked : isTerminal && columns > 0 ? columns : DefaultWidth;

    private static bool Colour(bool isTerminal, Func<string, string?> variable)
    {
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
        {
            return false;
        }

        return IsForced(variable("FORCE_COLOR")) || IsForced(variable("CLICOLOR_FORCE")) || (isTerminal && variable("TERM") != "dumb");
    }

    private static bool IsForced(string? value) => !string.IsNullOrEmpty(value) && value != "0";

    // The first of the three that is set decides, as in every C library. Where none is, terminals of today show UTF-8.
    private static bool Unicode(Func<string, string?> variable)
    {
        string[] names = ["LC_ALL", "LC_CTYPE", "LANG"];
        var locale = names.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is null
            || locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }
}
