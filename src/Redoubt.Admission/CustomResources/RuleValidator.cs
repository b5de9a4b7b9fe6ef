using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>What the rules of a definition say of an object.</summary>
/// <param name="Errors">Why the object is refused; empty if it is not.</param>
/// <param name="Warnings">What was wrong before as well, so that it is only warned of.</param>
/// <param name="Notes">What the API server only logs: message expressions that gave no message.</param>
/// <param name="RemainingBudget">What is left of the cost that the rules may have; -1 if it was used up.</param>
internal sealed record RuleVerdict(
    IReadOnlyList<FieldError> Errors, IReadOnlyList<FieldError> Warnings, IReadOnlyList<string> Notes, long RemainingBudget);

/// <summary>What the evaluation of rules may cost.</summary>
/// <param name="Budget">All rules of an object together.</param>
/// <param name="PerCall">One evaluation.</param>
internal readonly record struct RuleLimits(long Budget, long PerCall)
{
    /// <summary>What the API server allows.</summary>
    public static RuleLimits Default { get; } = new(10_000_000, 1_000_000);
}

/// <summary>
/// Evaluates the rules of a definition over an object: level by level from the root down, within one budget (kubernetes/
/// apiextensions-apiserver, `schema/cel/validation.go`). For one object.
/// </summary>
internal sealed class RuleValidator
{
    private readonly SchemaValues _values;
    private readonly SchemaValues? _oldValues;
    private readonly RuleEvaluation _evaluation;

    private RuleValidator(Node value, Node old, RuleLimits limits)
    {
        _values = new SchemaValues(value);
        _oldValues = old.HasValue ? new SchemaValues(old) : null;
        _evaluation = new RuleEvaluation(limits);
    }

    /// <summary>Asks the rules of an object.</summary>
    /// <param name="rules">The rules; null has none.</param>
    /// <param name="value">The object.</param>
    /// <param name="old">The object that it replaces; no node for a new one.</param>
    /// <param name="path">The path of the object: empty for a whole resource.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="ratchets">Whether what was wrong before is only warned of.</param>
    public static RuleVerdict Validate(RuleLevel? rules, Node value, Node old, string path, RuleLimits limits, bool ratchets)
    {
        if (rules is null || !value.HasValue)
        {
            return new RuleVerdict([], [], [], limits.Budget);
        }

        var validator = new RuleValidator(value, old, limits);
        var ratchet = ratchets && old.HasValue ? new Ratchet(new Correlation(value, old, rules.Schema), null) : default;
        validator.Visit(rules, path, value, old, ratchet);
        return validator._evaluation.Verdict;
    }

    /// <summary>Whether the budget lasts.</summary>
    private bool Visit(RuleLevel level, string path, Node value, Node old, Ratchet ratchet)
    {
        if (!value.HasValue)
        {
            return true;
        }

        if (!AskRules(level, path, value, old, ratchet))
        {
            return false;
        }

        foreach (var part in level.AllOf)
        {
            if (!Visit(part, path, value, old, ratchet.OfAllOf))
            {
                return false;
            }
        }

        return value.Kind switch
        {
            NodeKind.List => VisitItems(level, path, value, old, ratchet),
            NodeKind.Map => VisitFields(level, path, value, old, ratchet),
            _ => true,
        };
    }

    private bool AskRules(RuleLevel level, string path, Node value, Node old, Ratchet ratchet)
    {
        if (level.Error is { } error)
        {
            _evaluation.Refuse(path, $"rule compiler initialization error: {error}", value, new ValidationRule { At = level.Schema.At });
            return true;
        }

        if (level.Rules.IsEmpty)
        {
            return true;
        }

        var before = level.UsesOldSelf && old.HasValue && _oldValues is not null ? _oldValues.Of(old, level.Schema) : default;
        return _evaluation.Ask(level, path, value, _values.Of(value, level.Schema), before, ratchet.Holds);
    }

    private bool VisitItems(RuleLevel level, string path, Node list, Node old, Ratchet ratchet)
    {
        if (level.Items is not { } items)
        {
            return true;
        }

        // Only lists of type map tell which old element is an element's own.
        var byKey = new ListKeys(level.Schema, old);
        foreach (var item in list.Items)
        {
            if (!Visit(items, FieldPaths.Index(path, item.Index), item, byKey.Find(item), ratchet.Item(item)))
            {
                return false;
            }
        }

        return true;
    }

    private bool VisitFields(RuleLevel level, string path, Node map, Node old, Ratchet ratchet)
    {
        var before = level.Schema.IsMapCorrelatable ? old : default;
        foreach (var field in map.Fields)
        {
            var name = field.Key.ToString();
            if (level.Values is { } values && !Visit(values, FieldPaths.Key(path, name), field, before[name], ratchet.Field(field)))
            {
                return false;
            }
        }

        foreach (var field in map.Fields)
        {
            var name = field.Key.ToString();
            if (level.Properties.TryGetValue(name, out var rules)
                && !Visit(rules, FieldPaths.Child(path, name), field, before[name], ratchet.Field(field)))
            {
                return false;
            }
        }

        return true;
    }
}
