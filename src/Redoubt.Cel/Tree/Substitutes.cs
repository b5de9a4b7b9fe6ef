using System.Collections.Immutable;

namespace Redoubt.Cel.Tree;

/// <summary>
/// Copies a tree with expressions in place of names. Hygienic: a loop variable of the copy that would capture a name of a replacement
/// is renamed, and a free name of the copy that the place of use would capture becomes absolute (`.name`).
/// </summary>
internal sealed class Substitutes(
    IReadOnlyDictionary<string, Expression> replacements,
    Func<int, int> newId,
    Func<int, int> cloneId,
    Func<string, bool> isCaptured)
{
    private readonly HashSet<string> _avoid = [.. replacements.Values.SelectMany(FreeNames.Of)];
    private readonly bool _hasQualified = replacements.Keys.Any(name => name.Contains('.', StringComparison.Ordinal));
    private readonly List<(string Name, string NewName)> _bound = [];

    public Expression Copy(Expression expression) => expression switch
    {
        Literal literal => literal with { Id = newId(literal.Id) },
        Ident ident => CopyName(ident),
        Select select when Qualified(select) is { } replacement => Clone(replacement),
        Select select => select with { Id = newId(select.Id), Operand = Copy(select.Operand) },
        Call { Target: { } target } call => call with { Id = newId(call.Id), Target = Copy(target), Arguments = CopyAll(call.Arguments) },
        Call call => call with { Id = newId(call.Id), Arguments = CopyAll(call.Arguments) },
        ListLiteral list => list with { Id = newId(list.Id), Items = CopyAll(list.Items) },
        MapLiteral map => map with { Id = newId(map.Id), Entries = [.. map.Entries.Select(Copy)] },
        ObjectLiteral literal => literal with { Id = newId(literal.Id), Fields = [.. literal.Fields.Select(Copy)] },
        _ => CopyFold((Comprehension)expression),
    };

    private MapEntry Copy(MapEntry entry) => entry with { Key = Copy(entry.Key), Value = Copy(entry.Value) };

    private FieldInit Copy(FieldInit field) => field with { Value = Copy(field.Value) };

    private ImmutableArray<Expression> CopyAll(ImmutableArray<Expression> expressions) => [.. expressions.Select(Copy)];

    // A constant may have a qualified name, as `a.b`.
    private Expression? Qualified(Select select) =>
        _hasQualified && QualifiedName.Of(select, out var root) is { } name && !_bound.Exists(one => one.Name == root)
            ? replacements.GetValueOrDefault(name)
            : null;

    private Expression Clone(Expression replacement) =>
        new Substitutes(ImmutableDictionary<string, Expression>.Empty, cloneId, cloneId, _ => false).Copy(replacement);

    private Expression CopyName(Ident ident)
    {
        for (var i = _bound.Count - 1; i >= 0; i--)
        {
            if (_bound[i].Name == ident.Name)
            {
                return new Ident(newId(ident.Id), _bound[i].NewName);
            }
        }

        if (replacements.TryGetValue(ident.Name, out var replacement))
        {
            return Clone(replacement);
        }

        return new Ident(newId(ident.Id), !ident.IsAbsolute && isCaptured(ident.Name) ? "." + ident.Name : ident.Name);
    }

    private Comprehension CopyFold(Comprehension fold)
    {
        var depth = _bound.Count;
        var range = Copy(fold.Range);
        var initial = Copy(fold.Initial);
        var accumulator = Bind(fold.Accumulator);
        var inner = _bound.Count;
        var variable = Bind(fold.Variable);
        var second = fold.SecondVariable is { } name ? Bind(name) : null;
        var condition = Copy(fold.Condition);
        var step = Copy(fold.Step);
        _bound.RemoveRange(inner, _bound.Count - inner);
        var result = Copy(fold.Result);
        _bound.RemoveRange(depth, _bound.Count - depth);
        return new Comprehension(newId(fold.Id), fold.Macro, variable, second, range, accumulator, initial, condition, step, result);
    }

    private string Bind(string name)
    {
        var fresh = name;
        for (var i = 1; _avoid.Contains(fresh) || (fresh != name && _bound.Exists(one => one.NewName == fresh)); i++)
        {
            fresh = $"{name}_{i}";
        }

        _bound.Add((name, fresh));
        return fresh;
    }
}

/// <summary>The names in a tree that no loop of the tree binds.</summary>
internal static class FreeNames
{
    public static IEnumerable<string> Of(Expression expression)
    {
        HashSet<string> found = [];
        Add(expression, [], found);
        return found;
    }

    private static void Add(Expression expression, ImmutableList<string> bound, HashSet<string> found)
    {
        switch (expression)
        {
            case Ident ident:
                if (!bound.Contains(ident.Name))
                {
                    found.Add(ident.Name);
                }

                break;
            case Comprehension fold:
                Add(fold.Range, bound, found);
                Add(fold.Initial, bound, found);
                var inside = bound.Add(fold.Accumulator);
                Add(fold.Result, inside, found);
                inside = inside.Add(fold.Variable).Add(fold.SecondVariable ?? fold.Variable);
                Add(fold.Condition, inside, found);
                Add(fold.Step, inside, found);
                break;
            default:
                foreach (var child in expression.Children)
                {
                    Add(child, bound, found);
                }

                break;
        }
    }
}
