using Redoubt.Admission.CustomResources;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>What rows about custom resources have in common: a schema, a language, the row's own rule.</summary>
internal static class CrdRows
{
    public static bool Are(SuiteRow row) =>
        row.Environment.Length == 0 && !row.Has("variables") && !row.Has("libraries") && (row.Has("schema") || row.Has("self"));

    /// <summary>The language that the row says; if it says none, that of stored rules.</summary>
    public static RuleLanguage Language(SuiteRow row)
    {
        if (!row.Has("compatibilityVersion"))
        {
            return RuleLanguage.Stored;
        }

        var kind = row["envType"].Is("StoredExpressions") ? ExpressionKind.Stored : ExpressionKind.New;
        var version = row["compatibilityVersion"].Is("default") ? KubernetesEnvironments.Default : SuiteLanguages.Minor(row["compatibilityVersion"].AsString()!);
        return RuleLanguage.Of(SuiteLanguages.OfServer(row), version, kind);
    }

    /// <summary>The schema with the row's rule, if it has one, as the only rule at the root.</summary>
    public static StructuralSchema Schema(SuiteRow row)
    {
        var schema = StructuralReader.Read(row["schema"]);
        return row.Has("expr") ? schema with { Rules = [Rule(row)] } : schema;
    }

    public static RuleLevel? Level(SuiteRow row) => RuleLevel.Of(Schema(row), row["resourceRoot"].IsTrue, Language(row));

    public static RuleVerdict Validate(SuiteRow row)
    {
        var limits = new RuleLimits(
            row.Has("costBudget") ? row["costBudget"].Int : RuleLimits.Default.Budget,
            row.Has("perCallLimit") ? row["perCallLimit"].Int : RuleLimits.Default.PerCall);
        return RuleValidator.Validate(Level(row), row["self"], row["oldSelf"], "root", limits, row["ratcheting"].IsTrue);
    }

    private static ValidationRule Rule(SuiteRow row) => new()
    {
        At = row["expr"],
        Rule = row.Expression,
        MessageExpression = row["messageExpression"].AsString() ?? "",
        OptionalOldSelf = row["optionalOldSelf"] is { Kind: NodeKind.Bool } optional ? optional.IsTrue : null,
    };
}
