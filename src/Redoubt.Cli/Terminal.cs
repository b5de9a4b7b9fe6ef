using System.Text;
using Redoubt.Report;

namespace Redoubt.Cli;

/// <summary>What the terminal can show. Colours only where somebody looks at them.</summary>
internal static class Terminal
{
    // Set in the beginning, before anything else looks.
    private static string? _kind;

    /// <summary>
    /// Keeps .NET from switching the terminal's keypad (<c>ESC[?1h</c>) on when it first asks for the console: it never switches it back,
    /// and we read no keys. To be called before anything is written.
    /// </summary>
    public static void Prepare()
    {
        _kind = Environment.GetEnvironmentVariable("TERM");
        Environment.SetEnvironmentVariable("TERM", null);
    }

    /// <summary>How a report on standard output should look.</summary>
    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    /// <param name="toFile">Whether the report goes to a file instead.</param>
    public static ReportOptions Look(string color, bool toFile)
    {
        var someoneLooks = !toFile && !Console.IsOutputRedirected;
        return new ReportOptions
        {
            ToolVersion = ProgramVersion.Text,
            Folder = Environment.CurrentDirectory,
            Height = someoneLooks ? Height() : 0,
            Width = someoneLooks ? Width() : EnvironmentWidth() ?? 100,
            Colour = color switch
            {
                "always" => true,
                "never" => false,
                _ => someoneLooks && AllowsColour && _kind is not "dumb",
            },
            Unicode = toFile || ShowsUnicode(),
        };
    }

    /// <summary>Whether to tell how far long work is: only on a terminal that takes escape sequences, and may get them.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected && AllowsColour && _kind is not (null or "dumb");

    // https://no-color.org: any value but the empty one.
    private static bool AllowsColour => Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    private static int Width() => Size(() => Console.WindowWidth) ?? EnvironmentWidth() ?? 80;

    private static int Height() => Size(() => Console.WindowHeight) ?? 0;

    // Some terminals do not tell their size.
    private static int? Size(Func<int> side)
    {
        try
        {
            return side() is > 0 and var cells ? cells : null;
        }
        catch (IOException)
        {
            return null;
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
