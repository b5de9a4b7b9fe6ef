using System.Collections.Immutable;
using FsCheck.Xunit;
using Redoubt.Cel.Tests.Laws;

namespace Redoubt.Cel.Tests.Cost;

/// <summary>
/// What holds of every cost. The least that is estimated is no bound in cel-go: what is folded is free, and the name that is a branch of
/// <c>? :</c> or an index counts 1 less than its estimate.
/// </summary>
public sealed class CostLawTests
{
    private static readonly CelEnvironment Environment = Language.Builder()
        .Variable("a", CelType.Bool)
        .Variable("b", CelType.Bool)
        .Variable("n", CelType.Int)
        .Variable("s", CelType.String)
        .Variable("l", CelType.List(CelType.Int))
        .Variable("m", CelType.Map(CelType.String, CelType.Int))
        .Build();

    [Property(MaxTest = 2000)]
    public void An_evaluation_costs_no_more_than_is_estimated_for_its_sizes(int seed)
    {
        var random = new RandomExpression(seed);
        var text = random.Any(3);

        // On what is no name an index costs 1 more than cel-go estimates.
        if (text.Contains(")[", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var fold in new[] { true, false })
        {
            if (Environment.Compile(text, new CelOptions { Fold = fold }).Program is not { } program)
            {
                return;
            }

            var cost = Cost(program, random);
            var most = program.EstimateCost(Sizes).Max;
            Assert.True((ulong)cost <= most, $"{text} costs {cost}, more than {most}");
        }
    }

    [Property(MaxTest = 1000)]
    public void Counting_does_not_change_the_value(int seed)
    {
        var random = new RandomExpression(seed);
        if (Environment.Compile(random.Any(4)).Program is not { } program)
        {
            return;
        }

        var frame = Frame(random);
        var plain = program.Evaluate(frame);
        frame.Recorder = new CelRecorder();
        var counted = program.Evaluate(frame);
        Assert.Equal(plain.Kind, counted.Kind);
        Assert.Equal(plain.ToString(), counted.ToString());
    }

    [Property(MaxTest = 1000)]
    public void A_limit_at_the_cost_is_none_and_one_below_it_stops(int seed)
    {
        var random = new RandomExpression(seed);
        if (Environment.Compile(random.Any(4)).Program is not { } program)
        {
            return;
        }

        var frame = Frame(random);
        frame.Recorder = new CelRecorder();
        program.Evaluate(frame);
        var cost = frame.Recorder.Cost;
        foreach (var limit in new[] { cost, cost - 1 })
        {
            frame.Recorder = new CelRecorder { Limit = limit };
            program.Evaluate(frame);
            Assert.Equal(limit < cost, frame.Recorder.IsOver);
        }
    }

    private static CelRange? Sizes(ImmutableArray<string> path, CelType type) => path is [var variable] ? variable switch
    {
        "s" => new CelRange(0, 1),
        "l" or "m" => new CelRange(0, 3),
        _ => null,
    }
    : null;

    private static long Cost(CelProgram program, RandomExpression random)
    {
        var frame = Frame(random);
        frame.Recorder = new CelRecorder();
        program.Evaluate(frame);
        return frame.Recorder.Cost;
    }

    private static CelFrame Frame(RandomExpression random)
    {
        var frame = new CelFrame(Environment);
        foreach (var (name, _) in Environment.Variables)
        {
            frame[name] = random.Typed(name);
        }

        return frame;
    }
}
