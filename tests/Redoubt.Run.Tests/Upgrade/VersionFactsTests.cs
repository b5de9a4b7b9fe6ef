using Redoubt.Evidence.Views;
using Redoubt.Run.Upgrade;

namespace Redoubt.Run.Tests.Upgrade;

/// <summary>What is known of versions beside what they serve.</summary>
public sealed class VersionFactsTests
{
    private static readonly string[] Stages = ["beta", "on", "stable"];

    [Fact]
    public void Every_fact_is_of_a_known_version_and_change_and_has_a_source()
    {
        Assert.NotEmpty(VersionFacts.All);
        Assert.All(VersionFacts.All, fact =>
        {
            Assert.InRange(fact.Minor, 20, KubernetesVersion.NewestMinor);
            Assert.Contains(fact.Change, (string[])["beta", "on", "stable", "off", "rule", "default"]);
            Assert.NotEmpty(fact.Meaning);
            Assert.NotEmpty(fact.Source);
        });
        Assert.Equal(VersionFacts.All.Select(fact => fact.Minor).Order(), VersionFacts.All.Select(fact => fact.Minor));
        Assert.Equal(VersionFacts.All.Count, VersionFacts.All.Select(fact => (fact.Minor, fact.Name, fact.Change)).Distinct().Count());
    }

    [Fact]
    public void A_feature_never_goes_back_in_maturity() =>
        Assert.All(VersionFacts.All.Where(fact => Stages.Contains(fact.Change)).GroupBy(fact => fact.Name), stages =>
            Assert.Equal(stages.Select(fact => Array.IndexOf(Stages, fact.Change)).Order(), stages.Select(fact => Array.IndexOf(Stages, fact.Change))));

    [Fact]
    public void Of_a_feature_that_came_on_by_several_stages_only_the_last_is_told()
    {
        Assert.Equal([(30, "stable")], Stage(24, 37, "ValidatingAdmissionPolicy"));
        Assert.Equal([(28, "beta")], Stage(24, 29, "ValidatingAdmissionPolicy"));
        Assert.Empty(Stage(30, 37, "ValidatingAdmissionPolicy"));
    }

    [Fact]
    public void A_rule_that_changes_again_is_told_each_time() =>
        Assert.Equal([27, 29, 32, 37], VersionFacts.Between(20, 37).Where(fact => fact.Name == "sysctls").Select(fact => fact.Minor));

    private static IEnumerable<(int, string)> Stage(int from, int to, string name) =>
        VersionFacts.Between(from, to).Where(fact => fact.Name == name).Select(fact => (fact.Minor, fact.Change));
}
