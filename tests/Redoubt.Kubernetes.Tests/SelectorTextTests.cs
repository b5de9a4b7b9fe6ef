using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Kubernetes.Tests;

public sealed class SelectorTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a=b", "a=b")]
    [InlineData("b!=c,a==d", "a=d; b!=c")]
    [InlineData(@"a=b\,c\=d\\", @"a=b,c=d\")]
    [InlineData("metadata.name=x,", "metadata.name=x")]
    public void A_field_selector_is_read(string text, string requirements) => Assert.Equal(requirements, Show(FieldSelectorReader.Read(text)));

    [Theory]
    [InlineData("foo badoperator bar", "invalid selector: 'foo badoperator bar'; can't understand 'foo badoperator bar'")]
    [InlineData("a=b,c", "invalid selector: 'a=b,c'; can't understand 'c'")]
    public void A_wrong_field_selector_says_why(string text, string problem) => Assert.Equal(problem, FieldSelectorReader.Read(text).Problem);

    [Theory]
    [InlineData("", "")]
    [InlineData("x in (foo,,baz),y,z notin ()", "xin,baz,foo; yexists; znotin")]
    [InlineData("!a, b == c", "a!; b==c")]
    [InlineData("a=,b!=c", "a=; b!=c")]
    [InlineData("n>5,m<1", "m<1; n>5")]
    [InlineData("in in (in)", "ininin")]
    public void A_label_selector_is_read(string text, string requirements) => Assert.Equal(requirements, Show(LabelSelectorReader.Read(text)));

    [Theory]
    [InlineData("apple badoperator banana", "unable to parse requirement: found 'badoperator', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a=b c", "found 'c', expected: ',' or 'end of string'")]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData("=a", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("!", "unable to parse requirement: found '', expected: identifier")]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a==(", "unable to parse requirement: found '(', expected: identifier")]
    public void A_wrong_label_selector_says_why(string text, string problem) => Assert.Equal(problem, LabelSelectorReader.Read(text).Problem);

    private static string Show(SelectorText selector)
    {
        Assert.Null(selector.Problem);
        return string.Join("; ", selector.Requirements.Select(one => one.Key + one.Operator + string.Join(',', one.Values)));
    }
}
