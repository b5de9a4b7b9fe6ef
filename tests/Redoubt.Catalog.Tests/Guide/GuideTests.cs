using System.Text.RegularExpressions;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Pages;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Guide;

/// <summary>The guide to writing controls says nothing that is not so: each of its blocks is a control that compiles and whose examples hold.</summary>
public sealed partial class GuideTests
{
    private const string Page = "docs/writing-controls.md";

    public static TheoryData<string> Blocks => [.. Fences().Matches(File.ReadAllText(Path.Combine(TestFolders.Root, Page))).Select(match => match.Groups["text"].Value)];

    [Fact]
    public void The_guide_has_a_control_for_each_thing_that_it_explains() => Assert.InRange(Blocks.Count, 6, 20);

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_control_of_the_guide_compiles_and_its_examples_hold(string text)
    {
        var builder = new CatalogBuilder().Add(Page, text);
        var own = builder.Build(Repository.Catalog);
        var whole = Repository.Catalog.With(own);
        var control = Assert.Single(own.Controls);

        Assert.Empty(builder.Problems);
        Assert.Empty(new PlatformJudge(whole, own.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor }).CompileAll());
        Assert.Empty(ExampleTest.Run(whole, control));
        Assert.Equal(control.Rule.Manual.Length == 0, control.Text.Examples.Count > 1);
    }

    [GeneratedRegex("""^```yaml\n(?<text>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
