using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Tests.Tapes;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("ab\ncd", 3, 2, 1, 1)]
    [InlineData("ab\r\ncd", 4, 2, 1, 1)]
    [InlineData("ab\rcd", 3, 2, 1, 1)]
    [InlineData("ab\u0085cd\u2028e", 6, 3, 1, 1)]
    [InlineData("\t\tx", 2, 1, 3, 3)]
    [InlineData("\ud83d\ude00x", 2, 1, 2, 3)]
    [InlineData("\ufeffab", 2, 1, 2, 2)]
    [InlineData("", 5, 1, 1, 1)]
    public void A_place_is_counted_as_editors_count(string text, int offset, int line, int column, int columnUtf16) =>
        Assert.Equal(new Position(line, column, columnUtf16), new SourceText(text.AsMemory()).PositionOf(offset));

    [Fact]
    public void A_line_comes_without_its_break()
    {
        var text = new SourceText("one\r\ntwo\nthree".AsMemory());
        Assert.Equal(["", "one", "two", "three", ""], Enumerable.Range(0, 5).Select(line => text.Line(line).ToString()));
    }

    [Fact]
    public void Columns_of_one_long_line_are_found_without_reading_it_again()
    {
        var text = string.Concat(Enumerable.Repeat("abc\ud83d\ude00", 400_000));
        var source = new SourceText(text.AsMemory());
        for (var offset = 0; offset < text.Length; offset += 97)
        {
            Assert.Equal(offset + 1, source.PositionOf(offset).ColumnUtf16);
        }

        Assert.Equal(1_600_001, source.PositionOf(text.Length).Column);
    }
}
