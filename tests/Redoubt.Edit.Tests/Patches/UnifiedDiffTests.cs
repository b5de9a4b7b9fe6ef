using Redoubt.Edit.Patches;
using Redoubt.Edit.Texts;

namespace Redoubt.Edit.Tests.Patches;

public sealed class UnifiedDiffTests
{
    private const string Text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

    [Fact]
    public void Three_lines_stand_around_what_changed() =>
        Assert.Equal("--- a/f\n+++ b/f\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and\n 6\n 7\n 8\n", UnifiedDiff.Of("f", new EditedText(Text).With([new TextEdit(8, 1, "five\nand")])!));

    [Fact]
    public void A_line_that_holds_a_secret_is_not_shown() =>
        Assert.Equal("--- a/f\n+++ b/f\n@@ -5,3 +5,3 @@\n-5\n+five\n 6\n 7\n", UnifiedDiff.Of("f", new EditedText(Text).With([new TextEdit(8, 1, "five")])!, line => line is 4 or 8));

    [Fact]
    public void A_last_line_without_an_end_is_told() =>
        Assert.Equal("--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n", UnifiedDiff.Of("f", new EditedText("a").With([new TextEdit(1, 0, "\nb")])!));

    [Fact]
    public void Nothing_changed_is_nothing() => Assert.Equal("", UnifiedDiff.Of("f", new EditedText(Text)));
}
