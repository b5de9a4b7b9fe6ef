using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>Every format over every sample, as it was looked at and found right.</summary>
public class GoldenTests
{
    public static TheoryData<string, string, string> Reports
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var format in ReportFormats.All.Where(format => format.Name != "console"))
            {
                foreach (var platform in Platforms.All.Keys)
                {
                    data.Add(format.Name, platform, $"{platform}.{format.Name}.{Extension(format.Name)}");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_is_as_it_was_accepted(string format, string platform, string golden) =>
        Golden.Check(golden, Rendered.By(format, Platforms.All[platform]()));

    [Theory]
    [InlineData("bookshop", 60)]
    [InlineData("bookshop", 80)]
    [InlineData("bookshop", 140)]
    [InlineData("nothing", 80)]
    [InlineData("errors", 80)]
    [InlineData("rendered", 80)]
    [InlineData("rendered", 140)]
    [InlineData("excepted", 80)]
    [InlineData("compared", 80)]
    [InlineData("audited", 80)]
    [InlineData("hostile", 60)]
    [InlineData("hostile", 80)]
    [InlineData("hostile", 140)]
    public void A_console_is_as_it_was_accepted(string platform, int width) =>
        Golden.Check($"{platform}.console.{width}.txt", Rendered.By("console", Platforms.All[platform](), new ReportOptions { Width = width }));

    [Theory]
    [InlineData("bookshop")]
    [InlineData("nothing")]
    [InlineData("errors")]
    [InlineData("rendered")]
    [InlineData("excepted")]
    [InlineData("compared")]
    [InlineData("hostile")]
    [InlineData("crowded")]
    public void The_last_screen_tells_it_all_at_24_by_80(string platform)
    {
        var report = Rendered.By("console", Platforms.Of(platform), new ReportOptions { Height = 24, Width = 80 });
        var screen = string.Join('\n', report.Split('\n')[^24..]);

        Assert.Contains("infra", screen, StringComparison.Ordinal);
        Assert.Matches("(?m)^ (passed|FAILED): ", screen);
        Golden.Check($"{platform}.last-screen.24x80.txt", screen);
    }

    [Theory]
    [InlineData(ReportGrouping.Object)]
    [InlineData(ReportGrouping.File)]
    [InlineData(ReportGrouping.Owner)]
    [InlineData(ReportGrouping.Layer)]
    public void Markdown_is_grouped_as_it_was_accepted(ReportGrouping grouping) => Golden.Check(
        $"bookshop.by-{grouping.ToString().ToLowerInvariant()}.md", Rendered.By("markdown", Platforms.Bookshop(), new ReportOptions { GroupBy = grouping }));

    private static string Extension(string format) => format switch
    {
        "json" or "sarif" or "gitlab" => "json",
        "csv" => "csv",
        "junit" => "xml",
        "markdown" or "github-summary" => "md",
        _ => "txt",
    };
}
