using System.Collections.Immutable;

namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>What a part says of a text is remembered in frames for many programs.</summary>
public sealed class RememberedTests
{
    private static readonly CelType Any = CelType.Dyn;

    private int _asked;

    [Theory]
    [InlineData("x.name.slow() == 'WEB'")]
    [InlineData("x.?name.orValue('').slow().matches('W') && x.?name.orValue('').slow() != 'A'")]
    [InlineData("['a', 'b'].exists(one, one + x.name.slow() == 'bWEB')")]
    [InlineData("x.names.all(name, name.slow() != '')")]
    public void A_text_that_comes_again_is_not_looked_at_again(string text)
    {
        var program = Language.Compile(Environment(), text);
        var frame = Frame(program, "web");
        var first = program.Evaluate(frame);
        var asked = _asked;
        frame["x"] = Object("web");

        Assert.True(first.IsTrue);
        Assert.True(program.Evaluate(frame).IsTrue);
        Assert.Equal(asked, _asked);
        Assert.True(asked > 0);
    }

    [Theory]
    [InlineData("x.name.slow() == x.other.slow()")]
    [InlineData("x.name.slow() == 'WEB' && a")]
    public void A_part_that_reads_more_than_one_text_is_evaluated_whole(string text)
    {
        var program = Language.Compile(Environment(), text);
        var frame = Frame(program, "web");
        Assert.True(program.Evaluate(frame).IsTrue);
        frame["x"] = CelValue.Map(("name", CelValue.String("web")), ("other", CelValue.String("db")));
        frame["a"] = CelValue.False;
        Assert.True(program.Evaluate(frame).IsFalse);
    }

    [Fact]
    public void What_a_function_says_that_is_not_pure_is_not_remembered()
    {
        var program = Language.Compile(Environment(isPure: false), "x.name.slow() == 'WEB'");
        var frame = Frame(program, "web");
        program.Evaluate(frame);
        program.Evaluate(frame);

        Assert.Equal(2, _asked);
    }

    [Fact]
    public void An_answer_that_comes_from_a_source_keeps_its_own_place()
    {
        var program = Language.Compile(Environment(), "x.name.matches('e') ? x.name : ''");
        var frame = Frame(program, "web");
        program.Evaluate(frame);
        frame["x"] = Object("web");
        var again = program.Evaluate(frame);

        Assert.True(frame["x"].TryGetSource(out var expected, out _));
        Assert.True(again.TryGetSource(out var source, out _));
        Assert.Same(expected, source);
    }

    [Theory]
    [InlineData("x.name.slow() == 'WEB'")]
    [InlineData("x.name.matches('^[a-z]+$')")]
    public void What_is_no_text_is_judged_as_it_is(string text)
    {
        var program = Language.Compile(Environment(), text);
        var frame = Frame(program, "web");
        Assert.True(program.Evaluate(frame).IsTrue);
        frame["x"] = CelValue.Map(("name", CelValue.Unknown(new CelMissing("name", "not collected"))));
        Assert.Equal(CelKind.Unknown, program.Evaluate(frame).Kind);
        frame["x"] = CelValue.Map(("name", CelValue.Int(1)));
        Assert.Equal(CelKind.Error, program.Evaluate(frame).Kind);
    }

    [Fact]
    public void Nothing_is_remembered_while_cost_is_counted()
    {
        var program = Language.Compile(Environment(), "x.name.matches('^[a-z]+$') && x.name.matches('e')");
        var frame = Frame(program, "web");
        long[] costs = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            frame.Recorder = new CelRecorder();
            program.Evaluate(frame);
            return frame.Recorder.Cost;
        })];

        Assert.True(costs[0] > 0);
        Assert.Equal(costs[0], costs[1]);
    }

    /// <summary>Two texts that meet in one entry, over and over: the later takes the place of the earlier.</summary>
    [Fact]
    public void Many_texts_are_told_apart()
    {
        var program = Language.Compile(Environment(), "x.name.slow()");
        var frame = Frame(program, "");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5_000; i++)
            {
                frame["x"] = CelValue.Map(("name", CelValue.String($"name-{i}")));
                Assert.Equal($"NAME-{i}", program.Evaluate(frame).AsString());
            }
        }
    }

    private static CelFrame Frame(CelProgram program, string name) =>
        new(program.Environment, room: 0, beside: null) { ["x"] = Object(name), ["a"] = CelValue.True };

    private static CelValue Object(string name) => TestSource.Wrap(CelValue.Map(
        ("name", CelValue.String(name)), ("other", CelValue.String(name)), ("names", CelValue.List(CelValue.String(name), CelValue.String(name)))));

    private CelEnvironment Environment(bool isPure = true) => Language.Builder().Variable("x", Any).Variable("a", CelType.Bool).Library(new CelLibrary
    {
        Name = "slow",
        Functions =
        [
            new CelFunction
            {
                Name = "slow",
                Summary = "The text in large letters; counts how often it is asked.",
                Overloads =
                [
                    new CelOverload
                    {
                        Id = "slow",
                        IsReceiver = true,
                        IsPure = isPure,
                        Parameters = [CelType.String],
                        Result = CelType.String,
                        Body = arguments =>
                        {
                            _asked++;
                            return CelValue.String(arguments[0].AsString().ToUpperInvariant());
                        },
                    },
                ],
                Examples = ImmutableArray<CelExample>.Empty,
            },
        ],
    }).Build();
}
