using System.Collections.Frozen;
using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Plan;

/// <summary>
/// Tree to nodes: names become slots, chains of selections one node, calls their overloads, constant parts their value. Works with and
/// without what the checker found; without it names are resolved here by the same rules and overloads when they are called.
/// </summary>
internal sealed partial class Planner
{
    private const int FoldingSteps = 10_000;

    /// <summary>The functions that cel-go computes when it plans, if their argument is constant.</summary>
    private static readonly FrozenSet<string> Conversions =
        FrozenSet.ToFrozenSet(["bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint"], StringComparer.Ordinal);

    private readonly NameResolution _names;
    private readonly CheckedTree? _checked;
    private readonly CelRules _rules;
    private readonly bool _folds;
    private readonly bool _isTrusted;
    private readonly Slots _slots = new();
    private readonly Dictionary<int, BoundValue> _bound = [];
    private readonly ImmutableArray<CelProblem>.Builder _problems = ImmutableArray.CreateBuilder<CelProblem>(0);
    private readonly ParsedTree _tree;
    private readonly TextParts? _texts;
    private bool _isRemembered;
    private Frame? _folding;
    private int _nodes;

    private Planner(NameResolution names, ParsedTree tree, CheckedTree? types, bool folds, bool isTrusted)
    {
        _names = names;
        _rules = names.Parts.Rules;
        _tree = tree;
        _checked = types;
        _folds = folds;
        _isTrusted = isTrusted;
        _texts = types is null ? null : types.Texts ??= TextParts.Of(tree.Root, types);
    }

    /// <param name="names">What names stand for.</param>
    /// <param name="tree">The expression.</param>
    /// <param name="types">What the checker found; null if it was not asked.</param>
    /// <param name="folds">Whether constant parts are computed now.</param>
    /// <param name="isTrusted">Whether it was planned before without a problem, so that constant patterns need not be read to know that they are sound.</param>
    public static PlannedTree Plan(NameResolution names, ParsedTree tree, CheckedTree? types, bool folds, bool isTrusted = false)
    {
        var planner = new Planner(names, tree, types, folds, isTrusted);
        return new PlannedTree(planner.Plan(tree.Root), planner._slots.Most, planner._problems.DrainToImmutable());
    }

    private PlanNode Plan(Expression expression)
    {
        _nodes++;
        if (expression is Literal literal)
        {
            return new Constant(literal.Id, literal.Value);
        }

        var outer = _slots.Lowest;
        _slots.Lowest = Slots.Nothing;
        var node = !_isRemembered && _texts?.TextOf(expression) is { } text ? PlanRemembered(expression, text) : PlanParts(expression);
        if (_slots.Lowest == Slots.Nothing && _folds)
        {
            node = Fold(node);
        }

        _slots.Lowest = Math.Min(outer, _slots.Lowest);
        return node;
    }

    // What lies in it is not remembered on its own.
    private PlanNode PlanRemembered(Expression expression, Expression text)
    {
        _isRemembered = true;
        var nodes = _nodes;
        var reads = Plan(text);
        _nodes = nodes;
        var whole = PlanParts(expression);
        _isRemembered = false;
        return whole is Failure ? whole : new Remembered(reads, whole);
    }

    private PlanNode PlanParts(Expression expression) => expression switch
    {
        Ident ident => PlanIdent(ident),
        Select select => PlanSelect(select),
        Call call => PlanCall(call),
        ListLiteral list => PlanList(list),
        MapLiteral map => PlanMap(map),
        ObjectLiteral literal => PlanObject(literal),
        _ => PlanFold((Comprehension)expression),
    };

    /// <summary>Computes a part that depends on nothing. What is no data stays a node, so that the error keeps its place.</summary>
    private PlanNode Fold(PlanNode node)
    {
        if (node is Constant or Failure)
        {
            return node;
        }

        _folding ??= new Frame(_names.Variables.Length);
        _folding.Begin(_slots.Most, Math.Min(FoldingSteps, _names.Parts.Limits.Steps));
        var value = node.Evaluate(_folding);
        if (!value.IsData)
        {
            if (_rules.ConstantsMustFold && value.Kind == CelKind.Error && IsFoldedByAll(node))
            {
                Refuse(node.Id, ReferenceText.Show(value.AsError()));
            }

            return node;
        }

        return IsFoldedByAll(node) ? new Constant(node.Id, value) : new Folded(node, value);
    }

    /// <summary>What cel-go folds as well, so that it costs nothing: literals and conversions of constants.</summary>
    private static bool IsFoldedByAll(PlanNode node) => node switch
    {
        ListOf list => Array.TrueForAll(list.Items, IsConstant),
        MapOf map => Array.TrueForAll(map.Keys, IsConstant) && Array.TrueForAll(map.Values, IsConstant),
        Invocation { Arguments: [var argument] } call => IsConstant(argument) && Conversions.Contains(call.Name),
        _ => false,
    };

    private PlanNode PlanObject(ObjectLiteral literal)
    {
        if (_names.FindType(literal.Type) is not { } type)
        {
            return new Failure(literal.Id, $"there is no object type `{literal.Type}`");
        }

        var fields = new MapOf(
            literal.Id,
            [.. literal.Fields.Select(field => new Constant(literal.Id, CelValue.String(field.Name)))],
            [.. literal.Fields.Select(field => Plan(field.Value))],
            [.. literal.Fields.Select(field => field.IsOptional)],
            _rules.AnyMapKeys,
            CelCosts.ObjectLiteral);
        return new ObjectOf(literal.Id, type, fields);
    }

    private PlanNode PlanIdent(Ident ident)
    {
        var slot = _slots.Find(ident.Name);
        if (slot >= 0)
        {
            _slots.Reads(slot);
            // The target of `optMap` has no name in cel-go.
            return _bound.TryGetValue(slot, out var bound) ? new Bound(ident.Id, ident.Name, bound)
                : new Local(ident.Id, ident.Name, slot, ident.Name == Optionals.Target ? 0 : 1);
        }
        return ReferenceOf(ident) is { } reference ? PlanReference(ident.Id, reference) : Unknown(ident.Id, $"there is no variable `{ident.Name}`");
    }

    private PlanNode PlanReference(int id, Reference reference)
    {
        if (!reference.IsVariable)
        {
            return new Constant(id, reference.Constant);
        }

        _slots.Reads(Slots.Outside);
        return new Variable(id, reference.Name, reference.Variable);
    }

    private void Refuse(int id, string reason) => _problems.Add(CheckErrors.Constant(CelStage.Plan, _tree.Span(id), reason));

    private Failure Unknown(int id, string message)
    {
        _slots.Reads(Slots.Outside);
        return new Failure(id, message);
    }

    /// <summary>What a name or a chain of selections stands for as a whole, if it does.</summary>
    private Reference? ReferenceOf(Expression expression)
    {
        if (_checked is not null)
        {
            return _checked.Reference(expression.Id);
        }

        return QualifiedName.Of(expression, out var root) is { } name && _slots.Find(root) < 0 ? _names.Find(name) : null;
    }

    private PlanNode PlanSelect(Select select)
    {
        if (!select.TestOnly && ReferenceOf(select) is { } reference)
        {
            return PlanReference(select.Id, reference);
        }

        var operand = Plan(select.Operand);
        var step = FieldStep(select, select.Operand, select.Field, isOptional: false);
        return select.TestOnly ? PlanPresence(select.Id, operand, step) : Extend(select.Id, operand, step);
    }

    private Presence PlanPresence(int id, PlanNode operand, Step step) =>
        new(id, operand.Bare(), step, _names.Parts.PresenceCost);

    private Step FieldStep(Expression selection, Expression operand, string name, bool isOptional)
    {
        var type = _checked?.Type(operand.Id) is { Kind: CelTypeKind.Object } known && _names.FindObjectType(known.Name) is { KeepsType: true } found ? found : null;
        return new Step(selection.Id, CelValue.String(name), _names.Parts.Symbols(name), isOptional, _names.Parts.IsStrict)
        {
            IsOfObject = type is not null,
            Lacking = type?.Lacking(name) ?? default,
        };
    }

    private static Selection Extend(int id, PlanNode operand, Step step) =>
        operand is Selection selection ? selection.With(id, step) : new Selection(id, operand, [step]);

    private PlanNode PlanIndex(Call call, bool isOptional)
    {
        var operand = Plan(call.Arguments[0]);
        var key = Plan(call.Arguments[1]);
        var value = IsConstant(key) ? ((Constant)key).Value : default;
        if (value.Kind is not (CelKind.String or CelKind.Int or CelKind.Uint or CelKind.Bool))
        {
            if (_rules.ConstantsMustFold && value.Kind is not (CelKind.Absent or CelKind.Double))
            {
                Refuse(call.Id, $"invalid qualifier type: {value.RuntimeType}");
            }

            return new Indexing(call.Id, operand, key.Bare(), isOptional, _names.Parts.IsStrict, _names.Parts.Symbols);
        }

        var symbol = value.Kind == CelKind.String ? _names.Parts.Symbols(value.AsString()) : 0;
        return Extend(call.Id, operand, new Step(call.Id, value, symbol, isOptional, _names.Parts.IsStrict));
    }

    private ListOf PlanList(ListLiteral list)
    {
        var items = new PlanNode[list.Items.Length];
        var optional = new bool[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            (items[i], optional[i]) = (Plan(list.Items[i]), list.IsOptional(i));
        }

        return new ListOf(list.Id, items, optional);
    }

    private MapOf PlanMap(MapLiteral map)
    {
        var keys = new PlanNode[map.Entries.Length];
        var values = new PlanNode[keys.Length];
        var optional = new bool[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], values[i], optional[i]) = (Plan(map.Entries[i].Key), Plan(map.Entries[i].Value), map.Entries[i].IsOptional);
        }

        return new MapOf(map.Id, keys, values, optional, _rules.AnyMapKeys);
    }
}
