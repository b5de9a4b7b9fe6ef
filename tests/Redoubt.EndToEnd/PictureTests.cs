using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Redoubt.EndToEnd;

/// <summary>The picture in README.md is what the program prints; <c>REDOUBT_ACCEPT=1</c> draws it anew.</summary>
public partial class PictureTests
{
    private const int Columns = 88;
    private const string Command = "redoubt scan examples/bookshop";

    private static readonly string Kept = Path.Combine(RedoubtProgram.Root, "docs", "images", "scan.svg");

    [Fact]
    public void The_picture_shows_what_the_program_prints()
    {
        var run = RedoubtProgram.RunWith([("COLUMNS", $"{Columns}"), ("LINES", "60")], "scan", "examples/bookshop", "--color", "always");
        var lines = Seconds().Replace(run.Output, "").TrimEnd('\n').Split('\n');
        // The first finding, and the last screen.
        var finding = lines.SkipWhile(line => !line.Contains("CRITICAL", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0);
        var last = lines.SkipWhile(line => !line.Contains(" objects in ", StringComparison.Ordinal));
        var picture = TerminalPicture.Draw(Command, [$" \e[2m$\e[0m {Command}", "", .. finding, "", " \e[2m…\e[0m", "", .. last], Columns);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(Kept, picture);
        }

        Assert.Equal(Passed().Replace(File.ReadAllText(Kept), ""), Passed().Replace(picture, ""));
    }

    [Fact]
    public void Each_piece_of_the_picture_stands_where_it_says_and_not_where_blanks_put_it()
    {
        var pieces = XDocument.Load(Kept).Descendants().Where(element => element.Name.LocalName == "tspan").ToList();

        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece =>
        {
            Assert.NotNull(piece.Attribute("x"));
            Assert.Equal(piece.Value.Trim(), piece.Value);
            Assert.DoesNotContain("  ", piece.Value, StringComparison.Ordinal);
        });
    }

    // Every new control that has nothing to say of the example adds to what passes.
    [GeneratedRegex(@"\d+(?= pass<)")]
    private static partial Regex Passed();

    // How long it took is another time each time; where the line is full it stands on the next.
    [GeneratedRegex(@"(\x1b\[2m · \x1b\[0m|\n )(\x1b\[2m)?\d+\.\d\d s(\x1b\[0m)?")]
    private static partial Regex Seconds();
}
