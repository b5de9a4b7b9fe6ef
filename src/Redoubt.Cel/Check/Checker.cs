using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check;

/// <summary>
/// Finds what names stand for, which overloads calls have, and the type of each node (cel-spec, "Gradual Type Checking"). After a
/// mistake the node has the error type, which agrees with everything, so that each mistake is told once.
/// </summary>
internal sealed partial class Checker
{
    private readonly NameResolution _names;
    private readonly IEnumerable<string> _defined;
    private readonly ParsedTree _tree;
    private readonly CheckedTree _checked;
    private readonly Substitution _substitution = new();
    private readonly ImmutableArray<CelProblem>.Builder _problems = ImmutableArray.CreateBuilder<CelProblem>(0);
    private Scope? _scope;

    private Checker(NameResolution names, ParsedTree tree, IEnumerable<string> defined)
    {
        _names = names;
        _defined = defined;
        _tree = tree;
        _checked = new CheckedTree(tree.Spans.Length);
    }

    /// <param name="names">What names stand for.</param>
    /// <param name="tree">The tree, its definitions expanded.</param>
    /// <param name="expected">The type that it must have; null for any.</param>
    /// <param name="defined">The names of definitions, for suggestions.</param>
    public static CheckedTree Check(NameResolution names, ParsedTree tree, CelType? expected, IEnumerable<string> defined)
    {
        var checker = new Checker(names, tree, defined);
        var type = checker.Visit(tree.Root);
        if (expected is not null && !checker._substitution.Agree(expected, type))
        {
            checker._problems.Add(CheckErrors.Mismatch(tree.Span(tree.Root.Id), checker.Shown(type), expected));
        }

        checker._checked.Finish(checker._substitution);
        var once = checker._problems.DistinctBy(problem => (problem.Code, problem.Span));
        checker._checked.Problems = [.. once.OrderBy(problem => problem.Span.Start)];
        return checker._checked;
    }

    private CelType Visit(Expression expression)
    {
        var type = expression switch
        {
            Literal literal => literal.Value.RuntimeType,
            Ident ident => VisitIdent(ident),
            Select select => VisitSelect(select),
            Call call => VisitCall(call),
            ListLiteral list => VisitList(list),
            MapLiteral map => VisitMap(map),
            ObjectLiteral literal => VisitObject(literal),
            _ => VisitFold((Comprehension)expression),
        };
        _checked.SetType(expression.Id, type);
        return type;
    }

    private CelType VisitIdent(Ident ident)
    {
        if (Scope.Find(_scope, ident.Name) is { } local)
        {
            return local.Type;
        }

        if (_names.Find(ident.Name) is { } reference)
        {
            return Refer(ident.Id, reference);
        }

        var known = _names.Parts.Variables.Keys.Concat(Locals());
        return Fail(CheckErrors.UndeclaredName(_tree.Span(ident.Id), ident.Name, _names.Parts.Container, known));
    }

    private IEnumerable<string> Locals()
    {
        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            yield return scope.Name;
        }
    }

    private CelType Refer(int id, Reference reference)
    {
        _checked.SetReference(id, reference);
        return reference.Type;
    }

    private CelType VisitSelect(Select select)
    {
        if (!select.TestOnly && Qualified(select) is { } reference)
        {
            return Refer(select.Id, reference);
        }

        var type = Field(select.Id, Visit(select.Operand), select.Field, isOptional: false);
        return select.TestOnly ? CelType.Bool : type;
    }

    /// <summary>What a chain stands for if the whole of it is a name and does not begin with a loop variable.</summary>
    private Reference? Qualified(Expression expression) =>
        QualifiedName.Of(expression, out var root) is { } name && Scope.Find(_scope, root) is null ? _names.Find(name) : null;

    private CelType Field(int id, CelType operand, string field, bool isOptional)
    {
        var type = _substitution.Apply(operand, freeIsDyn: false);
        if (type.IsOptional)
        {
            isOptional = true;
            type = type.Parameters[0];
        }
        var result = FieldOf(id, type, field);
        return isOptional && result.Kind != CelTypeKind.Error ? CelType.Optional(result) : result;
    }

    private CelType FieldOf(int id, CelType type, string field)
    {
        switch (type.Kind)
        {
            case CelTypeKind.Map:
                // Whatever the keys' type, as in cel-go: at run time there is no such key.
                return type.Parameters[1];
            case CelTypeKind.Object when _names.FindObjectType(type.Name) is { } known:
                return known.Field(field) ?? ReservedField(known, field) ?? (known.IsOpen ? CelType.Dyn : Fail(CheckErrors.UndeclaredField(_tree.Span(id), field, known)));
            case CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Object:
                return CelType.Dyn;
            case CelTypeKind.Parameter:
                _substitution.Agree(CelType.Dyn, type);
                return CelType.Dyn;
            default:
                return Fail(CheckErrors.NoSelection(_tree.Span(id), field, Shown(type)));
        }
    }

    private CelType? ReservedField(CelObjectType type, string field) =>
        _names.Parts.Rules.ReservedWordFields && ReservedWords.Contains(field) ? type.Field($"__{field}__") : null;

    private CelType VisitList(ListLiteral list)
    {
        CelType? element = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var type = Visit(list.Items[i]);
            element = Join(list.Items[i], element, list.IsOptional(i) ? Content(list.Items[i], type) : type);
        }
        return CelType.List(element ?? _substitution.Fresh());
    }

    private CelType VisitMap(MapLiteral map)
    {
        CelType? key = null;
        CelType? value = null;
        foreach (var entry in map.Entries)
        {
            key = Join(entry.Key, key, Visit(entry.Key));
            var type = Visit(entry.Value);
            value = Join(entry.Value, value, entry.IsOptional ? Content(entry.Value, type) : type);
        }
        return CelType.Map(key ?? _substitution.Fresh(), value ?? _substitution.Fresh());
    }

    private CelType VisitObject(ObjectLiteral literal)
    {
        var type = _names.FindType(literal.Type);
        foreach (var field in literal.Fields)
        {
            var value = Visit(field.Value);
            if (field.IsOptional)
            {
                value = Content(field.Value, value);
            }

            if (type is not null)
            {
                CheckField(type, field, value);
            }
        }
        return type?.Type ?? Fail(CheckErrors.UndeclaredType(_tree.Span(literal.Id), literal.Type, _names.Parts.Container));
    }

    private void CheckField(CelObjectType type, FieldInit field, CelType value)
    {
        var at = _tree.Span(field.Value.Id);
        if (type.Field(field.Name) is not { } declared)
        {
            if (!type.IsOpen)
            {
                _problems.Add(CheckErrors.UndeclaredField(at, field.Name, type));
            }
        }
        else if (!_substitution.Agree(declared, value))
        {
            _problems.Add(CheckErrors.FieldMismatch(at, field.Name, Shown(value), declared));
        }
    }

    /// <summary>The type of `?x` in a literal: what the optional holds.</summary>
    private CelType Content(Expression at, CelType type)
    {
        type = _substitution.Apply(type, freeIsDyn: false);
        if (type.IsOptional)
        {
            return type.Parameters[0];
        }

        return type.IsDyn ? CelType.Dyn : Fail(CheckErrors.NotOptional(_tree.Span(at.Id), Shown(type)));
    }

    /// <summary>The type of elements so far and one more: dyn if they have nothing in common, or a problem where that is not allowed.</summary>
    private CelType Join(Expression at, CelType? before, CelType type)
    {
        if (before is null)
        {
            return type;
        }

        if (_substitution.Agree(before, type))
        {
            return Substitution.MoreGeneral(before, type);
        }

        return _names.Parts.Rules.Literals == CelLiterals.Agreeing
            ? Fail(CheckErrors.Mismatch(_tree.Span(at.Id), Shown(type), Shown(before)))
            : CelType.Dyn;
    }

    private CelType VisitFold(Comprehension fold)
    {
        var range = _substitution.Apply(Visit(fold.Range), freeIsDyn: false);
        var initial = Visit(fold.Initial);
        var (first, second) = Elements(fold, range);
        var outer = _scope;
        var accumulated = new Scope(fold.Accumulator, initial, outer);
        _scope = new Scope(fold.Variable, first, accumulated);
        if (fold.SecondVariable is { } name)
        {
            _scope = new Scope(name, second, _scope);
        }

        Expect(fold.Condition, CelType.Bool);
        Expect(fold.Step, initial);
        _scope = accumulated;
        var result = Visit(fold.Result);
        _scope = outer;
        return _substitution.Apply(result, freeIsDyn: false);
    }

    /// <summary>The types of the loop variables: element; key; index and element; key and value.</summary>
    private (CelType First, CelType Second) Elements(Comprehension fold, CelType range)
    {
        switch (range.Kind)
        {
            case CelTypeKind.List:
                return fold.SecondVariable is null ? (range.Parameters[0], range.Parameters[0]) : (CelType.Int, range.Parameters[0]);
            case CelTypeKind.Map:
                return (range.Parameters[0], range.Parameters[1]);
            case CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter:
                _substitution.Agree(CelType.Dyn, range);
                return (CelType.Dyn, CelType.Dyn);
            default:
                _problems.Add(CheckErrors.NotIterable(_tree.Span(fold.Range.Id), Shown(range)));
                return (CelType.Error, CelType.Error);
        }
    }

    private void Expect(Expression expression, CelType wanted)
    {
        var type = Visit(expression);
        if (!_substitution.Agree(wanted, type))
        {
            _problems.Add(CheckErrors.Mismatch(_tree.Span(expression.Id), Shown(type), Shown(wanted)));
        }
    }

    private CelType Shown(CelType type) => _substitution.Apply(type, freeIsDyn: true);

    private CelType Fail(CelProblem problem)
    {
        _problems.Add(problem);
        return CelType.Error;
    }
}
