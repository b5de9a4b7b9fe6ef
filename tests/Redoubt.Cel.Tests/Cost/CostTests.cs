namespace Redoubt.Cel.Tests.Cost;

/// <summary>What evaluations cost: each case is worked out from the rules of cel-go's <c>interpreter/runtimecost.go</c>.</summary>
public sealed class CostTests
{
    private static readonly CelEnvironment Environment = Language.Builder()
        .Variable("x", CelType.Dyn)
        .Variable("n", CelType.Int)
        .Variable("s", CelType.String)
        .Variable("l", CelType.List(CelType.Int))
        .Variable("m", CelType.Map(CelType.String, CelType.Int))
        .Build();

    [Theory]
    [InlineData("1", 0)]
    [InlineData("n", 1)]
    [InlineData("m.a", 2)]
    [InlineData("x.a.b", 3)]
    [InlineData("l[0]", 2)]
    [InlineData("l[n]", 2)]
    [InlineData("x[s].b", 3)]
    [InlineData("[n][0]", 13)]
    [InlineData("{'a': n}.a", 33)]
    [InlineData("has(x.a.b)", 3)]
    [InlineData("has(x.c)", 2)]
    public void Names_and_selections_cost_1_each(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Theory]
    [InlineData("x.?z.?d", 1)]
    [InlineData("x.?a.?b", 3)]
    [InlineData("x.?z.orValue(1)", 1)]
    [InlineData("optional.of(n).optMap(v, v + 1)", 9)]
    [InlineData("x.?z.optMap(v, v + 1)", 3)]
    public void What_is_not_there_costs_nothing_to_select(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Theory]
    [InlineData("n > 0 ? n : 2", 2)]
    [InlineData("n > 0 ? m.a : 2", 3)]
    [InlineData("n > 0 ? n + 1 : 2", 4)]
    [InlineData("true ? n : 2", 0)]
    [InlineData("(n > 0 ? x : x).c", 3)]
    public void A_name_as_a_branch_costs_only_its_selections(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Theory]
    [InlineData("n == 1", 2)]
    [InlineData("s == 'abcdefghijklmnopqrstuvwxyz'", 3)]
    [InlineData("s + s", 6)]
    [InlineData("s < s", 4)]
    [InlineData("s.startsWith('abc')", 2)]
    [InlineData("s.contains('abcdefghijkl')", 5)]
    [InlineData("s.matches('^[a-z]+$')", 7)]
    [InlineData("size(s)", 2)]
    [InlineData("bytes(s)", 3)]
    [InlineData("n in l", 5)]
    [InlineData("n in [1, 2, 3]", 1)]
    [InlineData("s in ['a', 'b', 'c', 'd']", 1)]
    [InlineData("n in [n]", 13)]
    [InlineData("'a' in m", 2)]
    [InlineData("dyn(s) + s", 7)]
    public void Calls_cost_1_or_by_size(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Theory]
    [InlineData("l.all(e, e > 0)", 17)]
    [InlineData("l.exists(e, e == 1)", 11)]
    [InlineData("l.exists_one(e, e == 1)", 11)]
    [InlineData("l.map(e, e)", 41)]
    [InlineData("l.map(e, 1)", 8)]
    [InlineData("l.filter(e, e > 1)", 34)]
    [InlineData("m.transformMap(k, v, v + 1)", 7)]
    [InlineData("cel.bind(y, n + n, y * y)", 6)]
    public void Loops_cost_what_their_folds_do(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Theory]
    [InlineData("[1, 2]", 0, 10)]
    [InlineData("{'a': [1]}", 0, 40)]
    [InlineData("int('1') + 1", 1, 2)]
    [InlineData("1 + 2 * 3", 2, 2)]
    [InlineData("'a' in ['a', 'b', 'c']", 0, 13)]
    [InlineData("[1, 2].exists(e, e == 2)", 13, 23)]
    [InlineData("[1].map(e, e)", 14, 34)]
    [InlineData("cel.bind(y, 1, y)", 1, 11)]
    public void What_cel_go_folds_is_free_and_what_only_this_plan_folds_is_not(string text, long folded, long unfolded)
    {
        Assert.Equal(folded, Cost(text));
        Assert.Equal(unfolded, Cost(text, new CelOptions { Fold = false }));
    }

    [Theory]
    [InlineData("n > 0 || true", 2)]
    [InlineData("n > 5 || true ? 1 : 2", 2)]
    [InlineData("false && n > 0", 0)]
    public void A_part_that_does_not_matter_to_the_value_matters_to_the_cost(string text, long cost) => Assert.Equal(cost, Cost(text));

    [Fact]
    public void A_presence_test_may_be_free()
    {
        var environment = new CelEnvironmentBuilder(Environment).FreePresence().Build();
        Assert.Equal(3, Cost(Language.Compile(environment, "has(x.a.b) && has(x.a)")));
    }

    [Fact]
    public void A_recorder_tells_its_error_from_others()
    {
        var frame = Frame(Environment);
        frame.Recorder = new CelRecorder { Limit = 16 };
        Assert.Equal(CelKind.Error, Language.Compile(Environment, "l.all(e, e > 0)").Evaluate(frame).Kind);
        Assert.True(frame.Recorder.IsOver);
        frame.Recorder.Reset();
        Assert.Equal(CelKind.Error, Language.Compile(Environment, "n / 0").Evaluate(frame).Kind);
        Assert.False(frame.Recorder.IsOver);
    }

    [Fact]
    public void A_function_without_overloads_says_what_another_costs()
    {
        var dear = new CelFunction { Name = "size", Overloads = [], Cost = (_, in _) => 100, Estimate = _ => new(CelRange.Exactly(100)) };
        var program = Language.Compile(new CelEnvironmentBuilder(Environment).Function(dear).Build(), "size(s)");
        Assert.Equal(101, Cost(program));
        Assert.Equal(CelRange.Exactly(101), program.EstimateCost((_, _) => null));
    }

    private static long Cost(string text, CelOptions? options = null) => Cost(Language.Compile(Environment, text, options));

    private static long Cost(CelProgram program)
    {
        var frame = Frame(program.Environment);
        frame.Recorder = new CelRecorder();
        Assert.True(program.Evaluate(frame).IsData, program.Text);
        return frame.Recorder.Cost;
    }

    private static CelFrame Frame(CelEnvironment environment) => new(environment)
    {
        ["x"] = CelValue.Map(("a", CelValue.Map(("b", CelValue.Int(1)))), ("c", CelValue.Int(2)), ("abcdefghijklmnopqrst", CelValue.Map(("b", CelValue.Null)))),
        ["n"] = CelValue.Int(1),
        ["s"] = CelValue.String("abcdefghijklmnopqrst"),
        ["l"] = CelValue.List(CelValue.Int(1), CelValue.Int(2), CelValue.Int(3)),
        ["m"] = CelValue.Map(("a", CelValue.Int(1))),
    };
}
