namespace Redoubt.Cel.Evaluate;

/// <summary>A value that is known when the program is planned.</summary>
internal sealed class Constant(int id, CelValue value) : PlanNode(id)
{
    public CelValue Value { get; } = value;

    public override CelValue Evaluate(CelFrame frame) => Value;
}

/// <summary>What can only fail, such as a name that nothing declares in an unchecked expression.</summary>
internal sealed class Failure(int id, string message) : PlanNode(id)
{
    private readonly CelError _error = new(message);

    public string Message => _error.Message;

    public override CelValue Evaluate(CelFrame frame) => CelValue.Error(_error, Id);
}

/// <summary>A variable of the environment.</summary>
internal sealed class Variable(int id, string name, int index) : PlanNode(id)
{
    public string Name => name;

    public override CelValue Evaluate(CelFrame frame)
    {
        frame.Recorder?.Add(1);
        ref readonly var value = ref frame.Variables[index];
        return value.Kind == CelKind.Absent ? CelValue.Error($"the variable `{name}` is not set").At(Id) : value;
    }
}

/// <summary>A loop variable or a bound name.</summary>
internal sealed class Local(int id, string name, int slot) : PlanNode(id)
{
    public string Name => name;

    public int Slot => slot;

    public override CelValue Evaluate(CelFrame frame)
    {
        frame.Recorder?.Add(1);
        return frame.Locals[slot];
    }
}
