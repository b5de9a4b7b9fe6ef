using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check;

/// <summary>Looks at constants in a checked tree: those that functions are given, formats, and literals that must be of one type.</summary>
internal sealed class ConstantCheck
{
    private readonly EnvironmentParts _parts;
    private readonly ParsedTree _tree;
    private readonly CheckedTree _types;
    private readonly List<CelProblem> _problems = [];

    private ConstantCheck(EnvironmentParts parts, ParsedTree tree, CheckedTree types)
    {
        _parts = parts;
        _tree = tree;
        _types = types;
    }

    public static ImmutableArray<CelProblem> Problems(EnvironmentParts parts, ParsedTree tree, CheckedTree types)
    {
        if (parts.ConstantRules.Count == 0 && parts.Rules is { Literals: not CelLiterals.OneType, FormatCalls: false })
        {
            return [];
        }

        var check = new ConstantCheck(parts, tree, types);
        check.Visit(tree.Root, isFree: false);
        var first = check._problems.Count == 0 ? CelStage.Parse : check._problems.Min(problem => problem.Stage);
        return [.. check._problems.Where(problem => problem.Stage == first)];
    }

    /// <param name="expression">The expression.</param>
    /// <param name="isFree">Whether it is part of what <c>format</c> is given, where literals may be mixed.</param>
    private void Visit(Expression expression, bool isFree)
    {
        switch (expression)
        {
            case Call call:
                Arguments(call);
                isFree |= call.Function == "format";
                break;
            case ListLiteral list when _parts.Rules.Literals == CelLiterals.OneType && !isFree:
                OneType([.. list.Items.Select((item, i) => (item, list.IsOptional(i)))]);
                break;
            case MapLiteral map when _parts.Rules.Literals == CelLiterals.OneType && !isFree:
                OneType([.. map.Entries.Select(entry => (entry.Key, false))]);
                OneType([.. map.Entries.Select(entry => (entry.Value, entry.IsOptional))]);
                break;
        }
        foreach (var child in expression.Children)
        {
            Visit(child, isFree);
        }
    }

    private void Arguments(Call call)
    {
        if (_parts.Rules.FormatCalls && FormatCheck.Problem(call, _tree, _types) is { } mistake)
        {
            _problems.Add(mistake);
        }

        foreach (var rule in _parts.ConstantRules)
        {
            if (rule.Stage == CelStage.Plan || rule.Function != call.Function || call.Arguments.Length <= rule.Argument || call.Arguments[rule.Argument] is not Literal literal)
            {
                continue;
            }

            if (rule.Problem(literal.Value) is { } problem)
            {
                _problems.Add(CheckErrors.Constant(rule.Stage, _tree.Span(literal.Id), problem));
            }
        }
    }

    private void OneType((Expression Part, bool IsOptional)[] parts)
    {
        CelType? first = null;
        foreach (var (part, isOptional) in parts)
        {
            var type = _types.Type(part.Id);
            if (isOptional && !type.IsOptional)
            {
                // cel-go's validator fails on it.
                _problems.Add(CheckErrors.NotOptional(_tree.Span(part.Id), type));
                return;
            }

            type = isOptional ? type.Parameters[0] : type;
            first ??= type;
            if (!first.Equals(type))
            {
                _problems.Add(CheckErrors.Mismatch(_tree.Span(part.Id), type, first));
                return;
            }
        }
    }
}
