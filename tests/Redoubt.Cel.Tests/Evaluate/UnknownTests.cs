namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>Unknown values: a deciding value beats unknown, unknown beats error; all that is missing is told.</summary>
public sealed class UnknownTests
{
    private static readonly CelEnvironment Environment = Language.Builder().Variable("x", CelType.Dyn).Variable("l", CelType.AnyList).Build();

    [Theory]
    [InlineData("x.u || true", "true")]
    [InlineData("true || x.u", "true")]
    [InlineData("x.u && false", "false")]
    [InlineData("1 / 0 == 1 || x.u", "unknown(u: gone)")]
    [InlineData("x.u || 1 / 0 == 1", "unknown(u: gone)")]
    [InlineData("x.u && x.v", "unknown(u: gone, v: gone)")]
    [InlineData("x.u == x.v", "unknown(u: gone, v: gone)")]
    [InlineData("x.u ? 1 : 2", "unknown(u: gone)")]
    [InlineData("has(x.u)", "unknown(u: gone)")]
    [InlineData("x.?u.orValue(1)", "unknown(u: gone)")]
    [InlineData("x.u.deeper.still", "unknown(u: gone)")]
    [InlineData("[1, x.u]", "unknown(u: gone)")]
    [InlineData("x == {'u': 1}", "false")]
    [InlineData("[1, 2].exists(e, e == 2 || x.u)", "true")]
    [InlineData("[1, 2].all(e, e == 1 && x.u)", "false")]
    [InlineData("[1, 2].map(e, e + x.u)", "unknown(u: gone)")]
    [InlineData("cel.bind(y, x.u, true)", "true")]
    [InlineData("size(x.u)", "unknown(u: gone)")]
    public void A_missing_field_makes_unknown_what_depends_on_it(string text, string value)
    {
        var x = CelValue.Map(("u", Missing("u")), ("v", Missing("v")));
        Assert.Equal(value, Language.Agree(Environment, text, ("x", x)).ToString());
    }

    [Theory]
    [InlineData("l.exists(e, e == 1)", "true")]
    [InlineData("l.all(e, e == 2)", "false")]
    [InlineData("l.exists(e, e == 9)", "unknown(more: gone)")]
    [InlineData("l.all(e, e > 0)", "unknown(more: gone)")]
    [InlineData("l.filter(e, e > 1).exists(e, e == 2)", "true")]
    [InlineData("l.map(e, e * 2).exists(e, e == 5)", "unknown(more: gone)")]
    [InlineData("size(l)", "unknown(more: gone)")]
    [InlineData("2 in l", "true")]
    [InlineData("9 in l", "unknown(more: gone)")]
    [InlineData("l == []", "false")]
    [InlineData("l[0]", "1")]
    [InlineData("l[7]", "unknown(more: gone)")]
    [InlineData("l.exists_one(e, e == 1)", "unknown(more: gone)")]
    [InlineData("l.filter(e, e > 5).exists(e, true)", "unknown(more: gone)")]
    [InlineData("l.filter(e, e > 5).exists(e, false)", "false")]
    [InlineData("l.filter(e, e > 5).all(e, false)", "unknown(more: gone)")]
    [InlineData("l.filter(e, e > 5).all(e, true)", "true")]
    [InlineData("l.filter(e, e > 5).exists_one(e, true)", "unknown(more: gone)")]
    public void A_list_that_may_go_on_is_certain_only_about_what_it_has(string text, string value)
    {
        var rest = CelValue.Rest(CelUnknown.Of(new CelMissing("more", "gone")));
        var list = CelValue.List(CelValue.Int(1), CelValue.Int(2), rest);
        Assert.Equal(value, Language.Agree(Environment, text, ("l", list)).ToString());
    }

    private static CelValue Missing(string what) => CelValue.Unknown(new CelMissing(what, "gone"));
}
