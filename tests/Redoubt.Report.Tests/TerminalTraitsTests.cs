namespace Redoubt.Report.Tests;

/// <summary>What the environment says about the terminal.</summary>
public class TerminalTraitsTests
{
    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)]
    [InlineData(true, "NO_COLOR=1", false)]
    [InlineData(true, "NO_COLOR=", true)]
    [InlineData(true, "TERM=dumb", false)]
    [InlineData(false, "FORCE_COLOR=1", true)]
    [InlineData(false, "CLICOLOR_FORCE=1", true)]
    [InlineData(false, "FORCE_COLOR=0", false)]
    [InlineData(true, "FORCE_COLOR=1 NO_COLOR=1", false)]
    public void Colour_follows_the_terminal_and_what_people_set(bool terminal, string environment, bool colour) =>
        Assert.Equal(colour, Read(terminal, 100, environment).Colour);

    [Theory]
    [InlineData("", true)]
    [InlineData("LANG=en_GB.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C", false)]
    [InlineData("LANG=en_GB.UTF-8 LC_ALL=POSIX", false)]
    [InlineData("LANG=C LC_CTYPE=de_DE.UTF-8", true)]
    public void Unicode_follows_the_locale(string environment, bool unicode) => Assert.Equal(unicode, Read(true, 100, environment).Unicode);

    [Theory]
    [InlineData(true, 100, "", 100)]
    [InlineData(true, 0, "", 80)]
    [InlineData(false, 100, "", 80)]
    [InlineData(false, 0, "COLUMNS=132", 132)]
    [InlineData(true, 100, "COLUMNS=many", 100)]
    public void The_width_is_the_terminals_or_what_people_set(bool terminal, int columns, string environment, int width) =>
        Assert.Equal(width, Read(terminal, columns, environment).Width);

    private static ReportOptions Read(bool terminal, int columns, string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=')).ToDictionary(word => word[0], word => word[1]);
        return TerminalTraits.With(new ReportOptions(), terminal, columns, name => variables.GetValueOrDefault(name));
    }
}
