namespace Redoubt.Report.Terminal;

/// <summary>The few signs of the console; words and ASCII where the terminal has no Unicode.</summary>
/// <param name="Fail">Something fails.</param>
/// <param name="Pass">All is well.</param>
/// <param name="Unknown">Not known.</param>
/// <param name="None">No control asks.</param>
/// <param name="Between">Between the parts of a line.</param>
/// <param name="Rule">What a line across is made of.</param>
/// <param name="Ellipsis">Where something was left out.</param>
/// <param name="Margin">Before a line of a file.</param>
internal sealed record Symbols(string Fail, string Pass, string Unknown, string None, string Between, string Rule, string Ellipsis, string Margin)
{
    public static readonly Symbols Unicode = new("✗", "✓", "?", "–", " · ", "─", "…", "│ ");

    public static readonly Symbols Ascii = new("fail", "pass", "?", "-", ", ", "-", "...", "| ");
}
