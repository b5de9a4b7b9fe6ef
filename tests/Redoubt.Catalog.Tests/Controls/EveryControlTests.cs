using System.Text.RegularExpressions;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Pages;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>Laws that every control keeps, those that are written tomorrow as well.</summary>
public partial class EveryControlTests
{
    // The sections of the NSA and CISA Kubernetes Hardening Guide, version 1.2.
    private static readonly string[] NsaSections =
    [
        "non-root-containers", "immutable-file-systems", "secure-images", "pod-security", "pod-security-enforcement", "service-account-tokens",
        "hardening-environments", "namespaces", "network-policies", "resource-policies", "control-plane", "node-segmentation", "encryption",
        "secrets", "cloud", "authentication", "rbac", "audit-logging", "threat-detection", "upgrading",
    ];

    public static TheoryData<string> Ids => [.. Repository.Catalog.Controls.Select(control => control.Id)];

    [Fact]
    public void The_files_of_the_catalogue_have_no_mistakes() => Assert.Empty(Repository.Problems);

    [Fact]
    public void Every_rule_compiles()
    {
        var judge = new PlatformJudge(Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });

        Assert.Empty(judge.CompileAll().Select(problem => problem.ToString()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_examples_hold(string id) =>
        Assert.Empty(ExampleTest.Run(Repository.Catalog, Repository.Catalog.Find(id)!)
            .Select(problem => $"example {problem.Example}, line {problem.Line}: {problem.Message}"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_an_example_that_fails_and_one_that_passes(string id)
    {
        var control = Repository.Catalog.Find(id)!;
        if (control.Rule.Manual.Length > 0)
        {
            Assert.Empty(control.Text.Examples);
            return;
        }

        Assert.Contains(control.Text.Examples, example => example.Verdict == Verdict.Fail);
        Assert.Contains(control.Text.Examples, example => example.Verdict == Verdict.Pass);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_references_are_known(string id)
    {
        foreach (var (standard, items) in Repository.Catalog.Find(id)!.Text.References)
        {
            Assert.NotEmpty(items);
            Assert.All(items, item => Assert.True(IsKnown(standard, item), $"{standard} has no {item}"));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_in_every_framework_that_it_refers_to(string id)
    {
        var standards = Repository.Catalog.Frameworks.ToLookup(framework => framework.Standard);
        foreach (var (standard, items) in Repository.Catalog.Find(id)!.Text.References.Where(reference => standards.Contains(reference.Standard)))
        {
            Assert.All(items, item => Assert.Contains(standards[standard], framework => framework.Entries.Contains(new FrameworkEntry(id, item))));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_lies_in_the_file_that_its_id_names(string id) =>
        Assert.True(File.Exists(Path.Combine(TestFolders.Root, "controls", id + ".yaml")));

    private static bool IsKnown(string standard, string item) => standard switch
    {
        "cis" => Section().IsMatch(item),
        "pss" => item is "baseline" or "restricted",
        "nsa" => NsaSections.Contains(item),
        "mitre" => Technique().IsMatch(item),
        "owasp" => Risk().IsMatch(item),
        _ => true,
    };

    [GeneratedRegex(@"^\d+(\.\d+)+$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$")]
    private static partial Regex Technique();

    [GeneratedRegex("^K(0[1-9]|10)$")]
    private static partial Regex Risk();
}
