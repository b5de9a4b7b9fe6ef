using Redoubt.Admission.CustomResources;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Tests.CustomResources;

/// <summary>Rules over data that are written in a test.</summary>
internal static class Rules
{
    public static Node Value(string yaml)
    {
        var problems = new List<FilePlace>();
        var roots = ValueReader.Read("test.yaml", yaml, problems);
        Assert.Empty(problems);
        return Assert.Single(roots);
    }

    public static StructuralSchema Schema(string yaml) => StructuralReader.Read(Value(yaml));

    /// <summary>What the rules of a schema say of an object, and of one that replaces another.</summary>
    public static RuleVerdict Ask(string schema, string self, string? old = null, RuleLimits? limits = null, bool ratchets = false) =>
        Ask(Schema(schema), self, old, limits, ratchets);

    public static RuleVerdict Ask(StructuralSchema schema, string self, string? old = null, RuleLimits? limits = null, bool ratchets = false) =>
        RuleValidator.Validate(
            RuleLevel.Of(schema, isResource: false, RuleLanguage.Stored),
            Value(self),
            old is null ? default : Value(old),
            "root",
            limits ?? RuleLimits.Default,
            ratchets);

    /// <summary>What one rule at the root of a schema says: `true`, or the error.</summary>
    public static string Say(string schema, string self, string rule, string? old = null)
    {
        var verdict = Ask(Schema(schema) with { Rules = [new ValidationRule { Rule = rule }] }, self, old);
        return verdict.Errors.Count == 0 ? "true" : Assert.Single(verdict.Errors).Detail;
    }
}
