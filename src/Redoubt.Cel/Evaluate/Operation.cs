using Redoubt.Cel.Cost;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Evaluate;

/// <summary>The operators of arithmetic.</summary>
internal enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// <summary>`+`, `-`, `*`, `/`, `%`, for numbers, times, text and lists alike. Where it is known to join text, cost goes by its size.</summary>
internal sealed class Operation(int id, ArithmeticOperator kind, PlanNode left, PlanNode right, int sizeLimit, bool isText) : PlanNode(id)
{
    public ArithmeticOperator Kind => kind;

    public PlanNode Left => left;

    public PlanNode Right => right;

    public bool IsText => isText;

    public override CelValue Evaluate(Frame frame)
    {
        var first = left.Evaluate(frame);
        var second = right.Evaluate(frame);
        frame.Recorder?.Add(isText ? Charges.Concatenation(first, second) : 1);
        if (Strict.Stops(first) || Strict.Stops(second))
        {
            return Strict.First(first, second);
        }

        var result = kind switch
        {
            ArithmeticOperator.Add => Arithmetic.Add(first, second, sizeLimit),
            ArithmeticOperator.Subtract => Arithmetic.Subtract(first, second),
            ArithmeticOperator.Multiply => Arithmetic.Multiply(first, second),
            ArithmeticOperator.Divide => Arithmetic.Divide(first, second),
            _ => Arithmetic.Modulo(first, second),
        };
        return result.At(Id);
    }
}

/// <summary>`dyn(x)`: the value as it is.</summary>
internal sealed class Dyn(int id, PlanNode operand) : PlanNode(id)
{
    public PlanNode Operand => operand;

    public override CelValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Recorder?.Add(1);
        return value;
    }
}

/// <summary>`-x`.</summary>
internal sealed class Minus(int id, PlanNode operand) : PlanNode(id)
{
    public PlanNode Operand => operand;

    public override CelValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Recorder?.Add(1);
        return Strict.Stops(value) ? Strict.Whole(value) : Arithmetic.Negate(value).At(Id);
    }
}

/// <summary>`x.orValue(y)` and `x.or(y)`: the second is evaluated only if the first has no content.</summary>
internal sealed class Otherwise(int id, bool keepsOptional, PlanNode first, PlanNode second) : PlanNode(id)
{
    public bool KeepsOptional => keepsOptional;

    public PlanNode First => first;

    public PlanNode Second => second;

    public override CelValue Evaluate(Frame frame)
    {
        var value = first.Evaluate(frame);
        if (Strict.Stops(value))
        {
            return Strict.Whole(value);
        }

        if (value.Kind != CelKind.Optional)
        {
            return CelValue.Error($"no such overload: {value.RuntimeType} where an optional value is wanted").At(Id);
        }

        if (value.HasContent)
        {
            return keepsOptional ? value : value.AsOptional();
        }

        var other = second.Evaluate(frame);
        if (keepsOptional && !Strict.Stops(other) && other.Kind != CelKind.Optional)
        {
            return CelValue.Error($"no such overload: {other.RuntimeType} where an optional value is wanted").At(Id);
        }

        return Strict.Stops(other) ? Strict.Whole(other) : other;
    }
}
