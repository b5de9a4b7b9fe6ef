using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>A control whose severity is a list: the first that holds, and of what is not known the worst that it could be.</summary>
public sealed class SeverityTests
{
    private const string Map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}, data: {word: 'WORD'}}";

    [Theory]
    [InlineData("first", Severity.Critical)]
    [InlineData("second", Severity.Medium)]
    [InlineData("third", Severity.Low)]
    public void The_first_that_holds_counts(string word, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Judge("it == 'first'", "it == 'second'", word).Findings).Severity);

    [Fact]
    public void What_is_not_known_takes_the_worst_that_it_could_be() =>
        Assert.Equal(Severity.Critical, Assert.Single(Judge("platform.objects('Secret', 'b').all(s, false)", "true", "x").Findings).Severity);

    [Fact]
    public void What_is_not_known_is_no_worse_than_what_holds_before_it() =>
        Assert.Equal(Severity.Critical, Assert.Single(Judge("true", "platform.objects('Secret', 'b').all(s, false)", "x").Findings).Severity);

    [Fact]
    public void A_condition_that_fails_to_evaluate_is_a_defect_and_takes_the_worst()
    {
        var judgement = Judge("int(it) > 0", "true", "x");

        Assert.Equal(Severity.Critical, Assert.Single(judgement.Findings).Severity);
        Assert.Contains("severity failed", Assert.Single(judgement.Errors).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_beyond_the_subject_is_said_after_the_message() =>
        Assert.Equal("found x; in b", Assert.Single(Judge("true", "true", "x").Findings).Message);

    [Theory]
    [InlineData("[{ is: critical, when: 'true' }]", "ends with a word")]
    [InlineData("[low, medium]", "ends with a word")]
    [InlineData("[]", "ends with a word")]
    [InlineData("[{ is: hih, when: 'true' }, low]", "did you mean `high`")]
    [InlineData("[{ is: high }, low]", "`when` is missing")]
    [InlineData("grave", "is no severity")]
    public void A_list_that_says_nothing_is_refused(string severity, string problem)
    {
        var builder = new CatalogBuilder().Add("example.yaml", Control(severity));

        Assert.Contains(builder.Problems, one => one.Reason.Contains(problem, StringComparison.Ordinal));
    }

    private static Judgement Judge(string first, string second, string word)
    {
        var catalog = new CatalogBuilder().Add("example.yaml", Control($"[{{ is: critical, when: \"{first}\" }}, {{ is: medium, when: \"{second}\" }}, low]")).Build();
        var judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        var read = DocumentReader.Read("map.yaml", Map.Replace("WORD", word, StringComparison.Ordinal));
        return judge.Judge(new PlatformBuilder().AddRange(read.Documents).Build(), TestContext.Current.CancellationToken);
    }

    private static string Control(string severity) => $$"""
        id: policy/example
        title: It is so
        layer: policy
        theme: isolation
        severity: {{severity}}
        for: ConfigMap
        each: "[object.?data.?word.orValue('')]"
        check: "false"
        message: "'found ' + it"
        context: "'in ' + platform.namespaceOf(object)"
        why: Because.
        fix: { say: Mend it. }
        """;
}
