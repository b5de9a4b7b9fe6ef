using Redoubt.Yaml.Cut;

namespace Redoubt.Yaml.Tests.Cut;

public class CutterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a\n", "a\n")]
    [InlineData("a\n---\nb\n", "a\n|b\n")]
    [InlineData("---\n---\na\n", "---\n|a\n")]
    [InlineData("---\n---\n---\na\n", "---\n|---\na\n")]
    [InlineData("a\n---\n---\nb\n", "a\n|---\nb\n")]
    [InlineData("a\n--- # c\nb\n", "a\n|b\n")]
    [InlineData("a\n---#c\nb\n", "a\n|b\n")]
    [InlineData("a\n---   \nb\n", "a\n|b\n")]
    [InlineData("a\n ---\nb\n", "a\n ---\nb\n")]
    [InlineData("a\r---\rb\n", "a\r---\rb\n")]
    [InlineData("a: |\n  x\n---\n  y\n", "a: |\n  x\n|  y\n")]
    public void A_text_is_cut_at_lines_that_start_with_three_dashes(string text, string pieces) =>
        Assert.Equal(pieces, string.Join('|', Pieces(text)));

    [Theory]
    [InlineData("a\n--- x\nb\n", 2)]
    [InlineData("----\n", 0)]
    [InlineData("---x: 1\n", 0)]
    public void A_separator_with_more_than_a_comment_is_told(string text, int offset)
    {
        var cutter = new Cutter(text, 0);
        Assert.True(cutter.TryNext(out var chunk));
        Assert.Equal(offset, chunk.BadSeparator);
    }

    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        var cutter = new Cutter(text, 0);
        while (cutter.TryNext(out var chunk))
        {
            pieces.Add(text[chunk.Start..chunk.End]);
        }

        return pieces;
    }
}
