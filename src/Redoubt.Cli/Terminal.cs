using System.Text;
using Redoubt.Report;

namespace Redoubt.Cli;

/// <summary>What the terminal can show. Colours only where somebody looks at them.</summary>
internal static class Terminal
{
    /// <summary>How a report on standard output should look.</summary>
    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    /// <param name="toFile">Whether the report goes to a file instead.</param>
    public static ReportOptions Look(string color, bool toFile)
    {
        var someoneLooks = !toFile && !Console.IsOutputRedirected;
        return new ReportOptions
        {
            ToolVersion = ProgramVersion.Text,
            Width = someoneLooks ? Width() : EnvironmentWidth() ?? 100,
            Colour = color switch
            {
                "always" => true,
                "never" => false,
                _ => someoneLooks && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb",
            },
            Unicode = toFile || ShowsUnicode(),
        };
    }

    /// <summary>Whether to tell how far long work is: only on a terminal.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    private static int Width()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : EnvironmentWidth() ?? 80;
        }
        catch (IOException)
        {
            // Some terminals do not tell their size.
            return EnvironmentWidth() ?? 80;
        }
    }

    private static int? EnvironmentWidth() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : null;

    private static bool ShowsUnicode()
    {
        var locale = Environment.GetEnvironmentVariable("LC_ALL") is { Length: > 0 } all ? all
            : Environment.GetEnvironmentVariable("LC_CTYPE") is { Length: > 0 } type ? type
            : Environment.GetEnvironmentVariable("LANG") ?? "";
        return OperatingSystem.IsWindows()
            ? Console.OutputEncoding is UTF8Encoding
            : Console.IsOutputRedirected || locale is not ("C" or "POSIX");
    }
}
