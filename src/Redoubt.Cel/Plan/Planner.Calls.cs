using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Libraries.Standard;
using Redoubt.Cel.Re2;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Plan;

/// <summary>Calls: operators become nodes of their own, functions are bound to their overloads.</summary>
internal sealed partial class Planner
{
    private const int SetFrom = 3;

    private PlanNode PlanCall(Call call)
    {
        if (call.Target is null && PlanOperator(call) is { } node)
            return node;
        var name = call.Target is null ? call.Function : QualifiedFunction(call);
        var isReceiver = name is null;
        name ??= call.Function;
        PlanNode[] arguments = isReceiver ? [Plan(call.Target!), .. PlanAll(call.Arguments)] : PlanAll(call.Arguments);
        var overloads = OverloadsOf(call, name, isReceiver, arguments.Length);
        if (overloads.IsEmpty)
            return Unknown(call.Id, $"there is no function `{name}` that takes {arguments.Length} arguments");
        return Special(call.Id, overloads, arguments) ?? Invoke(call.Id, name, overloads, arguments);
    }

    private Invocation Invoke(int id, string name, ImmutableArray<CelOverload> overloads, PlanNode[] arguments)
    {
        var signatures = new Signature[overloads.Length];
        for (var i = 0; i < signatures.Length; i++)
        {
            signatures[i] = new Signature(overloads[i]);
            if (!signatures[i].IsPure)
                _slots.Reads(Slots.Outside);
        }
        return new Invocation(id, name, signatures, arguments);
    }

    /// <summary>Functions that are not simply called: lazy ones, and those that prepare a constant argument.</summary>
    private static PlanNode? Special(int id, ImmutableArray<CelOverload> overloads, PlanNode[] arguments)
    {
        switch (overloads[0].Id)
        {
            case "optional_or_optional":
                return new Otherwise(id, keepsOptional: true, arguments[0], arguments[1]);
            case "optional_orValue_value":
                return new Otherwise(id, keepsOptional: false, arguments[0], arguments[1]);
            case "to_dyn":
                return arguments[0];
            case "matches" or "matches_string" when arguments[1] is Constant { Value: { Kind: CelKind.String } pattern }:
                return Re2Regex.TryParse(pattern.AsString(), out var regex, out var error)
                    ? new Match(id, arguments[0], regex)
                    : new Failure(id, Matches.Invalid(error).AsError().Message);
            default:
                return null;
        }
    }

    private PlanNode[] PlanAll(ImmutableArray<Expression> expressions)
    {
        var nodes = new PlanNode[expressions.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = Plan(expressions[i]);
        return nodes;
    }

    private string? QualifiedFunction(Call call)
    {
        if (QualifiedName.Of(call.Target!, out var root) is not { } qualifier || _slots.Find(root) >= 0)
            return null;
        var name = $"{qualifier}.{call.Function}";
        return _environment.Names.FindFunction(name) is null ? null : name;
    }

    private ImmutableArray<CelOverload> OverloadsOf(Call call, string name, bool isReceiver, int arguments)
    {
        if (_checked is not null)
            return _checked.Overloads(call.Id);
        if (_environment.Names.FindFunction(name) is not { } function)
            return [];
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
            Operators.Less => new Comparison(id, Relation.Less, Plan(parts[0]), Plan(parts[1])),
            Operators.LessOrEqual => new Comparison(id, Relation.LessOrEqual, Plan(parts[0]), Plan(parts[1])),
            Operators.Greater => new Comparison(id, Relation.Greater, Plan(parts[0]), Plan(parts[1])),
            Operators.GreaterOrEqual => new Comparison(id, Relation.GreaterOrEqual, Plan(parts[0]), Plan(parts[1])),
            Operators.Add => Arithmetic(call, ArithmeticOperator.Add),
            Operators.Subtract => Arithmetic(call, ArithmeticOperator.Subtract),
            Operators.Multiply => Arithmetic(call, ArithmeticOperator.Multiply),
            Operators.Divide => Arithmetic(call, ArithmeticOperator.Divide),
            Operators.Modulo => Arithmetic(call, ArithmeticOperator.Modulo),
            Operators.Negate => new Minus(id, Plan(parts[0])),
            Operators.In => PlanMembership(call),
            Operators.Index => PlanIndex(call, isOptional: false),
            Operators.OptionalIndex => PlanIndex(call, isOptional: true),
            Operators.OptionalSelect => Extend(id, Plan(parts[0]), FieldStep(id, ((Literal)parts[1]).Value.AsString(), isOptional: true)),
            _ => null,
        };
    }

    private Operation Arithmetic(Call call, ArithmeticOperator kind) =>
        new(call.Id, kind, Plan(call.Arguments[0]), Plan(call.Arguments[1]), _environment.Limits.Size);

    /// <summary>A constant side that decides is the result; the other one is not needed.</summary>
    private PlanNode Join(int id, bool decides, PlanNode left, PlanNode right)
    {
        if (_options.Fold && (Decides(left) || Decides(right)))
        {
            _slots.Lowest = Slots.Nothing;
            return new Constant(id, CelValue.Bool(decides));
        }
        return new Junction(id, decides, left, right);

        bool Decides(PlanNode node) => node is Constant { Value: { Kind: CelKind.Bool } value } && value.IsTrue == decides;
    }

    private PlanNode Choose(Call call)
    {
        var condition = Plan(call.Arguments[0]);
        if (_options.Fold && condition is Constant { Value: { Kind: CelKind.Bool } value })
            return Plan(call.Arguments[value.IsTrue ? 1 : 2]);
        return new Conditional(call.Id, condition, Plan(call.Arguments[1]), Plan(call.Arguments[2]));
    }

    private PlanNode PlanMembership(Call call)
    {
        var item = Plan(call.Arguments[0]);
        var container = Plan(call.Arguments[1]);
        if (_options.Fold && container is Constant { Value: { Kind: CelKind.List } list } && list.Count >= SetFrom)
        {
            List<string> strings = [];
            foreach (var one in list.Items)
                if (one.Kind == CelKind.String)
                    strings.Add(one.AsString());
            if (strings.Count == list.Count)
                return new StringSet(call.Id, item, strings);
        }
        return new Membership(call.Id, item, container, _environment.Parts.Symbols);
    }
}
