namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>No expression runs long or large: beyond the limits it is a problem or an error.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(5000, "((", "))", "too-deep")]
    [InlineData(5000, "[", "]", "too-deep")]
    [InlineData(5000, "!(", ")", "too-deep")]
    [InlineData(5000, "true ? (", ") : 1", "too-deep")]
    public void A_deep_expression_is_a_problem(int depth, string open, string close, string code)
    {
        var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.Equal(code, Language.Problem(Language.Standard, text).Code);
    }

    [Theory]
    [InlineData("1", " + 1", 5000)]
    [InlineData("a", ".a", 5000)]
    [InlineData("a", "[0]", 5000)]
    [InlineData("a", ".f()", 5000)]
    public void A_long_chain_is_a_problem_too(string first, string next, int count) =>
        Assert.Equal("too-deep", Language.Problem(Language.Standard, first + string.Concat(Enumerable.Repeat(next, count))).Code);

    [Fact]
    public void A_long_chain_of_ands_is_none() =>
        Assert.Equal(CelValue.True, Language.Evaluate(string.Join(" && ", Enumerable.Repeat("true", 5000))));

    [Fact]
    public void A_long_text_is_a_problem() => Assert.Equal("too-long", Language.Problem(Language.Standard, new string(' ', 200_000) + "1").Code);

    [Fact]
    public void Loops_within_loops_run_out_of_steps()
    {
        var environment = Language.Builder().Variable("l", CelType.AnyList).Limits(new CelLimits { Steps = 1000 }).Build();
        var list = CelValue.List([.. Enumerable.Range(0, 100).Select(i => CelValue.Int(i))]);
        var value = Language.Compile(environment, "l.all(a, l.all(b, a + b >= 0))").Evaluate(("l", list));
        Assert.Equal("the evaluation takes more steps than it may", value.AsError().Message);
    }

    [Theory]
    [InlineData(100, "l.all(a, a >= 0)", "error(the evaluation costs more than it may)")]
    [InlineData(1000, "l.all(a, a >= 0)", "true")]
    [InlineData(1, "l == l", "error(the evaluation costs more than it may)")]
    public void Cost_beyond_the_limit_is_an_error(long limit, string text, string value)
    {
        var environment = Language.Builder().Variable("l", CelType.AnyList).Build();
        var frame = new CelFrame(environment)
        {
            Recorder = new CelRecorder { Limit = limit },
            ["l"] = CelValue.List([.. Enumerable.Range(0, 100).Select(i => CelValue.Int(i))]),
        };
        Assert.Equal(value, Language.Compile(environment, text).Evaluate(frame).ToString());
    }

    [Fact]
    public void Text_that_doubles_again_and_again_is_an_error()
    {
        var text = Enumerable.Range(0, 40).Reverse().Aggregate("size(x40)", (body, i) => $"cel.bind(x{i + 1}, x{i} + x{i}, {body})");
        var value = Language.Evaluate($"cel.bind(x0, 'abcdefgh', {text})");
        Assert.Equal("the result is larger than it may be", value.AsError().Message);
    }

    [Fact]
    public void A_chain_of_optional_maps_does_not_double()
    {
        var text = "optional.of(1)" + string.Concat(Enumerable.Repeat(".optMap(x, x + 1)", 40)) + ".value()";
        Assert.Equal(CelValue.Int(41), Language.Evaluate(text));
    }
}
