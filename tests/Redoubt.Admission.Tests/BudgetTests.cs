using Redoubt.Admission.Evaluate;

namespace Redoubt.Admission.Tests;

/// <summary>Budgets, and what is said when they are used up.</summary>
public sealed class BudgetTests
{
    // About 900,000 units each: ten thousand characters against a pattern of three hundred.
    private const string Costly = "'{0}'.matches('{1}')";

    [Fact]
    public void An_exhausted_budget_of_match_conditions_beats_one_that_is_false()
    {
        var conditions = string.Join(", ", Enumerable.Range(0, 4).Select(number => $"{{name: c{number}, expression: \"!{Expression()}\"}}"));

        var result = TestPolicies.Ask(TestPolicies.Policy($"matchConditions: [{{name: first, expression: \"false\"}}, {conditions}]\nvalidations: [{{expression: \"true\"}}]"));

        Assert.Equal(PolicyVerdict.Fail, result.Verdict);
        Assert.Equal(ExpressionRunner.OutOfBudget, result.Why);
    }

    [Fact]
    public void A_condition_that_is_false_decides_within_the_budget()
    {
        var result = TestPolicies.Ask(TestPolicies.Policy(
            $"matchConditions: [{{name: first, expression: \"false\"}}, {{name: second, expression: \"!{Expression()}\"}}]\nvalidations: [{{expression: \"true\"}}]"));

        Assert.Equal(PolicyVerdict.Skip, result.Verdict);
    }

    [Fact]
    public void A_variable_that_runs_out_of_budget_is_told_as_the_server_tells_it()
    {
        var result = TestPolicies.Ask(TestPolicies.Policy(
            $"variables: [{{name: v, expression: \"{Expression()} && {Expression()}\"}}]\nvalidations: [{{expression: variables.v}}]"));

        Assert.Contains("composited variable \"v\" fails to evaluate: operation cancelled: actual cost limit exceeded", result.Decisions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_variables_of_one_name_the_later_counts() => Assert.Equal(
        PolicyVerdict.Pass, TestPolicies.Ask(TestPolicies.Policy("variables: [{name: v, expression: '1'}, {name: v, expression: '2'}]\nvalidations: [{expression: variables.v == 2}]")).Verdict);

    private static string Expression() => Costly.Replace("{0}", new string('a', 36_000), StringComparison.Ordinal).Replace("{1}", "a*b?" + new string('a', 900), StringComparison.Ordinal);
}
