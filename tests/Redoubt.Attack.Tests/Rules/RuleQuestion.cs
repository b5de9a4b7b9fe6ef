using Redoubt.Attack.Rules;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Tests.Rules;

/// <summary>A question about the whole platform, as a control of a user's own asks it.</summary>
internal static class RuleQuestion
{
    /// <summary>The derived facts, and the variable.</summary>
    public static ControlCatalog Language { get; } = new ControlCatalog([], ShippedTechniques.Views(), []).Giving(AttackVariable.Of(() => ShippedTechniques.Packed, AttackSettings.None));

    /// <summary>A judge that asks it.</summary>
    /// <param name="check">The question, true for a pass.</param>
    public static PlatformJudge Judge(string check)
    {
        var builder = new CatalogBuilder().Add("control.yaml", $"""
            id: policy/asked
            title: It is so
            layer: policy
            theme: isolation
            severity: low
            for: platform
            check: {check}
            message: "'no'"
            why: To ask.
            fix: {"{"} say: Nothing. {"}"}
            examples: []
            """);
        var own = builder.Build(Language);
        return new PlatformJudge(Language.With(own), own.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1, KeepPassed = true });
    }

    /// <summary>What a judgement says.</summary>
    public static Verdict Verdict(Judgement judgement)
    {
        Assert.Empty(judgement.Errors);
        return Catalog.Pages.ExampleTest.VerdictOf(judgement);
    }

    /// <summary>The platform of manifests that hold everything of their namespaces.</summary>
    public static Platform Platform(string manifests, bool isWhole = true) =>
        new PlatformBuilder { Scope = isWhole ? Scope.Whole : Scope.Part }.AddRange(DocumentReader.Read("platform.yaml", manifests).Documents).Build();
}
