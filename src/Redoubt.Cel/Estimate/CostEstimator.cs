using Redoubt.Cel.Check;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Estimate;

/// <summary>
/// The least and the most that an expression can cost, from its types and the sizes of what it reads (cel-go, <c>checker/cost.go</c>).
/// The expression is taken as it is checked: nothing is folded.
/// </summary>
internal sealed partial class CostEstimator
{
    private readonly NameResolution _names;
    private readonly CheckedTree _checked;
    private readonly SizeTable _table;

    private CostEstimator(NameResolution names, CheckedTree types, CelSizes sizes)
    {
        _names = names;
        _checked = types;
        _table = new SizeTable(types, sizes);
    }

    public static CelRange Estimate(NameResolution names, CheckedTree types, Expression root, CelSizes sizes) =>
        new CostEstimator(names, types, sizes).Visit(root);

    private CelRange Visit(Expression expression) => expression switch
    {
        Literal => CelRange.Zero,
        Ident ident => VisitIdent(ident),
        Select select => VisitSelect(select),
        Call call => VisitCall(call),
        ListLiteral list => VisitList(list),
        MapLiteral map => VisitMap(map),
        ObjectLiteral literal => Sum(literal.Fields.Select(field => field.Value)) + CelRange.Exactly(CelCosts.ObjectLiteral),
        Comprehension { IsLet: false } fold => VisitLoop(fold),
        Comprehension { Macro: FoldKind.OptionalMap or FoldKind.OptionalFlatMap } fold => VisitTarget(fold),
        _ => VisitLet((Comprehension)expression),
    };

    private CelRange Sum(IEnumerable<Expression> expressions)
    {
        var sum = CelRange.Zero;
        foreach (var expression in expressions)
        {
            sum += Visit(expression);
        }

        return sum;
    }

    private CelRange VisitIdent(Ident ident)
    {
        var binding = _table.Find(ident.Name);
        _table.SetPath(ident, binding?.Path ?? [ident.Name]);
        if (binding?.Cost is not { } cost)
        {
            return CelRange.One;
        }

        _table.SetSize(ident, binding.Size);
        _table.SetEntries(ident, binding.Entries);
        return cost;
    }

    private CelRange VisitSelect(Select select)
    {
        if (!select.TestOnly && _checked.Reference(select.Id) is { } reference)
        {
            _table.SetPath(select, [reference.Name]);
            return CelRange.One;
        }
        var cost = Visit(select.Operand);
        if (select.TestOnly)
        {
            return cost + CelRange.Exactly((ulong)_names.Parts.PresenceCost);
        }

        _table.SetPath(select, _table.Path(select.Operand).Add(select.Field));
        var isCounted = _table.Type(select.Operand).Kind is CelTypeKind.Map or CelTypeKind.Object or CelTypeKind.Parameter;
        return isCounted ? cost + CelRange.One : cost;
    }

    private CelRange VisitList(ListLiteral list)
    {
        var cost = CelRange.Exactly(CelCosts.ListLiteral);
        var value = list.Items.IsEmpty ? CelRange.Zero : EntrySize.None;
        foreach (var item in list.Items)
        {
            cost += Visit(item);
            value = value.Union(_table.SizeOrUnknown(item));
        }
        _table.SetEntries(list, new EntrySize(IsList: true, CelRange.One, value));
        return cost;
    }

    private CelRange VisitMap(MapLiteral map)
    {
        var cost = CelRange.Exactly(CelCosts.MapLiteral);
        var key = map.Entries.IsEmpty ? CelRange.Zero : EntrySize.None;
        var value = key;
        foreach (var entry in map.Entries)
        {
            cost += Visit(entry.Key);
            cost += Visit(entry.Value);
            key = key.Union(_table.SizeOrUnknown(entry.Key));
            value = value.Union(_table.SizeOrUnknown(entry.Value));
        }
        _table.SetEntries(map, new EntrySize(IsList: false, key, value));
        return cost;
    }

    private CelRange VisitLoop(Comprehension fold)
    {
        var cost = Visit(fold.Range) + Visit(fold.Initial);
        BindValue(fold.Accumulator, fold.Initial);
        BindElements(fold);
        var turn = Visit(fold.Condition) + Visit(fold.Step);
        _table.Unbind(fold.SecondVariable is null ? 1 : 2);
        cost += Visit(fold.Result);
        _table.Unbind();
        var count = _table.SizeOrUnknown(fold.Range);
        if (fold.Initial is Literal)
        {
            _table.SetSize(fold, _table.Size(fold.Initial));
        }
        else if (fold.Initial is ListLiteral or MapLiteral)
        {
            _table.SetSize(fold, count);
            _table.SetEntries(fold, _table.Entries(fold.Step));
        }
        return cost + (count * turn);
    }

    private void BindElements(Comprehension fold)
    {
        var entries = _table.Entries(fold.Range);
        var path = _table.Path(fold.Range);
        var isList = entries?.IsList ?? _table.Type(fold.Range).Kind == CelTypeKind.List;
        var first = (Name: fold.Variable, Step: isList ? CelOperand.Indices : CelOperand.Keys, Size: entries?.Key);
        var value = (Name: fold.SecondVariable ?? fold.Variable, Step: isList ? CelOperand.Items : CelOperand.Values, Size: entries?.Value);
        if (fold.SecondVariable is null && isList)
        {
            first = value;
        }

        _table.Bind(new(first.Name, path.Add(first.Step), first.Size, null));
        if (fold.SecondVariable is not null)
        {
            _table.Bind(new(value.Name, path.Add(value.Step), value.Size, null));
        }
    }

    private void BindValue(string name, Expression value, CelRange? cost = null) =>
        _table.Bind(new(name, _table.Path(value), _table.Size(value), _table.Entries(value), cost));

    private CelRange VisitLet(Comprehension fold)
    {
        var cost = Visit(fold.Range) + Visit(fold.Initial);
        BindValue(fold.Accumulator, fold.Initial);
        cost += Visit(fold.Result);
        _table.Unbind();
        _table.Copy(fold.Result, fold);
        return cost;
    }

    /// <summary>The target of `optMap`, which in cel-go's expansion stands wherever here its name does.</summary>
    private CelRange VisitTarget(Comprehension fold)
    {
        BindValue(fold.Accumulator, fold.Initial, Visit(fold.Initial));
        var cost = Visit(fold.Result);
        _table.Unbind();
        _table.Copy(fold.Result, fold);
        return cost;
    }
}
