namespace Redoubt.Cel.Evaluate;

/// <summary>A value that is known when the program is planned.</summary>
internal class Constant(int id, CelValue value) : PlanNode(id)
{
    public CelValue Value { get; } = value;

    public override CelValue Evaluate(Frame frame) => Value;
}

/// <summary>A part whose value is known when the program is planned, but which cel-go evaluates: it is, if cost is counted.</summary>
internal sealed class Folded(PlanNode whole, CelValue value) : Constant(whole.Id, value)
{
    public PlanNode Whole => whole;

    public override bool IsAttribute => whole.IsAttribute;

    public override PlanNode Bare() => new Folded(whole.Bare(), Value);

    public override CelValue Evaluate(Frame frame) => frame.Recorder is null ? Value : whole.Evaluate(frame);
}

/// <summary>A part that has a quicker plan of the same value than cel-go's; that one is evaluated if cost is counted.</summary>
internal sealed class Shortened(PlanNode whole, PlanNode quick) : PlanNode(whole.Id)
{
    public PlanNode Whole => whole;

    public PlanNode Quick => quick;

    public override bool IsAttribute => whole.IsAttribute;

    public override CelValue Evaluate(Frame frame) => frame.Recorder is null ? quick.Evaluate(frame) : whole.Evaluate(frame);
}

/// <summary>What can only fail, such as a name that nothing declares in an unchecked expression.</summary>
internal sealed class Failure(int id, string message) : PlanNode(id)
{
    private readonly CelError _error = new(message);

    public string Message => _error.Message;

    public override CelValue Evaluate(Frame frame) => CelValue.Error(_error, Id);
}

/// <summary>A variable of the environment.</summary>
internal sealed class Variable(int id, string name, int index, int cost = 1) : PlanNode(id)
{
    public string Name => name;

    public int Index => index;

    public int Cost => cost;

    public override bool IsAttribute => true;

    public override PlanNode Bare() => new Variable(Id, name, index, 0);

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(cost);
        ref readonly var value = ref frame.Variables[index];
        return value.Kind == CelKind.Absent ? CelValue.Error($"the variable `{name}` is not set").At(Id) : value;
    }
}

/// <summary>A loop variable or a bound name.</summary>
internal sealed class Local(int id, string name, int slot, int cost = 1) : PlanNode(id)
{
    public string Name => name;

    public int Slot => slot;

    public int Cost => cost;

    public override bool IsAttribute => true;

    public override PlanNode Bare() => new Local(Id, name, slot, 0);

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(cost);
        return frame.Locals[slot];
    }
}
