using System.Collections.Immutable;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// The compiled rules of one level of a schema and of those below it that have rules. Levels without any are left out. Immutable.
/// </summary>
internal sealed record RuleLevel
{
    private RuleLevel(StructuralSchema schema) => Schema = schema;

    /// <summary>How values here are typed.</summary>
    public StructuralSchema Schema { get; }

    public ImmutableArray<CompiledRule> Rules { get; private init; } = [];

    /// <summary>Why no rule of this level could be compiled; null if nothing is wrong.</summary>
    public string? Error { get; private init; }

    public RuleLevel? Items { get; private init; }

    public RuleLevel? Values { get; private init; }

    public IReadOnlyDictionary<string, RuleLevel> Properties { get; private init; } = new Dictionary<string, RuleLevel>();

    /// <summary>The rules that members of an `allOf` bring to this level.</summary>
    public ImmutableArray<RuleLevel> AllOf { get; private init; } = [];

    /// <summary>Whether a rule here looks at the value of before.</summary>
    public bool UsesOldSelf => Rules.Any(rule => rule.UsesOldSelf);

    /// <summary>Compiles all rules of a schema; null if it has none.</summary>
    public static RuleLevel? Of(StructuralSchema schema, bool isResource, RuleLanguage language) =>
        schema.HasRules ? Of(schema, schema, isResource, DeclaredTypes.Of(schema, isResource), language) : null;

    /// <param name="rules">Where the rules stand: the level itself, or a member of an `allOf`.</param>
    /// <param name="schema">The level.</param>
    /// <param name="isResource">Whether it is the root of a resource.</param>
    /// <param name="type">Its type; null if rules cannot see it.</param>
    /// <param name="language">The language of the rules.</param>
    private static RuleLevel? Of(StructuralSchema rules, StructuralSchema schema, bool isResource, DeclaredType? type, RuleLanguage language)
    {
        var typed = isResource ? ResourceFields.AddedTo(schema) : schema;
        var level = new RuleLevel(typed)
        {
            Rules = type is null ? [] : Compile(rules, schema, type, language),
            Error = type is null && !rules.Rules.IsEmpty ? "unable to convert structural schema to CEL declarations" : null,
            Items = Below(rules.Items, schema.Items, type?.Element, language),
            Values = Below(rules.Values, schema.Values, type?.Element, language),
            Properties = PropertiesOf(rules, schema, type, language),
            AllOf = [.. rules.AllOf.Select(part => Of(part, schema, isResource, type, language)).OfType<RuleLevel>()],
        };
        var isEmpty = level is { Rules.IsEmpty: true, Error: null, Items: null, Values: null, Properties.Count: 0, AllOf.IsEmpty: true };
        return isEmpty ? null : level;
    }

    private static ImmutableArray<CompiledRule> Compile(StructuralSchema rules, StructuralSchema schema, DeclaredType type, RuleLanguage language)
    {
        var compiler = new RuleCompiler(language, schema, type);
        return [.. rules.Rules.Select(compiler.Compile)];
    }

    private static RuleLevel? Below(StructuralSchema? rules, StructuralSchema? schema, DeclaredType? type, RuleLanguage language) =>
        rules is { HasRules: true } && schema is not null ? Of(rules, schema, schema.IsEmbeddedResource, type, language) : null;

    private static Dictionary<string, RuleLevel> PropertiesOf(StructuralSchema rules, StructuralSchema schema, DeclaredType? type, RuleLanguage language)
    {
        var levels = new Dictionary<string, RuleLevel>(StringComparer.Ordinal);
        foreach (var (name, own) in rules.Properties ?? new Dictionary<string, StructuralSchema>())
        {
            if (!own.HasRules || schema.Properties?.GetValueOrDefault(name) is not { } property)
            {
                continue;
            }

            // A name that CEL cannot say is no field of the type, but its own rules can see what is below it.
            var fieldType = Identifier.Escape(name) is { } visible
                ? type?.Fields?.GetValueOrDefault(visible)
                : DeclaredTypes.Of(property, property.IsEmbeddedResource);
            if (fieldType is not null && Of(own, property, property.IsEmbeddedResource, fieldType, language) is { } level)
            {
                levels[name] = level;
            }
        }

        return levels;
    }
}
