using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Plan;

/// <summary>
/// Which variables an expression reads and how deep. A loop variable stands for every element of its range, a bound name for its value.
/// </summary>
internal sealed class AttributePaths
{
    private readonly NameResolution _names;
    private readonly HashSet<CelPath> _found = [];
    private readonly List<(string Name, CelPath? Path)> _locals = [];

    private AttributePaths(NameResolution names) => _names = names;

    public static ImmutableArray<CelPath> Of(NameResolution names, Expression root)
    {
        var paths = new AttributePaths(names);
        paths.Read(root);
        return [.. paths._found.OrderBy(path => path.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Notes what is read, whole, where the expression's value is used.</summary>
    private void Read(Expression expression)
    {
        if (Follow(expression) is { } path)
        {
            _found.Add(path);
        }
    }

    /// <summary>
    /// The path that an expression's value is, to be used or selected from; null if it is no path. Notes what is read on the way.
    /// </summary>
    private CelPath? Follow(Expression expression)
    {
        switch (expression)
        {
            case Ident ident:
                return Name(ident);
            case Select select:
                return Named(select) ?? Step(Follow(select.Operand), select.Field);
            case Call { Function: Operators.OptionalSelect } call:
                return Step(Follow(call.Arguments[0]), ((Literal)call.Arguments[1]).Value.AsString());
            case Call { Function: Operators.Index or Operators.OptionalIndex } call:
                return FollowIndex(call);
            case Call call:
                return FollowCall(call);
            case Comprehension fold:
                return FollowFold(fold);
            default:
                foreach (var child in expression.Children)
                {
                    Read(child);
                }

                return null;
        }
    }

    private CelPath? Name(Ident ident)
    {
        for (var i = _locals.Count - 1; i >= 0; i--)
        {
            if (_locals[i].Name == ident.Name)
            {
                return _locals[i].Path;
            }
        }

        return Variable(ident);
    }

    private CelPath? Named(Select select) =>
        !select.TestOnly && QualifiedName.Of(select, out var root) is not null && !_locals.Exists(local => local.Name == root)
            ? Variable(select)
            : null;

    private CelPath? Variable(Expression expression) =>
        QualifiedName.Of(expression, out _) is { } name && _names.Find(name) is { IsVariable: true } reference
            ? new CelPath(reference.Name, [])
            : null;

    private static CelPath? Step(CelPath? path, string step) => path is null ? null : new CelPath(path.Variable, path.Steps.Add(step));

    private CelPath? FollowIndex(Call call)
    {
        var path = Follow(call.Arguments[0]);
        if (call.Arguments[1] is Literal { Value: { Kind: CelKind.String } key })
        {
            return Step(path, key.AsString());
        }

        Read(call.Arguments[1]);
        return Step(path, CelPath.Every);
    }

    /// <summary>A call reads its arguments whole; but what an optional holds, a branch gives, or `dyn` hides is still the same path.</summary>
    private CelPath? FollowCall(Call call)
    {
        var isPassedOn = call switch
        {
            { Target: not null, Function: "orValue" or "or" or "value" or "hasValue" } => true,
            { Target: null, Function: "dyn" } => true,
            _ => false,
        };
        CelPath? passedOn = null;
        if (call.Target is not null)
        {
            passedOn = Pass(call.Target, isPassedOn);
        }

        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var path = Pass(call.Arguments[i], isPassedOn && call.Target is null);
            passedOn ??= path;
        }
        return passedOn;
    }

    private CelPath? Pass(Expression expression, bool isPassedOn)
    {
        if (isPassedOn)
        {
            return Follow(expression);
        }

        Read(expression);
        return null;
    }

    private CelPath? FollowFold(Comprehension fold)
    {
        var depth = _locals.Count;
        if (fold.IsLet)
        {
            _locals.Add((fold.Accumulator, Follow(fold.Initial)));
            var result = Follow(fold.Result);
            _locals.RemoveRange(depth, _locals.Count - depth);
            return result;
        }
        var range = Follow(fold.Range);
        var element = Step(range, CelPath.Every);
        _locals.Add((fold.Accumulator, null));
        _locals.Add((fold.Variable, fold.SecondVariable is null ? element : null));
        if (fold.SecondVariable is { } second)
        {
            _locals.Add((second, element));
        }

        Read(fold.Macro == FoldKind.Filter ? ((Call)fold.Step).Arguments[0] : fold.Step);

        // Whatever the body reads, the loop goes through the elements.
        if (element is not null && !_found.Any(path => IsWithin(path, element)))
        {
            _found.Add(element);
        }

        _locals.RemoveRange(depth, _locals.Count - depth);
        return fold.Macro == FoldKind.Filter ? range : null;
    }

    private static bool IsWithin(CelPath path, CelPath outer) =>
        path.Variable == outer.Variable && path.Steps.AsSpan().StartsWith(outer.Steps.AsSpan());
}
