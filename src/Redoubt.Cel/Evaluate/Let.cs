namespace Redoubt.Cel.Evaluate;

/// <summary>
/// `cel.bind(x, value, body)`; an error or unknown matters only where the name is used. The cost is that of the empty list over which
/// cel-go folds.
/// </summary>
internal sealed class Let(int id, int slot, PlanNode value, PlanNode body, int cost) : PlanNode(id)
{
    public PlanNode Value => value;

    public PlanNode Body => body;

    public override CelValue Evaluate(Frame frame)
    {
        var bound = value.Evaluate(frame);
        frame.Recorder?.Add(cost);
        frame.Locals[slot] = bound;
        return body.Evaluate(frame);
    }
}

/// <summary>
/// The target of `optMap` and `optFlatMap`, which is evaluated once. In cel-go's expansion it stands twice, to be asked whether it has a
/// value and for the value: so it costs twice.
/// </summary>
internal sealed class LetTarget(int id, int slot, PlanNode value, PlanNode body) : PlanNode(id)
{
    public PlanNode Value => value;

    public PlanNode Body => body;

    public override CelValue Evaluate(Frame frame)
    {
        var before = frame.Recorder?.Cost ?? 0;
        var bound = value.Evaluate(frame);
        if (bound.Kind == CelKind.Optional && bound.HasContent)
        {
            frame.Recorder?.Add(frame.Recorder.Cost - before);
        }

        frame.Locals[slot] = bound;
        return body.Evaluate(frame);
    }
}
