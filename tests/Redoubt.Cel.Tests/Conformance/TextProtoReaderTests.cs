namespace Redoubt.Cel.Tests.Conformance;

public sealed class TextProtoReaderTests
{
    [Theory]
    [InlineData("a: 1", "a=1")]
    [InlineData("a: -1 # comment\nb: 0x10", "a=-1 b=16")]
    [InlineData("a { b: 2 }", "a={b=2}")]
    [InlineData("a: < b: 2; c: 3, >", "a={b=2 c=3}")]
    [InlineData("a: [1, 2] a: 3", "a=1 a=2 a=3")]
    [InlineData("a: [{b: 1}, <c: 2>] d: []", "a={b=1} a={c=2}")]
    [InlineData("a: 'x' \"y\"\n 'z'", "a='xyz'")]
    [InlineData(@"a: 'a\n\'\""\\'", "a='a\n'\"\\'")]
    [InlineData(@"a: '\303\277\xc3\xbf\u00ff\U0001F600'", "a='ÿÿÿ😀'")]
    [InlineData("a: NULL_VALUE b: true", "a=NULL_VALUE b=true")]
    [InlineData("[x.y/a.B] { c: 1 }", "[x.y/a.B]={c=1}")]
    [InlineData("a: 1.5e-3 b: -inf", "a=1.5e-3 b=-inf")]
    [InlineData("a{}b{}# end", "a={} b={}")]
    public void Text_is_read_as_protobuf_reads_it(string text, string expected) =>
        Assert.Equal(expected, Show(TextProtoReader.Read(text)));

    [Theory]
    [InlineData("a: 'x", "line 1: the string has no end")]
    [InlineData("a {\n b: 1", "line 2: expected `}`")]
    [InlineData("a 1", "line 1: expected a message")]
    [InlineData("a: 1 }", "line 1: expected a name or a value")]
    public void Broken_text_says_the_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => TextProtoReader.Read(text)).Message);

    [Fact]
    public void Numbers_keep_their_full_range()
    {
        var message = TextProtoReader.Read("a: -9223372036854775808 b: 18446744073709551615 c: 017 d: nan e: -infinity f: 1f");
        Assert.Equal(long.MinValue, message.Find("a")!.Int());
        Assert.Equal(ulong.MaxValue, message.Find("b")!.Uint());
        Assert.Equal(15, message.Find("c")!.Int());
        Assert.Equal(double.NaN, message.Find("d")!.Double());
        Assert.Equal(double.NegativeInfinity, message.Find("e")!.Double());
        Assert.Equal(1, message.Find("f")!.Double());
    }

    private static string Show(ProtoMessage message) => string.Join(' ', message.Fields.Select(field => field.Name + "=" + Show(field.Value)));

    private static string Show(ProtoField field) =>
        field.Message is not null ? "{" + Show(field.Message) + "}"
        : field.Bytes is not null ? "'" + field.Text + "'"
        : field.Token!.StartsWith("0x", StringComparison.Ordinal) ? field.Uint().ToString(System.Globalization.CultureInfo.InvariantCulture)
        : field.Token;
}
