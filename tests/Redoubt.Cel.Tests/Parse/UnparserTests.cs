namespace Redoubt.Cel.Tests.Parse;

/// <summary>Trees as text.</summary>
public sealed class UnparserTests
{
    private static readonly CelEnvironment Environment = Language.Builder().Variable("a", CelType.Dyn).Variable("b", CelType.Dyn).Build();

    [Theory]
    [InlineData("a && (b && a)", "a && (b && a)")]
    [InlineData("((a && b)) && a", "a && b && a")]
    [InlineData("a || b && !a", "a || b && !a")]
    [InlineData("(a || b) && a", "(a || b) && a")]
    [InlineData("a - (b - 1) - -2", "a - (b - 1) - -2")]
    [InlineData("-(1)", "-(1)")]
    [InlineData("(-1).f()", "(-1).f()")]
    [InlineData("-(1.f())", "-(1.f())")]
    [InlineData("-(-1)[0]", "-(-1)[0]")]
    [InlineData("(a ? b : a) ? 1 : b ? 2 : 3", "(a ? b : a) ? 1 : b ? 2 : 3")]
    [InlineData("a.?b[?'c'].`d e`", "a.?b[?\"c\"].`d e`")]
    [InlineData("[?a, b]", "[?a, b]")]
    [InlineData("{?'k': a, 1u: 2.0}", "{?\"k\": a, 1u: 2.0}")]
    [InlineData("has(a.b.c)", "has(a.b.c)")]
    [InlineData("a.map(x, x > 0, x * 2)", "a.map(x, x > 0, x * 2)")]
    [InlineData("a.existsOne(x, x)", "a.exists_one(x, x)")]
    [InlineData("a.transformMap(k, v, k != '', v)", "a.transformMap(k, v, k != \"\", v)")]
    [InlineData("a.optFlatMap(x, x.?y)", "a.optFlatMap(x, x.?y)")]
    [InlineData("a.sortBy(x, x.name)[0]", "a.sortBy(x, x.name)[0]")]
    [InlineData("cel.block([1, cel.index(0) + 1], cel.index(1) + a)", "cel.bind(cel.index(0), dyn(1), cel.bind(cel.index(1), dyn(cel.index(0) + 1), cel.index(1) + a))")]
    [InlineData("[1].map(cel.iterVar(0, 0), cel.iterVar(0, 0) + 1)", "[1].map(cel.iterVar(0, 0), cel.iterVar(0, 0) + 1)")]
    [InlineData("'\\a\\x01\\'\"' + r'\\d'", "\"\\a\\x01'\\\"\" + \"\\\\d\"")]
    [InlineData("A.B{c: 1, ?d: a}", "A.B{c: 1, ?d: a}")]
    public void A_tree_is_written_as_people_write_it(string text, string printed)
    {
        var program = Language.Compile(Environment, text, new CelOptions { Check = false, Fold = false });
        Assert.Equal(printed, program.Print());
        Assert.Equal(printed, Language.Compile(Environment, printed, new CelOptions { Check = false, Fold = false }).Print());
    }
}
