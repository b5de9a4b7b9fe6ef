using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Xunit;
using Redoubt.Catalog;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What the readers of each format rely on.</summary>
public partial class FormatTests
{
    public static TheoryData<string> Formats => [.. ReportFormats.All.Select(format => format.Name)];

    public static TheoryData<string> Samples => [.. Platforms.All.Keys];

    [Fact]
    public void Every_format_has_its_own_name_and_one_line_of_description()
    {
        var names = ReportFormats.All.Select(format => format.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.All(ReportFormats.All, format => Assert.Matches("^[^\n]{10,70}$", format.Description));
        Assert.False(ReportFormats.TryGet("yaml", out _));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_assessment_gives_the_same_bytes_and_the_stream_stays_open(string name)
    {
        Assert.True(ReportFormats.TryGet(name, out var format));
        using var twice = new MemoryStream();
        format.Write(Platforms.Hostile(), new ReportOptions(), twice);
        var half = (int)twice.Length;
        format.Write(Platforms.Hostile(), new ReportOptions(), twice);

        var bytes = twice.ToArray();
        Assert.Equal(bytes[..half], bytes[half..]);
        Assert.NotEqual(0xef, bytes[0]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_time_that_it_took_is_in_no_report_for_programs(string name)
    {
        var slow = new AssessmentBuilder { Elapsed = TimeSpan.FromSeconds(12345) }.Build();

        Assert.Equal(name == "console", Rendered.By(name, slow).Contains("12345", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Ten_thousand_findings_are_of_a_sane_size(string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(Rendered.By(name, Platforms.Large(10_000)));

        Assert.InRange(bytes, 1_000, name == "github-summary" ? 1_048_576 : 16_000_000);
    }

    [Theory]
    [InlineData("github-summary")]
    [InlineData("markdown")]
    public void A_job_summary_says_what_it_left_out(string name)
    {
        var all = new ReportOptions { Detail = ReportDetail.All };
        var report = Rendered.By(name, Platforms.Large(20_000), all);

        Assert.Equal(name == "github-summary", report.Contains("left out for want of room", StringComparison.Ordinal));
        Assert.Equal(name == "github-summary", Encoding.UTF8.GetByteCount(report) < 1_048_576);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_tells_what_a_change_brings_nearer_to_an_attacker(string name)
    {
        var report = Rendered.By(name, Platforms.All["compared"]());

        Assert.All(DepthChanges.All.Changes.Where(change => change.IsNearer), change => Assert.Contains(change.Jewel, report, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_finding_is_a_failed_case_of_junit_or_a_skipped_one_if_excepted_and_the_counts_are_right(string platform)
    {
        var assessment = Platforms.All[platform]();
        var root = XDocument.Parse(Rendered.By("junit", assessment)).Root!;
        var nearer = assessment.Comparison?.Depth?.Changes.Count(change => change.IsNearer) ?? 0;

        Assert.Equal(assessment.Fresh.Count - assessment.Excepted + (assessment.Comparison?.Lost.Count ?? 0) + nearer, root.Descendants("failure").Count());
        Assert.Equal(assessment.Excepted, root.Descendants("skipped").Count(skipped => skipped.Attribute("message")!.Value.Contains("excepted", StringComparison.Ordinal)));
        Assert.Equal(assessment.Errors.Count, root.Descendants("error").Count());
        Assert.All(root.DescendantsAndSelf().Where(suite => suite.Attribute("tests") is not null), suite =>
        {
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(suite.Descendants("error").Count(), (int)suite.Attribute("errors")!);
            Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
        });
    }

    [Fact]
    public void A_subject_that_passed_is_a_case_of_its_own_where_it_was_kept()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/kept", Severity.High, Theme.Isolation);
        builder.Pass(control, new SubjectName("v1", "Pod", "shop", "a")).Pass(control, new SubjectName("v1", "Pod", "shop", "b"));
        var suite = XDocument.Parse(Rendered.By("junit", builder.Build())).Root!.Elements("testsuite").Single();
        var console = Rendered.By("console", builder.Build(), new ReportOptions { Detail = ReportDetail.All });

        Assert.Equal(["shop/Pod/a", "shop/Pod/b"], suite.Elements("testcase").Select(test => (string)test.Attribute("name")!));
        Assert.Contains(" ✓ passed\n   workloads/kept  2 objects\n", console, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_line_for_github_is_one_command(string platform)
    {
        var lines = Rendered.By("github", Platforms.All[platform]()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(Command(), line));
        Assert.All(lines.CountBy(line => line.Split(' ')[0]), kind => Assert.InRange(kind.Value, 1, 10));
    }

    [Fact]
    public void What_github_would_not_show_is_counted_in_one_line()
    {
        var lines = Rendered.By("github", Platforms.Large(1_000)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([10, 10, 10], lines.SkipLast(1).CountBy(line => line.Split(' ')[0]).Select(kind => kind.Value));
        Assert.StartsWith("redoubt: 390 errors, 190 warnings, 393 notices not shown", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_place_of_every_control_comes_before_the_second_of_any()
    {
        var lines = Rendered.By("github", Platforms.Large(1_000)).Split('\n');
        var errors = lines.TakeWhile(line => line.StartsWith("::error", StringComparison.Ordinal)).Select(line => Title().Match(line).Value);

        Assert.Equal(10, errors.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_entry_for_gitlab_has_its_own_fingerprint_and_a_line(string platform)
    {
        using var report = JsonDocument.Parse(Rendered.By("gitlab", Platforms.All[platform]()));
        var entries = report.RootElement.EnumerateArray().ToList();

        Assert.Equal(entries.Count, entries.Select(entry => entry.GetProperty("fingerprint").GetString()).Distinct().Count());
        Assert.All(entries, entry => Assert.True(entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() > 0));
    }

    [Fact]
    public void The_same_object_in_two_files_is_two_entries_for_gitlab()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/twice", Severity.High, Theme.Isolation);
        var finding = new Finding(control, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 1, 1, ""), "twice", "", 0xf00d);
        builder.Add(finding).Add(finding with { Location = finding.Location with { File = "b.yaml" } });
        using var report = JsonDocument.Parse(Rendered.By("gitlab", builder.Build()));

        Assert.Equal(["0000000000000000000000000000f00d", "0000000000000000000000000000f00d-2"], report.RootElement.EnumerateArray().Select(entry => entry.GetProperty("fingerprint").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_row_of_a_table_in_markdown_has_the_columns_of_its_head(string platform)
    {
        var columns = 0;
        foreach (var line in Rendered.By("markdown", Platforms.All[platform]()).Split('\n'))
        {
            var bars = Bar().Count(line);
            columns = line.StartsWith('|') ? Math.Max(columns, bars) : 0;
            Assert.Equal(columns, line.StartsWith('|') ? bars : 0);
        }
    }

    [Property(MaxTest = 300)]
    public void Whatever_a_name_is_the_report_can_be_read(NonNull<string> name, NonNull<string> file, NonNull<string> message)
    {
        var builder = new AssessmentBuilder { Title = name.Get }.Evidence(Layer.Workloads);
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation, message.Get, name.Get);
        var assessment = builder.Fail(
            control, new SubjectName("v1", "Pod", name.Get, name.Get), new Location(file.Get, 1, 1, name.Get), message.Get, name.Get)
            .Unknown(control, new SubjectName("v1", "Pod", "", name.Get), message.Get).Error(file.Get, 1, 1, message.Get).Build();

        using var json = JsonDocument.Parse(Rendered.By("json", assessment));
        using var sarif = JsonDocument.Parse(Rendered.By("sarif", assessment));
        using var gitlab = JsonDocument.Parse(Rendered.By("gitlab", assessment));
        Assert.NotNull(XDocument.Parse(Rendered.By("junit", assessment)).Root);
        Assert.All(Rendered.By("github", assessment).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Command(), line));
        Assert.All(
            Rendered.By("console", assessment, new ReportOptions { Width = 60 }).Split('\n'),
            line => Assert.True(Text.Cells.Of(line) <= 60 && Text.Printable.Escape(line) == line, line));
    }

    [Fact]
    public void The_line_of_a_grave_finding_stands_around_its_place_in_sarif()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/place", Severity.High, Theme.Isolation);
        builder.Fail(control, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 3, 5, "") { Source = "    privileged: true" }, "one line")
            .Fail(control, new SubjectName("v1", "Pod", "", "b"), new Location("b.yaml", 3, 5, "") { EndLine = 4, EndColumn = 2, Source = "    privileged:" }, "two lines");
        using var log = JsonDocument.Parse(Rendered.By("sarif", builder.Build()));
        var places = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation")).ToList();

        Assert.Equal("""{"startLine":3,"snippet":{"text":"    privileged: true"}}""", JsonSerializer.Serialize(places[0].GetProperty("contextRegion")));
        Assert.False(places[1].TryGetProperty("contextRegion", out _));
    }

    [Fact]
    public void A_place_in_sarif_says_only_what_is_known()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/place", Severity.Info, Theme.Isolation);
        builder.Fail(control, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 0, 0, ""), "nowhere")
            .Fail(control, new SubjectName("v1", "Pod", "", "b"), new Location("a.yaml", 3, 5, "") { EndLine = 4, EndColumn = 2 }, "a span");
        using var log = JsonDocument.Parse(Rendered.By("sarif", builder.Build()));
        var places = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation")).ToList();

        Assert.False(places[0].TryGetProperty("region", out _));
        Assert.Equal("3 5 4 2", string.Join(' ', places[1].GetProperty("region").EnumerateObject().Select(field => field.Value.GetInt32())));
    }

    [Fact]
    public void Sarif_keeps_the_worst_that_github_takes_and_says_what_is_left_out()
    {
        using var log = JsonDocument.Parse(Rendered.By("sarif", Platforms.Large(25_010)));
        var run = log.RootElement.GetProperty("runs")[0];
        var notes = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().Select(note => note.GetProperty("message").GetProperty("text").GetString()!).ToList();
        var levels = run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("level").GetString()).ToList();

        Assert.Equal(25_000, levels.Count);
        Assert.Equal(["error", "warning", "note"], levels.Distinct());
        Assert.StartsWith("10 of 25010 results are left out, the least severe", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("GitHub shows 5000 of the 25000 results", notes[1], StringComparison.Ordinal);
        Assert.Empty(JsonDocument.Parse(Rendered.By("sarif", Platforms.Large(5_000))).RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_line_of_text_names_its_place_its_kind_and_its_control(string platform)
    {
        var assessment = Platforms.All[platform]();
        var lines = Rendered.By("text", assessment).Split('\n')[..^1];

        Assert.All(lines, line => Assert.Matches("^[^\\p{C}]*(:\\d+(:\\d+)?)?: (critical|high|medium|low|info|error|note|unknown|lost|gone|worse|exchange|better) [a-z/-]+ [^\\p{C}]*$", line));
        Assert.Equal(assessment.Fresh.Count + assessment.Fresh.Sum(finding => finding.Copies.Count), lines.Count(line => Severities().IsMatch(line)));
    }

    [Fact]
    public void A_place_in_the_folder_of_the_program_is_named_from_there()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        builder.Fail(builder.Control("workloads/any", Severity.High, Theme.Isolation), new SubjectName("v1", "Pod", "", "a"), new Location("/repo/k8s/a.yaml", 3, 5, ""), "wrong");

        foreach (var format in new[] { "sarif", "gitlab", "github", "junit" })
        {
            var report = Rendered.By(format, builder.Build(), new ReportOptions { Folder = "/repo" });
            Assert.Contains("k8s/a.yaml", report, StringComparison.Ordinal);
            Assert.DoesNotContain("repo/k8s/a.yaml\"", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_control_is_opened_only_when_it_is_shown()
    {
        var opened = new List<string>();
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var shown = builder.Add(Opening("workloads/shown"));
        builder.Add(Opening("workloads/hidden"));
        builder.Fail(shown, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 1, 1, ""), "wrong");
        var assessment = builder.Build();
        Rendered.By("json", assessment);
        Rendered.By("github", assessment);
        Assert.Empty(opened);
        foreach (var name in ReportFormats.All.Select(format => format.Name))
        {
            Rendered.By(name, assessment);
        }

        Assert.Equal(["workloads/shown"], opened);

        Control Opening(string id) => new()
        {
            Id = id,
            Title = id,
            Layer = Layer.Workloads,
            Theme = Theme.Isolation,
            Severity = Severity.High,
            Target = new ControlTarget("pod"),
            Rule = new ControlRule(),
            TextSource = () =>
            {
                opened.Add(id);
                return ControlText.Empty;
            },
        };
    }

    [GeneratedRegex("^::(error|warning|notice) (?:[a-zA-Z]+=[^,:\\p{C}]*,)*title=[^,:\\p{C}]*::[^\\p{C}]*$")]
    private static partial Regex Command();

    [GeneratedRegex(": (critical|high|medium|low|info) (workloads|policy|infrastructure)/")]
    private static partial Regex Severities();

    [GeneratedRegex("title=[^:]*")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
