using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Tests.Inputs;

/// <summary>What must be found in real platforms and what must not: decided by people, kept in <c>found.txt</c>.</summary>
[NeedsSuite("inputs")]
public class RealInputsTests
{
    private static readonly PlatformJudge Judge =
        new(Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = 33 });

    public static TheoryData<string> Inputs => [.. Lines().Select(line => line.Input).Distinct()];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void What_must_be_found_is_found_and_nothing_that_must_not(string input)
    {
        var platform = Collector.Collect([Path.Combine(TestFolders.Shared, "inputs", input)]).ToPlatform();
        var found = Judge.Judge(platform, TestContext.Current.CancellationToken).Findings.Select(finding => (finding.Control.Id, finding.Subject.ToString())).ToHashSet();

        var wrong = Lines().Where(line => line.Input == input && line.Wanted != found.Any(line.Fits));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Real_inputs_show_no_defect_of_a_control() =>
        Assert.Empty(Judge.Judge(Everything(), TestContext.Current.CancellationToken).Errors);

    private static Platform Everything() => Collector.Collect([Path.Combine(TestFolders.Shared, "inputs")]).ToPlatform();

    private static IEnumerable<Line> Lines() =>
        File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "Inputs", "found.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => new Line(words[0], words[^2], words[^1], words.Length == 3));

    private sealed record Line(string Input, string Control, string Subject, bool Wanted)
    {
        public bool Fits((string Control, string Subject) finding) =>
            finding.Control == Control && (Subject == "*" || finding.Subject == Subject);
    }
}
