namespace Redoubt.Yaml.Tests.Cut;

public class LinesTests
{
    [Theory]
    [InlineData("abc", 0, 1, 1, 1)]
    [InlineData("abc", 3, 1, 4, 4)]
    [InlineData("a\nb", 1, 1, 2, 2)]
    [InlineData("a\nb", 2, 2, 1, 1)]
    [InlineData("a\r\nb", 2, 1, 3, 3)]
    [InlineData("a\r\nb", 3, 2, 1, 1)]
    [InlineData("a\rb", 2, 2, 1, 1)]
    [InlineData("a\u0085b\u2028c\u2029d", 6, 4, 1, 1)]
    [InlineData("\uFEFFab", 2, 1, 2, 2)]
    [InlineData("x\n\uD83D\uDE00b", 4, 2, 2, 3)]
    [InlineData("a\tb", 2, 1, 3, 3)]
    public void An_offset_has_a_line_and_columns(string text, int offset, int line, int column, int columnUtf16) =>
        Assert.Equal(new YamlPosition(line, column, columnUtf16), YamlText.FromString(text).Locate(offset));
}
