namespace Redoubt.Cel.Tests.Parse;

/// <summary>Problems of syntax, with place and reason; and what is allowed though it looks odd.</summary>
public sealed class ParseTests
{
    [Theory]
    [InlineData("", 0, "the expression ends where a value is wanted")]
    [InlineData("1 +", 3, "the expression ends where a value is wanted")]
    [InlineData("(1", 2, "the expression ends where `)` is wanted")]
    [InlineData("1 2", 2, "`2` stands where an operator or the end is wanted")]
    [InlineData("(a.b){x: 1}", 5, "`{` stands where an operator or the end is wanted")]
    [InlineData("(a).b{}", 5, "`{` stands where an operator or the end is wanted")]
    [InlineData("f(1,)", 4, "`)` stands where an argument is wanted")]
    [InlineData("a ? b", 5, "the expression ends where `:` is wanted")]
    [InlineData("'abc", 0, "`'abc` is not understood")]
    [InlineData("a = b", 2, "`=` is not understood")]
    [InlineData("a & b", 2, "`&` is not understood")]
    [InlineData("a.true", 2, "`true` stands where a field's name is wanted")]
    [InlineData("a.`b-c`{d: 1}", 7, "`{` stands where an operator or the end is wanted")]
    [InlineData("cel.iterVar(0, 0){d: 1}", 17, "`{` stands where an operator or the end is wanted")]
    [InlineData("1 + for", 4, "`for` is a reserved word")]
    [InlineData("9223372036854775808", 0, "`9223372036854775808` does not fit into int")]
    [InlineData("-9223372036854775809", 0, "`-9223372036854775809` does not fit into int")]
    [InlineData("18446744073709551616u", 0, "`18446744073709551616u` does not fit into uint")]
    [InlineData("1e999", 0, "`1e999` does not fit into double")]
    [InlineData(@"'\ud800'", 0, "U+D800 is no Unicode scalar value")]
    [InlineData(@"'\q'", 0, "`\\q` begins no escape that CEL has, or its digits are missing")]
    [InlineData(@"b'\u00e9'", 0, "bytes take no `\\u` or `\\U`: write the bytes as `\\x`")]
    [InlineData("has(a)", 4, "`has`: the argument must be a selection like `a.b`")]
    [InlineData("[1].all(a.b, true)", 10, "`all`: the argument must be a simple name")]
    [InlineData("[1].all(a, a, true)", 11, "`all`: both variables are called `a`")]
    public void A_mistake_is_told_at_its_place(string text, int start, string message)
    {
        var problem = Language.Problem(Language.Standard, text);
        Assert.Equal((start, message), (problem.Span.Start, problem.Message));
    }

    [Theory]
    [InlineData("{'as': 1}.as", "1")]
    [InlineData("{'a b': 1}.`a b`", "1")]
    [InlineData("[1, 2,]", "[1, 2]")]
    [InlineData("{1: 2,}", "{1: 2}")]
    [InlineData("1 // one\n + 2", "3")]
    [InlineData("-0x10", "-16")]
    [InlineData("0xFFu", "255u")]
    [InlineData(".5 + 1e-1", "0.6")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("!!true", "true")]
    [InlineData("--1", "1")]
    [InlineData("r'\\'", "\"\\\\\"")]
    [InlineData("b'ÿ\\xff'", "b\"\\xc3\\xbf\\xff\"")]
    [InlineData("'''a\n'b'''", "\"a\\n'b\"")]
    [InlineData("'\\U0001F431'", "\"🐱\"")]
    public void What_is_allowed_is_read(string text, string value) => Assert.Equal(value, Language.Evaluate(text).ToString());

    [Theory]
    [InlineData("'a'.contains('x'", "Syntax error: missing ')' at '<EOF>'")]
    [InlineData("(1", "Syntax error: missing ')' at '<EOF>'")]
    [InlineData("a[1", "Syntax error: missing ']' at '<EOF>'")]
    [InlineData("a.true", "Syntax error: no viable alternative at input '.true'")]
    [InlineData("{'a': 1}.'a'", "Syntax error: no viable alternative at input '.'a''")]
    [InlineData("1 2", "Syntax error: extraneous input '2' expecting <EOF>")]
    [InlineData("1 2 3", "Syntax error: mismatched input '2' expecting <EOF>")]
    [InlineData("a ? b", "Syntax error: mismatched input '<EOF>' expecting ':'")]
    [InlineData(
        "1 + +",
        "Syntax error: mismatched input '+' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}")]
    [InlineData("has(a)", "invalid argument to has() macro")]
    [InlineData("[1].all(a.b, true)", "argument must be a simple name")]
    [InlineData("9223372036854775808", "invalid int literal")]
    [InlineData("1 + for", "reserved identifier: for")]
    public void A_mistake_is_also_told_in_the_words_of_cel_go(string text, string reference) =>
        Assert.Equal(reference, Language.Problem(Language.Standard, text).Reference);
}
