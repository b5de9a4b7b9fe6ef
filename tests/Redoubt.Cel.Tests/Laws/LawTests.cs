using FsCheck.Xunit;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Tests.Cases;

namespace Redoubt.Cel.Tests.Laws;

/// <summary>What holds for every expression.</summary>
public sealed class LawTests
{
    private static readonly string[] Names = ["a", "b", "n", "s", "l", "m"];
    private static readonly CelEnvironment Environment = Names.Aggregate(Language.Builder(), (builder, name) => builder.Variable(name, CelType.Dyn)).Build();

    [Property(MaxTest = 1000)]
    public void Printing_and_parsing_gives_the_same_tree(int seed)
    {
        var text = new RandomExpression(seed).Any(4);
        var tree = Parser.Parse(text, Environment.Parts);
        Assert.True(tree.Problems.IsEmpty, $"{text}: {string.Join("; ", tree.Problems)}");
        var printed = Unparser.Print(tree.Root);
        var again = Parser.Parse(printed, Environment.Parts);
        Assert.True(again.Problems.IsEmpty, $"{printed}: {string.Join("; ", again.Problems)}");
        Assert.Equal(TreePrinter.Shape(tree), TreePrinter.Shape(again));
    }

    [Property(MaxTest = 1500)]
    public void What_is_certain_stays_when_an_unknown_becomes_known(int seed)
    {
        var random = new RandomExpression(seed);
        var program = Language.Compile(Environment, random.Bool(3), new CelOptions { Check = false });
        var known = Names.Select(name => (name, random.Value(name))).ToArray();
        var partly = known.Select(one => random.Coin() ? one : (one.name, CelValue.Unknown(new CelMissing(one.name, "not collected"))));
        var before = program.Evaluate(partly);
        if (before.Kind != CelKind.Unknown)
        {
            AssertSame(program, before, program.Evaluate(known));
        }
    }

    [Property(MaxTest = 1000)]
    public void All_engines_give_the_same_value(int seed)
    {
        var random = new RandomExpression(seed);
        var text = random.Any(3);
        var values = Names.Select(name => (name, random.Value(name))).ToArray();
        var wanted = Language.Compile(Environment, text, new CelOptions { Check = false, Fold = false }).Evaluate(values);
        foreach (var fold in new[] { true, false })
        {
            var program = Language.Compile(Environment, text, new CelOptions { Check = false, Fold = fold });
            AssertSame(program, wanted, program.Evaluate(values));
            AssertSame(program, wanted, program.Evaluate(values.Select(one => (one.name, TestSource.Wrap(one.Item2)))));
        }
    }

    /// <summary>Whatever a frame remembers of earlier values and programs, it says of the next what a new one says.</summary>
    [Property(MaxTest = 500)]
    public void A_frame_that_remembers_gives_the_same_value(int seed)
    {
        var random = new RandomExpression(seed);
        var environment = Environment;
        CelProgram[] programs = [.. Enumerable.Range(0, 3).Select(_ => environment.Compile(random.Any(4)).Program).OfType<CelProgram>()];
        var frame = new CelFrame(environment, room: 0, beside: null);
        for (var round = 0; round < 6; round++)
        {
            var values = Names.Select(name => (name, TestSource.Wrap(random.Value(name)))).ToArray();
            foreach (var (name, value) in values)
            {
                frame[name] = value;
            }

            foreach (var program in programs)
            {
                AssertSame(program, program.Evaluate(values), program.Evaluate(frame));
            }
        }
    }

    [Property(MaxTest = 1500)]
    public void A_bound_name_stands_for_its_value(int seed)
    {
        var random = new RandomExpression(seed);
        var (bound, body) = (random.Any(3), random.Any(3));
        var values = Names.Select(name => (name, random.Value(name))).ToArray();
        var options = new CelOptions { Check = false };
        var replaced = Language.Compile(Environment, body, options).Print(new Dictionary<string, string> { ["a"] = bound });
        var wanted = Language.Compile(Environment, replaced, options).Evaluate(values);
        var program = Language.Compile(Environment, $"cel.bind(a, {bound}, {body})", options);
        AssertSame(program, wanted, program.Evaluate(values));
    }

    [Property(MaxTest = 2000)]
    public void No_text_makes_the_parser_throw_and_problems_lie_within_it(string text)
    {
        var tree = Parser.Parse(text ?? "", Environment.Parts);
        Assert.All(tree.Problems, problem => Assert.InRange(problem.Span.End, problem.Span.Start, (text ?? "").Length));
    }

    [Property(MaxTest = 500)]
    public void No_broken_expression_makes_the_compiler_throw(int seed, int cut, int length)
    {
        var text = new RandomExpression(seed).Any(4);
        cut = (cut & int.MaxValue) % text.Length;
        text = text.Remove(cut, Math.Min((length & int.MaxValue) % 5, text.Length - cut));
        var result = Environment.Compile(text);
        Assert.NotEqual(result.IsValid, result.Problems.Length > 0);
    }

    private static void AssertSame(CelProgram program, CelValue wanted, CelValue value)
    {
        if (wanted.Kind == CelKind.Error)
        {
            Assert.True(value.Kind == CelKind.Error, $"{program.Text}: {value}, not {wanted}");
        }
        else
        {
            Assert.True(wanted.ToString() == value.ToString(), $"{program.Text}: {value}, not {wanted}");
        }
    }
}
