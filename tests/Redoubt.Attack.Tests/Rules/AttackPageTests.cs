using System.Text.RegularExpressions;
using Redoubt.Attack.Rules;
using Redoubt.Catalog;
using Redoubt.Catalog.Export;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Pages;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Tests.Rules;

/// <summary>The page about depth in controls says nothing that is not so.</summary>
public sealed partial class AttackPageTests
{
    private const string Page = "docs/attack.md";
    private static readonly string Text = File.ReadAllText(Path.Combine(TestFolders.Root, Page));

    public static TheoryData<string> Blocks => [.. Fences().Matches(Text).Select(match => match.Groups["text"].Value)];

    [Fact]
    public void The_page_names_each_function_with_its_cost() =>
        Assert.All(AttackLibrary.Library.Functions, function => Assert.Matches($@"(?m)^\| `attack\.{function.Name}\([^|]*\| [^|]+ \| [^|]+ \|$", Text));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_control_of_the_page_compiles_and_its_examples_hold(string block)
    {
        var (catalog, control) = Read(block);
        var judge = new PlatformJudge(catalog, [control], new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });

        Assert.Empty(judge.CompileAll());
        Assert.Empty(judge.Costly());
        Assert.Empty(ExampleTest.Run(catalog, control));
        Assert.True(control.Text.Examples.Count > 1);
    }

    [Fact]
    public void A_control_that_asks_cannot_be_exported()
    {
        var (catalog, control) = Read(Blocks.First().Data);

        var (_, reason) = Assert.Single(PolicyExporter.Export(catalog, [control], new ExportOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Actions = [ExportAction.Warn] }).LeftOut);

        Assert.NotEmpty(reason);
    }

    private static (ControlCatalog Catalog, Control Control) Read(string block)
    {
        var builder = new CatalogBuilder().Add(Page, block);
        var builtIn = RuleQuestion.Language;
        var own = builder.Build(builtIn);
        Assert.Empty(builder.Problems);
        return (builtIn.With(own), Assert.Single(own.Controls));
    }

    [GeneratedRegex("""^```yaml\n(?<text>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
