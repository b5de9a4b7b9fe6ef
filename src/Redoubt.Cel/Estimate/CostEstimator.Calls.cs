using System.Collections.Immutable;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Estimate;

/// <summary>Calls: what the operators cost that depend on which side is evaluated, and what functions say of themselves.</summary>
internal sealed partial class CostEstimator
{
    private CelRange VisitCall(Call call)
    {
        if (call.Function == "dyn" && call.Target is null)
        {
            var hidden = Visit(call.Arguments[0]);
            _table.Copy(call.Arguments[0], call);
            return hidden + CelRange.One;
        }
        var costs = call.Arguments.Select(Visit).ToArray();
        var sum = costs.Aggregate(CelRange.Zero, CelRange.Add);
        if (call.Function == Operators.OptionalSelect)
        {
            return sum + CelRange.One;
        }

        var overloads = _checked.Overloads(call.Id);
        if (overloads.IsEmpty)
        {
            return CelRange.Zero;
        }

        var operands = call.Arguments.Select(_table.Operand).ToImmutableArray();
        if (call.Target is { } target && overloads[0].IsReceiver)
        {
            sum += Visit(target);
            operands = operands.Insert(0, _table.Operand(target));
        }
        return call.Function switch
        {
            Operators.And or Operators.Or => new CelRange(costs[0].Min, sum.Max),
            Operators.Conditional => VisitConditional(call, costs),
            _ => sum + VisitOverloads(call, overloads, operands),
        };
    }

    private CelRange VisitConditional(Call call, CelRange[] costs)
    {
        var (yes, no) = (call.Arguments[1], call.Arguments[2]);
        _table.SetEntries(call, EntrySize.Union(_table.Entries(yes), _table.Entries(no)));
        _table.SetSize(call, _table.SizeOrUnknown(yes).Union(_table.SizeOrUnknown(no)));
        return costs[0] + costs[1].Union(costs[2]);
    }

    /// <summary>What the call itself costs, whichever of its overloads it will be; notes the size of its result.</summary>
    private CelRange VisitOverloads(Call call, ImmutableArray<CelOverload> overloads, ImmutableArray<CelOperand> operands)
    {
        var cost = EntrySize.None;
        CelRange? size = null;
        var function = FunctionOf(call, overloads[0]);
        foreach (var overload in overloads)
        {
            var estimate = function?.Estimate?.Invoke(operands) ?? overload.Estimate?.Invoke(operands) ?? new(CelRange.One);
            cost = cost.Union(estimate.Cost);
            if (estimate.ResultSize is { } result)
            {
                size = size?.Union(result) ?? result;
            }

            size = Follow(call, overload, size) ?? _table.Size(call);
        }
        _table.SetSize(call, size);
        return cost;
    }

    /// <summary>Where an element stands, and what is known of the entries of what two lists or maps make.</summary>
    private CelRange? Follow(Call call, CelOverload overload, CelRange? size)
    {
        switch (overload.Id)
        {
            case "index_list" or "index_map":
                var container = call.Arguments[0];
                _table.SetPath(call, _table.Path(container).Add(overload.Id == "index_list" ? CelOperand.Items : CelOperand.Values));
                return _table.Entries(container)?.Value;
            case "add_list":
                _table.SetEntries(call, EntrySize.Union(_table.Entries(call.Arguments[0]), _table.Entries(call.Arguments[1])));
                return size;
            default:
                return size;
        }
    }

    private CelFunction? FunctionOf(Call call, CelOverload overload)
    {
        var name = call.Target is { } target && !overload.IsReceiver ? $"{QualifiedName.Of(target, out _)}.{call.Function}" : call.Function;
        return _names.FindFunction(name);
    }
}
