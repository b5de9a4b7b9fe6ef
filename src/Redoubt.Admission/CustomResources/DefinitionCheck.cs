using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// Checks the rules of a schema as an API server does that is given the definition (kubernetes/apiextensions-apiserver,
/// `apis/apiextensions/validation/validation.go`): their form, their types, their estimated cost.
/// </summary>
internal sealed class DefinitionCheck(RuleLanguage language)
{
    private readonly List<DefinitionProblem> _problems = [];
    private readonly List<RuleCost> _costs = [];

    public IReadOnlyList<DefinitionProblem> Problems => _problems;

    public IReadOnlyList<RuleCost> Costs => _costs;

    public void Check(StructuralSchema root)
    {
        const string Path = "openAPIV3Schema";
        Visit(root, new Place(Path, IsRoot: true, Times: 1, Uncorrelatable: null));
        var total = _costs.Aggregate(0ul, (sum, cost) => CostText.Sum(sum, cost.Total));
        if (total <= CostText.TotalLimit)
        {
            return;
        }

        foreach (var cost in _costs.Where(cost => cost.Total >= CostText.TotalLimit / 100).OrderByDescending(cost => cost.Total).Take(4))
        {
            AddCost(cost.Path, "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema", cost.At);
        }

        var what = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema";
        AddCost(Path, CostText.TooHigh(what, total, CostText.TotalLimit), root.At);
    }

    /// <summary>Whether the forms of all rules here and below are right; only then are the expressions looked at.</summary>
    private bool Visit(StructuralSchema schema, Place place)
    {
        var isRight = true;
        var below = place with { IsRoot = false, Times = place.Times is { } times && Elements(schema) is { } elements ? CostText.Product(times, elements) : null };
        if (schema.Values is { } values)
        {
            isRight &= Visit(values, below with { Path = place.Path + ".additionalProperties" });
        }

        var fields = schema.IsMapCorrelatable ? below : below with { Uncorrelatable = below.Uncorrelatable ?? place.Path };
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, StructuralSchema>())
        {
            isRight &= Visit(property, fields with { Path = $"{place.Path}.properties[{name}]" });
        }

        if (schema.Items is { } items)
        {
            // Only lists of type map tell which old element is an element's own.
            var uncorrelatable = schema.ListType == "map" ? below.Uncorrelatable : below.Uncorrelatable ?? place.Path;
            isRight &= Visit(items, below with { Path = place.Path + ".items", Uncorrelatable = uncorrelatable });
        }

        for (var i = 0; i < schema.Rules.Length; i++)
        {
            foreach (var (field, text) in RuleForm.Problems(schema.Rules[i], schema))
            {
                isRight = false;
                Add(RulePath(place, i, field), text, schema.Rules[i].At[field] is { Exists: true } at ? at : schema.Rules[i].At);
            }
        }

        if (isRight && !schema.Rules.IsEmpty)
        {
            CheckExpressions(schema, place);
        }

        return isRight;
    }

    private void CheckExpressions(StructuralSchema schema, Place place)
    {
        if (DeclaredTypes.Of(schema, place.IsRoot || schema.IsEmbeddedResource) is not { } self)
        {
            var text = "Internal error: internal error: failed to construct type information for x-kubernetes-validations rules: "
                + "unable to convert structural schema to CEL declarations";
            Add(place.Path + ".x-kubernetes-validations", text, schema.At);
            return;
        }

        var compiler = new RuleCompiler(language, schema, self);
        var times = place.Times ?? RequestBounds.Occurrences(self.MinSize);
        for (var i = 0; i < schema.Rules.Length; i++)
        {
            CheckRule(compiler.Compile(schema.Rules[i]), self, times, place, i);
        }
    }

    private void CheckRule(CompiledRule rule, DeclaredType self, ulong times, Place place, int index)
    {
        var at = rule.Source.At;
        var path = RulePath(place, index, "rule");
        if (rule.Program is { } program)
        {
            Price(new RuleCost(path, rule.Source.Rule, RuleSizes.MaxCost(program, self), times, CostText.ExpressionLimit, at["rule"]), "estimated rule cost");
        }

        if (rule.Error is { } error)
        {
            Add(path, "Invalid value: " + error, at["rule"]);
        }

        var messagePath = RulePath(place, index, "messageExpression");
        if (rule.MessageError is { } messageError)
        {
            Add(messagePath, "Invalid value: " + messageError, at["messageExpression"]);
        }
        else if (rule.Message is { } message)
        {
            var cost = new RuleCost(
                messagePath, rule.Source.MessageExpression, RuleSizes.MaxCost(message, self), 1, CostText.ExpressionLimit, at["messageExpression"]);
            Price(cost, "estimated messageExpression cost");
        }

        if (rule.UsesOldSelf && place.Uncorrelatable is { } uncorrelatable)
        {
            Add(path, $"Invalid value: oldSelf cannot be used on the uncorrelatable portion of the schema within {uncorrelatable}", at["rule"]);
        }
        else if (rule is { UsesOldSelf: false, Error: null, Source.OptionalOldSelf: { } optional })
        {
            var value = optional ? "true" : "false";
            Add(RulePath(place, index, "optionalOldSelf"), $"Invalid value: {value}: may not be set if oldSelf is not used in rule", at["optionalOldSelf"]);
        }
    }

    private void Price(RuleCost cost, string what)
    {
        _costs.Add(cost);
        if (cost.Total > cost.Limit)
        {
            AddCost(cost.Path, CostText.TooHigh(what, cost.Total, cost.Limit), cost.At);
        }
    }

    /// <summary>How many times as often as a level the one below it can stand; null if nothing bounds it.</summary>
    private static ulong? Elements(StructuralSchema schema) => schema.Type switch
    {
        "object" when schema.Values is not null => (ulong?)schema.MaxProperties,
        "array" => (ulong?)schema.MaxItems,
        _ => 1,
    };

    private static string RulePath(Place place, int index, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.Path}.x-kubernetes-validations[{index}].{field}");

    private void Add(string path, string text, Node at) => _problems.Add(new DefinitionProblem(path, text, at));

    private void AddCost(string path, string text, Node at) => _problems.Add(new DefinitionProblem(path, "Forbidden: " + text, at, IsCost: true));

    /// <param name="Path">The level's path in the schema.</param>
    /// <param name="IsRoot">Whether it is the root of the resource.</param>
    /// <param name="Times">How often it can stand in one object; null if nothing bounds it.</param>
    /// <param name="Uncorrelatable">The level above in which no old value can be told from another; null if there is none.</param>
    private readonly record struct Place(string Path, bool IsRoot, ulong? Times, string? Uncorrelatable);
}
