namespace Redoubt.Cel.Evaluate;

/// <summary>
/// `&amp;&amp;` and `||` (cel-spec, "Logical Operators"): a deciding value on either side beats unknown, unknown beats error. Commutative,
/// but the right side is not evaluated if the left one decides.
/// </summary>
internal sealed class Junction(int id, bool decides, PlanNode left, PlanNode right) : PlanNode(id)
{
    public bool IsOr => decides;

    public PlanNode Left => left;

    public PlanNode Right => right;

    public override CelValue Evaluate(Frame frame)
    {
        var first = left.Evaluate(frame);
        if (first.Kind == CelKind.Bool && first.IsTrue == decides)
        {
            return first;
        }

        var second = right.Evaluate(frame);
        if (second.Kind == CelKind.Bool)
        {
            return second.IsTrue == decides || first.Kind == CelKind.Bool ? second : Undecided(first, second, Id);
        }

        return Undecided(first, second, Id);
    }

    /// <summary>The result where neither side decides and at least one is no bool.</summary>
    public static CelValue Undecided(in CelValue first, in CelValue second, int id)
    {
        if (first.Kind == CelKind.Unknown)
        {
            return Strict.Unite(first, second);
        }

        if (second.Kind == CelKind.Unknown)
        {
            return Strict.Whole(second);
        }

        var wrong = first.Kind == CelKind.Bool ? second : first;
        return wrong.Kind == CelKind.Error ? wrong : CelValue.Error($"no such overload: {wrong.RuntimeType} where a bool is wanted").At(id);
    }
}

/// <summary>`!x`.</summary>
internal sealed class Negation(int id, PlanNode operand) : PlanNode(id)
{
    public PlanNode Operand => operand;

    public override CelValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Recorder?.Add(1);
        if (value.Kind == CelKind.Bool)
        {
            return CelValue.Bool(!value.IsTrue);
        }

        return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Error($"no such overload: !{value.RuntimeType}").At(Id);
    }
}

/// <summary>`c ? a : b`; only the branch that is chosen is evaluated. Its branches are bare.</summary>
internal sealed class Conditional(int id, PlanNode condition, PlanNode yes, PlanNode no) : PlanNode(id)
{
    public PlanNode Condition => condition;

    public PlanNode Yes => yes;

    public PlanNode No => no;

    public override bool IsAttribute => true;

    public override CelValue Evaluate(Frame frame)
    {
        var value = condition.Evaluate(frame);
        if (value.Kind == CelKind.Bool)
        {
            return value.IsTrue ? yes.Evaluate(frame) : no.Evaluate(frame);
        }

        return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Error($"no such overload: {value.RuntimeType} where a bool is wanted").At(Id);
    }
}
