using System.Runtime.CompilerServices;

namespace Redoubt.Cel.Evaluate;

/// <summary>A call of a function: one overload as a rule; where the checker left several, the arguments' kinds decide.</summary>
internal sealed class Invocation(int id, string name, Signature[] overloads, PlanNode[] arguments) : PlanNode(id)
{
    public string Name => name;

    public ReadOnlySpan<Signature> Overloads => overloads;

    public PlanNode[] Arguments => arguments;

    public override CelValue Evaluate(Frame frame)
    {
        if (arguments.Length <= Few.Length)
        {
            Few few = default;
            return Evaluate(frame, ((Span<CelValue>)few)[..arguments.Length]);
        }
        return Evaluate(frame, new CelValue[arguments.Length]);
    }

    private CelValue Evaluate(Frame frame, Span<CelValue> values)
    {
        var stops = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(frame);
            stops |= Strict.Stops(values[i]);
        }
        foreach (var overload in overloads)
        {
            if (stops && !overload.IsNonStrict)
            {
                continue;
            }

            if (!overload.Takes(values))
            {
                continue;
            }

            var result = overload.Body(values).At(Id);
            frame.Recorder?.Add(overload.Cost(values, result));
            return result;
        }
        var failure = stops ? FirstStop(values) : CelValue.Error(NoOverload(values)).At(Id);
        // cel-go charges a call of one or two arguments although it cannot be made.
        if (values.Length <= 2)
        {
            frame.Recorder?.Add(overloads[0].Cost(values, failure));
        }

        return failure;
    }

    private static CelValue FirstStop(ReadOnlySpan<CelValue> values)
    {
        CelValue stop = default;
        foreach (ref readonly var value in values)
        {
            if (Strict.Stops(value))
            {
                stop = stop.Kind == CelKind.Absent ? Strict.Whole(value) : Strict.First(stop, value);
            }
        }

        return stop;
    }

    private string NoOverload(ReadOnlySpan<CelValue> values)
    {
        var types = new List<string>();
        foreach (ref readonly var value in values)
        {
            types.Add(value.RuntimeType.ToString());
        }

        return $"no such overload: {name}({string.Join(", ", types)})";
    }

    /// <summary>Room for the arguments of almost every call, on the stack.</summary>
    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 4;
        private CelValue _first;
    }
}
