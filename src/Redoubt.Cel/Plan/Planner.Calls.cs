using System.Collections.Immutable;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Re2;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Plan;

/// <summary>Calls: operators become nodes of their own, functions are bound to their overloads.</summary>
internal sealed partial class Planner
{
    private const int SetFrom = 3;

    private PlanNode PlanCall(Call call)
    {
        if (call.Target is null && PlanOperator(call) is { } node)
        {
            return node;
        }

        var name = call.Target is null ? call.Function : QualifiedFunction(call);
        var isReceiver = name is null;
        name ??= call.Function;
        var arguments = isReceiver ? [Plan(call.Target!), .. PlanAll(call.Arguments)] : PlanAll(call.Arguments);
        Constants(name, arguments, isReceiver);
        var overloads = OverloadsOf(call, name, isReceiver, arguments.Length);
        if (overloads.IsEmpty)
        {
            return Unknown(call.Id, $"there is no function `{name}` that takes {arguments.Length} arguments");
        }

        return Special(call.Id, name, overloads, arguments) ?? Invoke(call.Id, name, overloads, arguments);
    }

    private Invocation Invoke(int id, string name, ImmutableArray<CelOverload> overloads, PlanNode[] arguments)
    {
        var signatures = new Signature[overloads.Length];
        var cost = _names.FindFunction(name)?.Cost;
        for (var i = 0; i < signatures.Length; i++)
        {
            // As in cel-go, an overload counts its cost only where the checker has found that no other is meant.
            signatures[i] = new Signature(overloads[i], cost ?? (overloads.Length == 1 ? overloads[i].Cost : null));
            if (!signatures[i].IsPure)
            {
                _slots.Reads(Slots.Outside);
            }
        }
        return new Invocation(id, name, signatures, arguments);
    }

    /// <summary>Functions that are not simply called: lazy ones, and those that prepare a constant argument.</summary>
    private PlanNode? Special(int id, string name, ImmutableArray<CelOverload> overloads, PlanNode[] arguments)
    {
        switch (overloads[0].Id)
        {
            case "optional_or_optional":
                return new Otherwise(id, keepsOptional: true, arguments[0], arguments[1]);
            case "optional_orValue_value" when overloads.Length == 1:
                return new Otherwise(id, keepsOptional: false, arguments[0], arguments[1]);
            case "optional_value" when arguments[0] is Local { Name: Optionals.Target } target:
                return new TargetValue(id, target.Slot, Invoke(id, name, overloads, arguments));
            case "to_dyn":
                return IsConstant(arguments[0]) ? arguments[0] : new Dyn(id, arguments[0]);
            case "matches" or "matches_string" when arguments[1] is Constant { Value: { Kind: CelKind.String } pattern }:
                return PlanMatch(id, pattern.AsString(), Invoke(id, name, overloads, arguments));
            default:
                return null;
        }
    }

    private PlanNode PlanMatch(int id, string pattern, Invocation whole)
    {
        var (text, constant) = (whole.Arguments[0], whole.Arguments[1]);
        Re2Error error = default;
        if (_isTrusted || Re2Patterns.TryGet(pattern, out _, out error))
        {
            return Shorten(whole, new Match(id, text, pattern), constant);
        }

        var reason = ReferenceText.InvalidPattern(error.ToString());
        if (_rules.ConstantsMustFold && IsConstant(constant))
        {
            Refuse(id, reason);
        }

        return new Failure(id, reason);
    }

    /// <summary>Asks the rules for constants that are held when a program is made.</summary>
    private void Constants(string name, PlanNode[] arguments, bool isReceiver)
    {
        foreach (var rule in _isTrusted ? [] : _names.Parts.ConstantRules)
        {
            var at = rule.Argument + (isReceiver ? 1 : 0);
            if (rule.Stage == CelStage.Plan && rule.Function == name && at < arguments.Length && IsConstant(arguments[at])
                && rule.Problem(((Constant)arguments[at]).Value) is { } problem)
            {
                Refuse(arguments[at].Id, problem);
            }
        }
    }

    /// <summary>Whether cel-go too knows the value when it plans.</summary>
    private static bool IsConstant(PlanNode node) => node is Constant and not Folded;

    /// <summary>The quick plan, which does without a constant part; where cel-go evaluates that part, it is counted as a whole.</summary>
    private static PlanNode Shorten(PlanNode whole, PlanNode quick, PlanNode part) => IsConstant(part) ? quick : new Shortened(whole, quick);

    private PlanNode[] PlanAll(ImmutableArray<Expression> expressions)
    {
        var nodes = new PlanNode[expressions.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Plan(expressions[i]);
        }

        return nodes;
    }

    private string? QualifiedFunction(Call call)
    {
        if (QualifiedName.Of(call.Target!, out var root) is not { } qualifier || _slots.Find(root) >= 0)
        {
            return null;
        }

        var name = $"{qualifier}.{call.Function}";
        return _names.FindFunction(name) is null ? null : name;
    }

    private ImmutableArray<CelOverload> OverloadsOf(Call call, string name, bool isReceiver, int arguments)
    {
        if (_checked is not null)
        {
            return _checked.Overloads(call.Id);
        }

        if (_names.FindFunction(name) is not { } function)
        {
            return [];
        }

        return function.Overloads.RemoveAll(overload => overload.IsReceiver != isReceiver || overload.Parameters.Length != arguments);
    }

    private PlanNode? PlanOperator(Call call)
    {
        var (id, parts) = (call.Id, call.Arguments);
        return call.Function switch
        {
            Operators.And => Join(id, decides: false, Plan(parts[0]), Plan(parts[1])),
            Operators.Or => Join(id, decides: true, Plan(parts[0]), Plan(parts[1])),
            Operators.Not => new Negation(id, Plan(parts[0])),
            Operators.Conditional => Choose(call),
            Operators.Equal => new Equation(id, negated: false, Plan(parts[0]), Plan(parts[1])),
            Operators.NotEqual => new Equation(id, negated: true, Plan(parts[0]), Plan(parts[1])),
            Operators.Less => Compare(call, Relation.Less),
            Operators.LessOrEqual => Compare(call, Relation.LessOrEqual),
            Operators.Greater => Compare(call, Relation.Greater),
            Operators.GreaterOrEqual => Compare(call, Relation.GreaterOrEqual),
            Operators.Add => Arithmetic(call, ArithmeticOperator.Add),
            Operators.Subtract => Arithmetic(call, ArithmeticOperator.Subtract),
            Operators.Multiply => Arithmetic(call, ArithmeticOperator.Multiply),
            Operators.Divide => Arithmetic(call, ArithmeticOperator.Divide),
            Operators.Modulo => Arithmetic(call, ArithmeticOperator.Modulo),
            Operators.Negate => new Minus(id, Plan(parts[0])),
            Operators.In => PlanMembership(call),
            Operators.Index => PlanIndex(call, isOptional: false),
            Operators.OptionalIndex => PlanIndex(call, isOptional: true),
            Operators.OptionalSelect => Extend(id, Plan(parts[0]), FieldStep(call, parts[0], ((Literal)parts[1]).Value.AsString(), isOptional: true)),
            _ => null,
        };
    }

    private Operation Arithmetic(Call call, ArithmeticOperator kind) =>
        new(call.Id, kind, Plan(call.Arguments[0]), Plan(call.Arguments[1]), _names.Parts.Limits.Size, kind == ArithmeticOperator.Add && IsText(call));

    private Comparison Compare(Call call, Relation relation) =>
        new(call.Id, relation, Plan(call.Arguments[0]), Plan(call.Arguments[1]), IsText(call));

    /// <summary>Whether the checker has found that an operator stands between texts.</summary>
    private bool IsText(Call call) =>
        TheOverload(call) is { } overload && overload.Parameters[0].Kind is CelTypeKind.String or CelTypeKind.Bytes;

    /// <summary>The one overload that a call has; null if it may have several, or was not checked.</summary>
    private CelOverload? TheOverload(Call call) => _checked?.Overloads(call.Id) is [var overload] ? overload : null;

    /// <summary>A constant side that decides is the result; the other one is not needed.</summary>
    private PlanNode Join(int id, bool decides, PlanNode left, PlanNode right)
    {
        var whole = new Junction(id, decides, left, right);
        if (_folds && (Decides(left) || Decides(right)))
        {
            _slots.Lowest = Slots.Nothing;
            return new Folded(whole, CelValue.Bool(decides));
        }
        return whole;

        bool Decides(PlanNode node) => node is Constant { Value: { Kind: CelKind.Bool } value } && value.IsTrue == decides;
    }

    private PlanNode Choose(Call call)
    {
        var condition = Plan(call.Arguments[0]);
        var known = _folds && condition is Constant { Value: { Kind: CelKind.Bool } value } ? value : default;
        var outer = _slots.Lowest;
        var yes = PlanBranch(call.Arguments[1], known.IsFalse, ref outer);
        var no = PlanBranch(call.Arguments[2], known.IsTrue, ref outer);
        _slots.Lowest = outer;
        var whole = new Conditional(call.Id, condition, yes.Bare(), no.Bare());
        if (known.Kind == CelKind.Absent)
        {
            return whole;
        }

        var chosen = known.IsTrue ? yes : no;
        return chosen is Constant { Value: var constant } ? new Folded(whole, constant) : new Shortened(whole, chosen);
    }

    /// <summary>A branch; the result does not depend on one that is never taken.</summary>
    private PlanNode PlanBranch(Expression branch, bool isDead, ref int lowest)
    {
        _slots.Lowest = Slots.Nothing;
        var node = Plan(branch);
        if (!isDead)
        {
            lowest = Math.Min(lowest, _slots.Lowest);
        }

        return node;
    }

    private PlanNode PlanMembership(Call call)
    {
        var item = Plan(call.Arguments[0]);
        var container = Plan(call.Arguments[1]);
        if (_rules.ConstantsMustFold && _folds && TheOverload(call) is { Id: "in_list" } && IsConstant(container) && ((Constant)container).Value.Count == 0)
        {
            return new Constant(call.Id, CelValue.False);
        }

        var whole = new Membership(call.Id, item, container, _names.Parts.Symbols, CostOfSearch(call, container));
        if (!_folds || container is not Constant { Value: { Kind: CelKind.List } list } || list.Count < SetFrom)
        {
            return whole;
        }

        List<string> strings = [];
        foreach (var one in list.Items)
        {
            if (one.Kind == CelKind.String)
            {
                strings.Add(one.AsString());
            }
        }

        return strings.Count == list.Count ? Shorten(whole, new StringSet(call.Id, item, strings), container) : whole;
    }

    /// <summary>A constant list of simple values is a set in cel-go's plan as well, and asking it is free.</summary>
    private SearchCost CostOfSearch(Call call, PlanNode container)
    {
        if (TheOverload(call) is not { Id: "in_list" })
        {
            return SearchCost.One;
        }

        if (!_folds || !IsConstant(container) || container is not Constant { Value: { Kind: CelKind.List } list })
        {
            return SearchCost.Size;
        }

        foreach (var item in list.Items)
        {
            if (item.Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Double or CelKind.String))
            {
                return SearchCost.Size;
            }
        }

        return SearchCost.Free;
    }
}
