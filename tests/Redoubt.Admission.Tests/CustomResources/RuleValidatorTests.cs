using Redoubt.Admission.CustomResources;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Tests.CustomResources;

public class RuleValidatorTests
{
    private const string Items = """
        type: array
        x-kubernetes-list-type: map
        x-kubernetes-list-map-keys: [name]
        items:
          type: object
          properties: { name: { type: string }, size: { type: integer } }
          x-kubernetes-validations:
          - rule: self.size >= oldSelf.size
            messageExpression: "'it was ' + string(oldSelf.size)"
            fieldPath: .size
            reason: FieldValueForbidden
        """;

    [Fact]
    public void An_element_is_compared_with_the_old_one_of_its_key()
    {
        var verdict = Rules.Ask(Items, "[{ name: b, size: 1 }, { name: a, size: 1 }]", "[{ name: a, size: 1 }, { name: b, size: 2 }]");

        Assert.Equal("root[0].size: Forbidden: it was 2", Assert.Single(verdict.Errors).ToString());
    }

    [Fact]
    public void A_rule_on_the_value_of_before_is_not_asked_of_a_new_one()
    {
        var verdict = Rules.Ask(Items, "[{ name: b, size: 1 }]", "[{ name: a, size: 2 }]");

        Assert.Empty(verdict.Errors);
        Assert.Equal(RuleLimits.Default.Budget, verdict.RemainingBudget);
    }

    [Fact]
    public void An_optional_old_value_may_be_missing()
    {
        const string Schema = "{ type: integer, x-kubernetes-validations: [{ rule: 'oldSelf.hasValue() || self > 5', optionalOldSelf: true }] }";

        Assert.Single(Rules.Ask(Schema, "1").Errors);
        Assert.Empty(Rules.Ask(Schema, "1", "1").Errors);
    }

    [Fact]
    public void Nothing_follows_when_the_budget_is_used_up()
    {
        const string Schema = """
            type: object
            properties: { a: { type: string, x-kubernetes-validations: [{ rule: self == 'x' }] } }
            x-kubernetes-validations: [{ rule: self.a == 'x' && self.a == 'x' }, { rule: "false" }]
            """;
        var verdict = Rules.Ask(Schema, "{ a: x }", limits: new RuleLimits(2, 1_000_000));

        Assert.Contains("running out of cost budget", Assert.Single(verdict.Errors).Detail, StringComparison.Ordinal);
        Assert.Equal(-1, verdict.RemainingBudget);
    }

    [Fact]
    public void One_evaluation_has_a_limit_of_its_own()
    {
        const string Schema = "{ type: array, items: { type: integer }, x-kubernetes-validations: [{ rule: 'self.all(x, x > 0)', message: positive }] }";
        var verdict = Rules.Ask(Schema, "[1, 2, 3, 4, 5, 6, 7, 8, 9]", limits: new RuleLimits(1_000, 10));

        Assert.EndsWith("due to call cost exceeds limit for rule: positive", Assert.Single(verdict.Errors).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_wrong_before_is_only_warned_of()
    {
        const string Schema = "{ type: object, properties: { a: { type: string, x-kubernetes-validations: [{ rule: self == 'x' }] }, b: { type: string } } }";
        var verdict = Rules.Ask(Schema, "{ a: z, b: new }", "{ a: z, b: old }", ratchets: true);

        Assert.Empty(verdict.Errors);
        Assert.Equal("root.a: Invalid value: \"z\": failed rule: self == 'x'", Assert.Single(verdict.Warnings).ToString());
    }

    [Theory]
    [InlineData("'two\\nlines'", "messageExpression should not contain line breaks")]
    [InlineData("' '", "messageExpression should evaluate to a non-empty string")]
    [InlineData("self.b", "messageExpression evaluation failed due to: no such key: b")]
    public void A_message_that_is_none_falls_back(string expression, string note)
    {
        var schema = Rules.Schema("{ type: object, properties: { a: { type: string }, b: { type: string } } }") with
        {
            Rules = [new ValidationRule { Rule = "false", Message = "plain", MessageExpression = expression }],
        };
        var verdict = Rules.Ask(schema, "{ a: x }");

        Assert.Equal("plain", Assert.Single(verdict.Errors).Detail);
        Assert.Equal(note, Assert.Single(verdict.Notes));
    }

    [Theory]
    [InlineData(250, "true")]
    [InlineData(251, "max recursion depth exceeded")]
    public void A_rule_may_nest_250_deep(int operands, string answer) =>
        Assert.Contains(answer, Rules.Say("{ type: boolean }", "true", string.Join(" == ", Enumerable.Repeat("self", operands))), StringComparison.Ordinal);
}
