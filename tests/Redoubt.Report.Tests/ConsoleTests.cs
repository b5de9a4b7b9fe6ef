using System.Text.RegularExpressions;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Tests.Samples;
using Redoubt.Report.Text;

namespace Redoubt.Report.Tests;

/// <summary>What holds for every console report, and what the options change.</summary>
public partial class ConsoleTests
{
    private static readonly int[] Widths = [20, 40, 59, 60, 72, 80, 100, 119, 120, 140, 250];

    public static TheoryData<string, ReportGrouping, bool> Views
    {
        get
        {
            var data = new TheoryData<string, ReportGrouping, bool>();
            foreach (var platform in Platforms.All.Keys)
            {
                foreach (var grouping in Enum.GetValues<ReportGrouping>())
                {
                    data.Add(platform, grouping, true);
                    data.Add(platform, grouping, false);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void No_line_is_longer_than_the_width_or_ends_in_a_space(string platform, ReportGrouping grouping, bool unicode)
    {
        var assessment = Platforms.All[platform]();
        foreach (var width in Widths)
        {
            var report = Rendered.By("console", assessment, new ReportOptions
            {
                Width = width,
                Unicode = unicode,
                GroupBy = grouping,
                Detail = ReportDetail.All,
            });
            foreach (var line in report.Split('\n'))
            {
                Assert.True(Cells.Of(line) <= Math.Max(40, width), $"{width} columns: {line}");
                Assert.False(line.EndsWith(' '), $"{width} columns: `{line}`");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Nothing_but_our_own_colours_commands_the_terminal(string platform, ReportGrouping grouping, bool unicode)
    {
        var options = new ReportOptions { Colour = true, Unicode = unicode, GroupBy = grouping, Detail = ReportDetail.All };
        var report = Rendered.By("console", Platforms.All[platform](), options);
        var text = OurColours().Replace(report, "").Replace("\n", "", StringComparison.Ordinal);

        Assert.Equal(Printable.Escape(text, unicode), text);
    }

    [Fact]
    public void Colours_change_nothing_but_colours()
    {
        var plain = Rendered.By("console", Platforms.Bookshop(), new ReportOptions());
        var coloured = Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Colour = true });

        Assert.NotEqual(plain, coloured);
        Assert.Equal(plain, OurColours().Replace(coloured, ""));
    }

    [Theory]
    [InlineData(ReportGrouping.Object)]
    [InlineData(ReportGrouping.File)]
    [InlineData(ReportGrouping.Owner)]
    [InlineData(ReportGrouping.Layer)]
    public void A_grouping_is_as_it_was_accepted(ReportGrouping grouping) => Golden.Check(
        $"bookshop.by-{grouping.ToString().ToLowerInvariant()}.100.txt",
        Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Width = 100, GroupBy = grouping }));

    [Theory]
    [InlineData(ReportDetail.Summary)]
    [InlineData(ReportDetail.Quiet)]
    [InlineData(ReportDetail.All)]
    public void A_detail_is_as_it_was_accepted(ReportDetail detail) => Golden.Check(
        $"bookshop.{detail.ToString().ToLowerInvariant()}.80.txt",
        Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Detail = detail }));

    [Fact]
    public void Without_unicode_symbols_are_words() => Golden.Check(
        "bookshop.ascii.80.txt", Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Unicode = false }));

    [Fact]
    public void In_colour_it_is_as_it_was_accepted() => Golden.Check(
        "bookshop.colour.80.txt", Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Colour = true }));

    [Fact]
    public void Quiet_says_nothing_where_nothing_is_wrong() =>
        Assert.Equal("", Rendered.By("console", Platforms.Nothing(), new ReportOptions { Detail = ReportDetail.Quiet }));

    [Fact]
    public void Quiet_closes_where_all_that_a_change_does_is_to_bring_something_nearer_to_an_attacker() =>
        Assert.StartsWith("\n nothing new · 4 nearer to an attacker", Rendered.By("console", OnlyDepth(DepthChanges.All), new ReportOptions { Detail = ReportDetail.Quiet }), StringComparison.Ordinal);

    [Fact]
    public void Quiet_says_nothing_where_a_change_only_puts_things_farther_from_an_attacker() => Assert.Equal("", Rendered.By(
        "console", OnlyDepth(DepthChanges.All with { Changes = [.. DepthChanges.All.Changes.Where(change => !change.IsNearer)] }), new ReportOptions { Detail = ReportDetail.Quiet }));

    [Theory]
    [InlineData(ReportOrder.Severity, "workloads/privileged-container", "workloads/dangerous-capability")]
    [InlineData(ReportOrder.Count, "workloads/run-as-root", "workloads/dangerous-capability")]
    [InlineData(ReportOrder.Name, "policy/wildcard-role", "workloads/dangerous-capability")]
    public void The_order_is_the_one_asked_for(ReportOrder order, string first, string second)
    {
        var report = Rendered.By("console", Platforms.Bookshop(), new ReportOptions { Order = order });
        var blocks = BlockHeads().Matches(report).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal([first, second], blocks.Take(2));
    }

    [Fact]
    public void By_risk_what_is_on_an_open_way_comes_first_and_says_so_though_it_is_less_severe()
    {
        var report = Rendered.By("console", Platforms.Deep(), new ReportOptions { Order = ReportOrder.Risk });

        Assert.Equal(["workloads/run-as-root", "workloads/privileged-container"], BlockHeads().Matches(report).Select(match => match.Groups[1].Value));
        Assert.True(report.IndexOf("on an open way", StringComparison.Ordinal) < report.IndexOf("run-as-root", StringComparison.Ordinal));
        Assert.Contains("on no way that is known", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(80, 0)]
    [InlineData(40, 24)]
    public void What_must_fail_takes_at_most_eight_lines_of_the_last_screen(int width, int height)
    {
        string Lines(Assessment assessment) => Rendered.By("console", assessment, new ReportOptions { Width = width, Height = height, Detail = ReportDetail.Summary });

        var lines = Lines(Platforms.Deep()).Split('\n');
        var first = Array.FindIndex(lines, line => line.StartsWith(" what must fail", StringComparison.Ordinal));
        var last = Array.FindIndex(lines, line => line.StartsWith(" more: redoubt depth", StringComparison.Ordinal));
        Assert.InRange(last - first + 1, 2, 8);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void A_cause_shows_once_with_its_first_places_and_the_number_of_the_rest()
    {
        var report = Rendered.By("console", Platforms.Large(10_000), new ReportOptions());

        Assert.Equal(100, BlockHeads().Count(report));
        Assert.Equal(60, report.Split("+95 more").Length - 1);
        Assert.True(report.Length < 100_000, $"{report.Length} characters");
    }

    [Fact]
    public void A_folder_that_all_places_share_is_said_once_where_there_is_no_room()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        foreach (var name in new[] { "orders", "catalogue" })
        {
            builder.Fail(
                control, new SubjectName("apps/v1", "Deployment", "shop", name),
                new Location($"examples/bookshop/{name}.yaml", 7, 3, "spec.template.spec.hostNetwork"), $"{name} is wrong");
        }

        var narrow = Rendered.By("console", builder.Build(), new ReportOptions { Width = 80 });
        var wide = Rendered.By("console", builder.Build(), new ReportOptions { Width = 120 });

        Assert.Contains("\n places are under examples/bookshop/\n", narrow, StringComparison.Ordinal);
        Assert.Contains("\n   shop/Deployment/orders     orders.yaml:7:3     hostNetwork\n", narrow, StringComparison.Ordinal);
        Assert.Contains("\n   shop/Deployment/orders     examples/bookshop/orders.yaml:7:3     hostNetwork\n", wide, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It gives the node. What else is said is for another day.", "It gives the node.")]
    [InlineData("It gives the node, e.g. by a mount.", "It gives the node, e.g. by a mount.")]
    [InlineData("Set 1.30. `x` is next.", "Set 1.30.")]
    public void Why_is_one_sentence_until_everything_is_asked_for(string why, string shown)
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation, why);
        builder.Fail(control, new SubjectName("v1", "Pod", "shop", "a"), new Location("a.yaml", 7, 3, ""), "wrong");

        Assert.Contains($"   why  {shown}\n", Rendered.By("console", builder.Build()), StringComparison.Ordinal);
        Assert.Contains($"   why  {why}\n", Rendered.By("console", builder.Build(), new ReportOptions { Detail = ReportDetail.All }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.High, false, "FAILED: 1 finding at or above gate high")]
    [InlineData(Severity.Critical, false, "passed: nothing at or above gate critical")]
    [InlineData(null, false, "passed: the gate is none")]
    [InlineData(null, true, "FAILED: 1 subject not known")]
    [InlineData(Severity.Low, true, "FAILED: 1 finding at or above gate low; 1 subject not known")]
    public void The_outcome_says_which_gate_and_why(Severity? lowest, bool unknowns, string outcome)
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        builder.Fail(control, new SubjectName("v1", "Pod", "shop", "a"), new Location("a.yaml", 7, 3, ""), "wrong").Unknown(control, new SubjectName("v1", "Pod", "shop", "b"), "a thing");
        var options = new ReportOptions { Gate = new Gate(lowest, unknowns) };

        Assert.Contains($"\n {outcome}\n", Rendered.By("console", builder.Build(), options), StringComparison.Ordinal);
        Assert.Contains($"\n {outcome}\n", Rendered.By("console", builder.Build(), options with { Detail = ReportDetail.Quiet }), StringComparison.Ordinal);
        Assert.Contains($"\n**{outcome}**\n", Rendered.By("markdown", builder.Build(), options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_the_file_is_shown_under_its_place()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        builder.Fail(control, new SubjectName("v1", "Pod", "shop", "a"), new Location("a.yaml", 7, 3, "") { Source = "      privileged: true\u001b[2J" }, "wrong");

        Assert.Contains("\n   shop/Pod/a  a.yaml:7:3\n     │ privileged: true\\u001b[2J\n", Rendered.By("console", builder.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_is_shown_only_when_it_was_measured()
    {
        var measured = new AssessmentBuilder { Elapsed = TimeSpan.FromMilliseconds(43) }.Build();

        Assert.Contains(" · 0.04 s\n", Rendered.By("console", measured, new ReportOptions()), StringComparison.Ordinal);
        Assert.DoesNotContain(" s\n", Rendered.By("console", Platforms.Nothing()), StringComparison.Ordinal);
    }

    private static Assessment OnlyDepth(DepthComparison depth) => Platforms.Nothing() with { Comparison = new Comparison("main", [], [], 0) { Depth = depth } };

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex OurColours();

    [GeneratedRegex("^ (?:CRITICAL|HIGH|MEDIUM|LOW|INFO) +(\\S+)", RegexOptions.Multiline)]
    private static partial Regex BlockHeads();
}
