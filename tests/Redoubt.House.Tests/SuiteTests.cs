using System.Text.RegularExpressions;

namespace Redoubt.House.Tests;

/// <summary>A clone without the suites passes: each test that needs one says so, and the page on testing says where it comes from.</summary>
public partial class SuiteTests
{
    private static readonly string Page = House.Read("docs/testing.md");

    [Fact]
    public void A_file_of_tests_that_reads_a_suite_says_which_it_needs() =>
        Assert.DoesNotContain(
            House.FilesEnding(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("tests/Redoubt.House.Tests/", StringComparison.Ordinal)),
            file => House.Read(file) is var text && Tests().IsMatch(text) && Reads().IsMatch(text) && !text.Contains("NeedsSuite(", StringComparison.Ordinal));

    [Fact]
    public void Every_suite_that_a_test_needs_is_known_and_stands_on_the_page_of_testing()
    {
        var needed = House.FilesEnding(".cs").SelectMany(file => Needed().Matches(House.Read(file))).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.NotEmpty(needed);
        Assert.Empty(needed.Except(Suites.Names));
        Assert.DoesNotContain(Suites.Names, name => !Page.Contains($"| `{Suites.Place(name)}/` |", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\[(Fact|Theory|Property)\b")]
    private static partial Regex Tests();

    [GeneratedRegex(@"TestFolders\.(Suite\(|Inputs|Shared)|RedoubtProgram\.Shared")]
    private static partial Regex Reads();

    [GeneratedRegex("""\[NeedsSuite\("(?<name>[^"]+)"\)""")]
    private static partial Regex Needed();
}
