using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Plan;

/// <summary>Loops: each macro's fold becomes the node that does just this.</summary>
internal sealed partial class Planner
{
    private PlanNode PlanFold(Comprehension fold)
    {
        var depth = _slots.Depth;
        var node = fold.IsLet ? PlanLet(fold) : PlanLoop(fold);
        _slots.Leave(depth);
        if (_slots.Lowest >= depth)
            _slots.Lowest = Slots.Nothing;
        return node;
    }

    private Let PlanLet(Comprehension fold)
    {
        var value = Plan(fold.Initial);
        var slot = _slots.Enter(fold.Accumulator);
        return new Let(fold.Id, slot, value, Plan(fold.Result));
    }

    private PlanNode PlanLoop(Comprehension fold)
    {
        var range = Plan(fold.Range);
        var slot = _slots.Enter(fold.Variable);
        var second = fold.SecondVariable is { } name ? _slots.Enter(name) : -1;
        var before = _nodes;
        var (condition, step) = Parts(fold);
        var filter = condition is null ? null : Plan(condition);
        return fold.Macro switch
        {
            FoldKind.All or FoldKind.Exists =>
                new Quantifier(fold.Id, fold.Macro == FoldKind.Exists, range, slot, second, Plan(step.Arguments[1]), Body(before)),
            FoldKind.ExistsOne => new ExactlyOne(fold.Id, range, slot, second, filter!, Body(before)),
            FoldKind.TransformMap =>
                new CollectMap(fold.Id, range, slot, second, filter, Plan(step.Arguments[1]), Plan(step.Arguments[2]), Body(before)),
            FoldKind.TransformMapEntry => new CollectMap(fold.Id, range, slot, second, filter, null, Plan(step.Arguments[1]), Body(before)),
            _ => new Collect(fold.Id, range, slot, second, filter, Plan(((ListLiteral)step.Arguments[1]).Items[0]), Body(before)),
        };
    }

    /// <summary>The filter, if there is one, and the call that accumulates.</summary>
    private static (Expression? Condition, Call Step) Parts(Comprehension fold)
    {
        var step = (Call)fold.Step;
        return step.Function == Operators.Conditional ? (step.Arguments[0], (Call)step.Arguments[1]) : (null, step);
    }

    private int Body(int before) => Math.Max(1, _nodes - before);
}
