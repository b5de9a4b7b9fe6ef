namespace Redoubt.Cel.Evaluate;

/// <summary>
/// `cel.bind(x, value, body)`, and what is written with it. A name that is bound by `cel.bind` has its value evaluated where it is first used
/// (<see cref="Bound"/>), if it is. The cost is that of the empty list over which cel-go folds.
/// </summary>
internal sealed class Let(int id, int slot, PlanNode value, PlanNode body, int cost) : PlanNode(id)
{
    public int Slot => slot;

    public PlanNode Value => value;

    public PlanNode Body => body;

    public int Cost => cost;

    public override CelValue Evaluate(Frame frame)
    {
        var bound = value is BoundValue ? default : value.Evaluate(frame);
        frame.Recorder?.Add(cost);
        frame.Locals[slot] = bound;
        return body.Evaluate(frame);
    }
}

/// <summary>The value of a bound name: evaluated once, at the first use.</summary>
internal sealed class BoundValue(int slot) : PlanNode(0)
{
    /// <summary>What is evaluated; planned after the body.</summary>
    public PlanNode Node { get; set; } = new Failure(0, "the value is not planned");

    public int Slot => slot;

    public override CelValue Evaluate(Frame frame)
    {
        if (frame.Locals[slot].Kind == CelKind.Absent)
        {
            var value = Node.Evaluate(frame);
            frame.Locals[slot] = value;
        }

        return frame.Locals[slot];
    }
}

/// <summary>A name that is bound by `cel.bind`.</summary>
internal sealed class Bound(int id, string name, BoundValue value, int cost = 1) : PlanNode(id)
{
    public string Name => name;

    public int Slot => value.Slot;

    public int Cost => cost;

    public override bool IsAttribute => true;

    public override PlanNode Bare() => new Bound(Id, name, value, 0);

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(cost);
        return value.Evaluate(frame);
    }
}

/// <summary>
/// The target of `optMap` and `optFlatMap`, which is evaluated once. In cel-go's expansion it stands twice, to be asked whether it has a
/// value and, where the variable is used, for the value: so it costs twice then (<see cref="TargetValue"/>).
/// </summary>
internal sealed class LetTarget(int id, int slot, PlanNode value, PlanNode body) : PlanNode(id)
{
    /// <summary>The name of the slot behind the target's: no identifier that can be written.</summary>
    public const string Cost = "@cost";

    public int Slot => slot;

    public PlanNode Value => value;

    public PlanNode Body => body;

    public override CelValue Evaluate(Frame frame)
    {
        var before = frame.Recorder?.Cost ?? 0;
        frame.Locals[slot] = value.Evaluate(frame);
        frame.Locals[slot + 1] = CelValue.Int((frame.Recorder?.Cost ?? 0) - before);
        return body.Evaluate(frame);
    }
}

/// <summary>`target.value()` in `optMap` and `optFlatMap`.</summary>
internal sealed class TargetValue(int id, int slot, PlanNode call) : PlanNode(id)
{
    public int Slot => slot;

    public PlanNode Call => call;

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(frame.Locals[slot + 1].AsInt());
        return call.Evaluate(frame);
    }
}
