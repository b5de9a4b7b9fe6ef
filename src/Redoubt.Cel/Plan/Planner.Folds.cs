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
        {
            _slots.Lowest = Slots.Nothing;
        }

        return node;
    }

    private PlanNode PlanLet(Comprehension fold)
    {
        if (fold.Macro == FoldKind.Bind)
        {
            return PlanBind(fold);
        }

        var value = Plan(fold.Initial);
        var slot = _slots.Enter(fold.Accumulator);
        if (fold.Macro is FoldKind.OptionalMap or FoldKind.OptionalFlatMap)
        {
            // What the target cost has a slot of its own.
            _slots.Enter(LetTarget.Cost);
            return new LetTarget(fold.Id, slot, value, Plan(fold.Result));
        }

        return new Let(fold.Id, slot, value, Plan(fold.Result), Unfolded(CelCosts.ListLiteral));
    }

    /// <summary>A name whose value is evaluated within the body: so the loops in the value have slots behind those of the body.</summary>
    private Let PlanBind(Comprehension fold)
    {
        var slot = _slots.Enter(fold.Accumulator);
        var value = new BoundValue(slot);
        _bound.Add(slot, value);
        var most = _slots.Most;
        _slots.Most = _slots.Depth;
        var body = Plan(fold.Result);
        _bound.Remove(slot);
        _slots.Leave(slot);
        _slots.SkipTo(_slots.Most);
        value.Node = Plan(fold.Initial);
        _slots.Most = Math.Max(most, _slots.Most);
        return new Let(fold.Id, slot, value, body, Unfolded(CelCosts.ListLiteral));
    }

    /// <summary>What an empty literal costs: nothing once it is folded.</summary>
    private int Unfolded(int literal) => _folds ? 0 : literal;

    private PlanNode PlanLoop(Comprehension fold)
    {
        var range = Plan(fold.Range);
        var slot = _slots.Enter(fold.Variable);
        var second = fold.SecondVariable is { } name ? _slots.Enter(name) : -1;
        var before = _nodes;
        var (condition, step) = Parts(fold);
        var filter = condition is null ? null : Plan(condition);
        switch (fold.Macro)
        {
            case FoldKind.All or FoldKind.Exists:
                return new Quantifier(fold.Id, fold.Macro == FoldKind.Exists, range, slot, second, Plan(step.Arguments[1]), Body(before));
            case FoldKind.ExistsOne:
                return new ExactlyOne(fold.Id, range, slot, second, filter!, Body(before));
            case FoldKind.TransformMap or FoldKind.TransformMapEntry:
                var key = fold.Macro == FoldKind.TransformMap ? Plan(step.Arguments[1]) : null;
                return new CollectMap(
                    fold.Id, range, slot, second, filter, key, Plan(step.Arguments[^1]), Body(before), Unfolded(CelCosts.MapLiteral), _rules.AnyMapKeys);
            default:
                var value = Plan(((ListLiteral)step.Arguments[1]).Items[0]);
                var append = FoldCosts.Append(_folds && IsConstant(value));
                return new Collect(fold.Id, range, slot, second, filter, value, Body(before), Unfolded(CelCosts.ListLiteral), append);
        }
    }

    /// <summary>The filter, if there is one, and the call that accumulates.</summary>
    private static (Expression? Condition, Call Step) Parts(Comprehension fold)
    {
        var step = (Call)fold.Step;
        return step.Function == Operators.Conditional ? (step.Arguments[0], (Call)step.Arguments[1]) : (null, step);
    }

    private int Body(int before) => Math.Max(1, _nodes - before);
}
