namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>Bound names: their value is evaluated where they are first used.</summary>
public sealed class BindTests
{
    [Theory]
    [InlineData("[7].map(k, cel.bind(a, [[1, 2]].map(i, i.map(j, j * 10)), [5].map(l, a[0][1] + k + l)))", "[[32]]")] // the value's loops leave those around it alone
    [InlineData("cel.bind(a, 1 / 0, 3)", "3")]
    [InlineData("cel.bind(a, [1].map(i, i + 1), cel.bind(b, a.map(i, [i].map(j, j + a[0])), [a, b[0]]))", "[[2], [4]]")]
    public void The_value_is_as_if_it_were_written_at_the_name(string text, string value) => Assert.Equal(value, Language.Agree(Language.Standard, text).ToString());

    [Fact]
    public void A_name_that_is_not_used_costs_nothing()
    {
        var environment = Language.Builder().Variable("x", CelType.Int).Build();
        Assert.Equal(Cost("cel.bind(a, 1 + 1, x)"), Cost("cel.bind(a, x + x + x + x, x)"));
        Assert.True(Cost("cel.bind(a, x + x, a + a)") < Cost("x + x + x + x"));

        long Cost(string text)
        {
            var frame = new CelFrame(environment) { Recorder = new CelRecorder() };
            frame["x"] = CelValue.Int(1);
            Language.Compile(environment, text, new CelOptions()).Evaluate(frame);
            return frame.Recorder.Cost;
        }
    }
}
