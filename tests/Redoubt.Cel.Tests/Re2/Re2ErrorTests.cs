using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Tests.Re2;

public sealed class Re2ErrorTests
{
    [Theory]
    [InlineData("(", 0, "missing closing ): `(`")]
    [InlineData("a(b", 1, "missing closing ): `(b`")]
    [InlineData("(?:a", 0, "missing closing ): `(?:a`")]
    [InlineData(")", 0, "unexpected ): `)`")]
    [InlineData("a)b", 1, "unexpected ): `)b`")]
    [InlineData("(a))", 3, "unexpected ): `)`")]
    [InlineData("[a", 0, "missing closing ]: `[a`")]
    [InlineData("x[]", 1, "missing closing ]: `[]`")]
    [InlineData("[^]", 0, "missing closing ]: `[^]`")]
    [InlineData("[a-", 0, "missing closing ]: `[a-`")]
    [InlineData("[a-[b]]", 1, "invalid character class range: `a-[`")]
    [InlineData("[z-a]", 1, "invalid character class range: `z-a`")]
    [InlineData("[[:foo:]]", 1, "invalid character class range: `[:foo:]`")]
    [InlineData("[[:Alpha:]]", 1, "invalid character class range: `[:Alpha:]`")]
    [InlineData(@"\p{Foo}", 0, @"invalid character class range: `\p{Foo}`")]
    [InlineData(@"\p{greek", 0, @"invalid character class range: `\p{greek`")]
    [InlineData(@"\p{IsGreek}", 0, @"invalid character class range: `\p{IsGreek}`")]
    [InlineData(@"a\pX", 1, @"invalid character class range: `\pX`")]
    [InlineData(@"\p", 0, @"invalid character class range: `\p`")]
    [InlineData(@"\p{}", 0, @"invalid character class range: `\p{}`")]
    [InlineData("*", 0, "missing argument to repetition operator: `*`")]
    [InlineData("a|*", 2, "missing argument to repetition operator: `*`")]
    [InlineData("(*)", 1, "missing argument to repetition operator: `*`")]
    [InlineData("(?i)+?", 4, "missing argument to repetition operator: `+?`")]
    [InlineData("{2}", 0, "missing argument to repetition operator: `{2}`")]
    [InlineData("a**", 1, "invalid nested repetition operator: `**`")]
    [InlineData("a*+", 1, "invalid nested repetition operator: `*+`")]
    [InlineData("a++", 1, "invalid nested repetition operator: `++`")]
    [InlineData("a??+", 1, "invalid nested repetition operator: `??+`")]
    [InlineData("a{2}{3}", 1, "invalid nested repetition operator: `{2}{3}`")]
    [InlineData("a{2}*?", 1, "invalid nested repetition operator: `{2}*?`")]
    [InlineData("a{1001}", 1, "invalid repeat count: `{1001}`")]
    [InlineData("a{2,1}", 1, "invalid repeat count: `{2,1}`")]
    [InlineData("a{99999999999}", 1, "invalid repeat count: `{99999999999}`")]
    [InlineData("a{1,9999999999}", 1, "invalid repeat count: `{1,9999999999}`")]
    [InlineData("(?:a{100}){11}", 10, "invalid repeat count: `{11}`")]
    [InlineData("((a{10}){10}){11}", 13, "invalid repeat count: `{11}`")]
    [InlineData(@"a\", 1, @"trailing backslash at end of expression: `\`")]
    [InlineData(@"[\", 1, @"trailing backslash at end of expression: `\`")]
    [InlineData(@"\8", 0, @"invalid escape sequence: `\8`")]
    [InlineData(@"(a)\1", 3, @"invalid escape sequence: `\1`")]
    [InlineData(@"\18", 0, @"invalid escape sequence: `\1`")]
    [InlineData(@"\C", 0, @"invalid escape sequence: `\C`")]
    [InlineData(@"\Z", 0, @"invalid escape sequence: `\Z`")]
    [InlineData(@"\E", 0, @"invalid escape sequence: `\E`")]
    [InlineData(@"\u0041", 0, @"invalid escape sequence: `\u`")]
    [InlineData(@"\é", 0, @"invalid escape sequence: `\é`")]
    [InlineData(@"\x4", 0, @"invalid escape sequence: `\x4`")]
    [InlineData(@"\xZZ", 0, @"invalid escape sequence: `\xZ`")]
    [InlineData(@"\x{}", 0, @"invalid escape sequence: `\x{}`")]
    [InlineData(@"\x{110000}", 0, @"invalid escape sequence: `\x{110000`")]
    [InlineData(@"\x{41", 0, @"invalid escape sequence: `\x{41`")]
    [InlineData(@"[\b]", 1, @"invalid escape sequence: `\b`")]
    [InlineData(@"[a-\d]", 3, @"invalid escape sequence: `\d`")]
    [InlineData("(?=a)", 0, "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("a(?!b)", 1, "invalid or unsupported Perl syntax: `(?!`")]
    [InlineData("(?>a)", 0, "invalid or unsupported Perl syntax: `(?>`")]
    [InlineData("(?P=n)", 0, "invalid or unsupported Perl syntax: `(?P`")]
    [InlineData("(?#c)", 0, "invalid or unsupported Perl syntax: `(?#`")]
    [InlineData("(?x)a", 0, "invalid or unsupported Perl syntax: `(?x`")]
    [InlineData("(?i", 0, "invalid or unsupported Perl syntax: `(?i`")]
    [InlineData("(?-)", 0, "invalid or unsupported Perl syntax: `(?-)`")]
    [InlineData("(?i-)", 0, "invalid or unsupported Perl syntax: `(?i-)`")]
    [InlineData("(?i--s)", 0, "invalid or unsupported Perl syntax: `(?i--`")]
    [InlineData("(?", 0, "invalid or unsupported Perl syntax: `(?`")]
    [InlineData("(?<=a)b", 0, "invalid named capture: `(?<=a)b`")]
    [InlineData("(?<!a>b)", 0, "invalid named capture: `(?<!a>`")]
    [InlineData("(?P<>a)", 0, "invalid named capture: `(?P<>`")]
    [InlineData("(?P<a-b>c)", 0, "invalid named capture: `(?P<a-b>`")]
    [InlineData("(?P<ü>c)", 0, "invalid named capture: `(?P<ü>`")]
    [InlineData("(?P<n", 0, "invalid named capture: `(?P<n`")]
    [InlineData("(?P<", 0, "invalid or unsupported Perl syntax: `(?P`")]
    public void A_refused_pattern_says_where_and_why(string pattern, int position, string message)
    {
        Assert.False(Re2Regex.TryParse(pattern, out _, out var error));
        Assert.Equal((position, message), (error.Position, error.ToString()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.False(Re2Regex.TryParse("a\uD800", out _, out var error));
        Assert.Equal((Re2ErrorKind.InvalidText, 1), (error.Kind, error.Position));
    }

    [Fact]
    public void A_thousand_levels_are_read_and_matched()
    {
        var pattern = string.Concat(Enumerable.Repeat("(", 999)) + "a" + string.Concat(Enumerable.Repeat(")", 999));
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out _));
        Assert.True(regex.IsMatch("a"));
        Assert.True(regex.TryFind("a", 0, out _));
    }

    [Theory]
    [InlineData("(", "a", ")", 1000)]
    [InlineData("(", "a", ")", 200_000)]
    [InlineData("(?:", "a", ")*", 1000)]
    [InlineData("(?:(?:", "a", ")|b)?c", 1000)]
    public void More_than_a_thousand_levels_are_refused(string open, string middle, string close, int levels)
    {
        var pattern = string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels));
        Assert.False(Re2Regex.TryParse(pattern, out _, out var error));
        Assert.Equal(Re2ErrorKind.NestingDepth, error.Kind);
    }

    [Fact]
    public void A_program_beyond_the_size_of_RE2_is_refused()
    {
        var pattern = string.Concat(Enumerable.Repeat("(xxxxxxxxxxxx){1000}", 400));
        Assert.False(Re2Regex.TryParse(pattern, out _, out var error));
        Assert.Equal(Re2ErrorKind.TooLarge, error.Kind);
    }
}
