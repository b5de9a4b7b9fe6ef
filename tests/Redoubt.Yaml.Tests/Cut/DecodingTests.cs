namespace Redoubt.Yaml.Tests.Cut;

public class DecodingTests
{
    [Theory]
    [InlineData("616263", "abc", -1)]
    [InlineData("EFBBBF61", "\uFEFFa", -1)]
    [InlineData("FFFE6100E900", "\uFEFFa\u00E9", -1)]
    [InlineData("FEFF006100E9", "\uFEFFa\u00E9", -1)]
    [InlineData("FFFE3DD800DE", "\uFEFF\uD83D\uDE00", -1)]
    [InlineData("FFFE3DD86100", "\uFEFF\uFFFDa", 1)]
    [InlineData("FFFE610062", "\uFEFFa\uFFFD", 2)]
    [InlineData("61FF62", "a\uFFFDb", 1)]
    [InlineData("61E282", "a\uFFFD", 1)]
    [InlineData("61E28261", "a\uFFFDa", 1)]
    [InlineData("C0AF", "\uFFFD\uFFFD", 0)]
    [InlineData("EDA080", "\uFFFD\uFFFD\uFFFD", 0)]
    [InlineData("F09F9880", "\U0001F600", -1)]
    public void Bytes_become_text_as_kubectl_decodes_them(string hex, string expected, int badByte)
    {
        var text = YamlText.FromBytes(Convert.FromHexString(hex));
        Assert.Equal(expected, text.Span.ToString());
        Assert.Equal(badByte, text.BadByte);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a\n", 0)]
    [InlineData("a", 1)]
    [InlineData("a\r", 0)]
    [InlineData("\uFEFF", 0)]
    public void A_missing_last_line_break_is_added_outside_the_text(string given, int added)
    {
        var text = YamlText.FromString(given);
        Assert.Equal(given, text.Span.ToString());
        Assert.Equal(given.Length + added, text.SpanWithFinalBreak.Length);
    }

    [Theory]
    [InlineData("EFBBBF613A2062FF0A", 1)] // behind a mark of UTF-8 kubectl decodes nothing, and its YAML reader refuses the byte
    [InlineData("613A2062FF0A", 0)]
    [InlineData("FFFE61003A00200000D80A00", 0)]
    [InlineData("EFBBBF7B2261223A2262FF227D", 0)] // Go's JSON reader puts U+FFFD there
    public void A_bad_byte_behind_a_mark_of_UTF_8_is_refused(string hex, int problems) =>
        Assert.Equal(problems, Recorder.Read(YamlText.FromBytes(Convert.FromHexString(hex)), YamlCut.Kubectl).Problems.Count);
}
