using Redoubt.Catalog;
using Redoubt.Run.Fixes;

namespace Redoubt.Run.Tests.Fixes;

/// <summary>What holds of every fix: the finding is gone, nothing else is newly found, and the rest of the text is what it was.</summary>
public sealed class FixLaws
{
    private const int LeastControls = 90;

    private static readonly Lazy<HashSet<string>> Mended = new(MendedControls);

    public static TheoryData<string> ControlsWithFix => [.. FixedText.Controls.Where(control => !control.Text.Edit.IsEmpty).Select(control => control.Id)];

    [Theory]
    [MemberData(nameof(ControlsWithFix))]
    public void Each_fix_mends_one_of_its_controls_examples(string control) => Assert.Contains(control, Mended.Value);

    [Fact]
    public void Most_findings_whose_fix_is_a_field_have_one() => Assert.InRange(ControlsWithFix.Count, LeastControls, int.MaxValue);

    [Fact]
    public void A_fix_says_what_it_may_break_in_words_that_follow_a_colon() => Assert.All(
        FixedText.Controls.Select(control => control.Text.Edit.Unsafe).Where(text => text.Length > 0), text => Assert.False(char.IsUpper(text[0]) || text.EndsWith('.'), text));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_the_fixes_of_an_example_nothing_is_found_that_was_not_found_before(bool allowsUnsafe)
    {
        foreach (var (control, example) in FixedText.Controls.SelectMany(control => control.Text.Examples.Select(example => (control, example))))
        {
            var fixes = FixedText.Of(control, example);
            var before = fixes.Judge(("example.yaml", example.Manifests));
            Holds(fixes, before, [("example.yaml", example.Manifests)], allowsUnsafe, control.Id);
        }
    }

    [Theory]
    [NeedsSuite("inputs")]
    [InlineData("argo-cd.yaml")]
    [InlineData("ingress-nginx.yaml")]
    [InlineData("online-boutique.yaml")]
    [InlineData("kube-prometheus")]
    [InlineData("kubernetes-goat")]
    public void After_the_fixes_of_a_real_platform_nothing_is_found_that_was_not_found_before(string input)
    {
        var path = Path.Combine(Suites.Folder("inputs"), input);
        string[] names = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [path];
        var files = names.Select(name => (name, File.ReadAllText(name))).ToArray();
        var fixes = FixedText.Usual();

        Assert.NotEmpty(Holds(fixes, fixes.Judge(files), files, allowsUnsafe: true, input).Fixed);
    }

    // The texts are read and judged anew, by nothing that made them.
    private static FixOutcome Holds(FixedText fixes, FixState before, IReadOnlyList<(string Name, string Text)> files, bool allowsUnsafe, string what)
    {
        var outcome = fixes.Fix(before, allowsUnsafe);
        Assert.All(outcome.Files, file => Assert.Equal(file.Text.Text, Applied(file)));
        (string Name, string Text)[] now = [.. files.Select(file => (file.Name, outcome.Files.FirstOrDefault(one => one.File == file.Name)?.Text.Text ?? file.Text))];
        var after = fixes.Judge(now);
        Assert.True(after.WorseThan(before) is null, $"{what}: {after.WorseThan(before)?.What}");
        Assert.Equal(before.Judgement.Findings.Count - outcome.Fixed.Count, after.Judgement.Findings.Count);
        Assert.All(outcome.Fixed, finding => Assert.True(after.CountOf(finding) < before.CountOf(finding), $"{what}: {finding.Control} is still found of {finding.Subject}"));
        Assert.Empty(fixes.Fix(after, allowsUnsafe).Files);
        return outcome;
    }

    // What is not in a change is the original's, character by character.
    private static string Applied(FixedFile file) =>
        file.Text.Changes.Reverse().Aggregate(file.Text.Original, (text, change) => text.Remove(change.Offset, change.Length).Insert(change.Offset, change.Text));

    private static HashSet<string> MendedControls()
    {
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var control in FixedText.Controls.Where(control => !control.Text.Edit.IsEmpty))
        {
            foreach (var example in control.Text.Examples.Where(example => example.Verdict == Verdict.Fail))
            {
                var fixes = FixedText.Of(control, example);
                mended.UnionWith(fixes.Fix(fixes.Judge(("example.yaml", example.Manifests)), allowsUnsafe: true, control.Id).Fixed.Select(finding => finding.Control.Id));
            }
        }

        return mended;
    }
}
