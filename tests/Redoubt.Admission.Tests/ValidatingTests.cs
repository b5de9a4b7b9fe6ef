using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Tests;

public sealed class ValidatingTests
{
    [Theory]
    [InlineData("object.spec.replicas <= 5", PolicyVerdict.Pass)]
    [InlineData("object.spec.replicas <= 2", PolicyVerdict.Fail)]
    [InlineData("oldObject == null", PolicyVerdict.Pass)]
    [InlineData("object.spec.missing == 1", PolicyVerdict.Fail)]
    [InlineData("request.namespace == 'shop' && request.resource.resource == 'deployments'", PolicyVerdict.Pass)]
    [InlineData("namespaceObject.metadata.name == 'shop'", PolicyVerdict.Pass)]
    [InlineData("object.spec.template.spec.containers[0].resources == {}", PolicyVerdict.Pass)]
    [InlineData("authorizer.group('').resource('pods').check('get').allowed()", PolicyVerdict.Unknown)]
    public void A_validation_decides(string expression, PolicyVerdict verdict) =>
        Assert.Equal(verdict, TestPolicies.Ask(TestPolicies.Policy($"validations: [{{expression: \"{expression}\"}}]")).Verdict);

    [Theory]
    [InlineData("validations: [{expression: 'true', message: ' '}]", "spec.validations[0].message: ")]
    [InlineData("failurePolicy: Maybe\nvalidations: [{expression: 'true'}]", "spec.failurePolicy: ")]
    [InlineData("failurePolicy: Fail", "spec.validations: ")]
    public void What_a_server_refuses_in_a_policy_is_told_with_its_field(string spec, string field) =>
        Assert.Contains(PolicySet.Read(TestPolicies.Documents(TestPolicies.Policy(spec))).Problems, problem => problem.Reason.StartsWith(field, StringComparison.Ordinal));

    [Fact]
    public void An_error_is_let_through_by_a_policy_that_fails_open() =>
        Assert.Equal(PolicyVerdict.Pass, TestPolicies.Ask(TestPolicies.Policy("failurePolicy: Ignore\nvalidations: [{expression: object.x == 1}]")).Verdict);

    [Theory]
    [InlineData("message: too many, messageExpression: \"'got ' + string(object.spec.replicas)\"", "got 3")]
    [InlineData("message: too many, messageExpression: \"object.spec.absent\"", "too many")]
    [InlineData("message: too many, messageExpression: \"'  '\"", "too many")]
    [InlineData("message: too many, messageExpression: \"'a\\\\nb'\"", "too many")]
    [InlineData("reason: Forbidden", "failed expression: object.spec.replicas < 2")]
    public void The_message_is_the_expressions_else_the_text_else_the_rule(string more, string message)
    {
        // An expression of any type is no message: it does not compile, and the text stands for it.
        var result = TestPolicies.Ask(TestPolicies.Policy($"validations: [{{expression: object.spec.replicas < 2, {more}}}]"));

        Assert.Equal(message, result.Decisions[0].Message);
    }

    [Fact]
    public void A_variable_is_evaluated_once_and_only_if_it_is_read()
    {
        var result = TestPolicies.Ask(TestPolicies.Policy("""
            variables:
            - {name: count, expression: object.spec.replicas}
            - {name: broken, expression: object.nothing.here}
            - {name: twice, expression: variables.count * 2}
            validations:
            - {expression: variables.twice == 6 && variables.count == 3}
            """));

        Assert.Equal(PolicyVerdict.Pass, result.Verdict);
    }

    [Fact]
    public void A_variable_that_fails_says_which()
    {
        var result = TestPolicies.Ask(TestPolicies.Policy("variables: [{name: v, expression: object.spec.gone}]\nvalidations: [{expression: variables.v == 1}]"));

        Assert.Equal("expression 'variables.v == 1' resulted in error: composited variable \"v\" fails to evaluate: no such key: gone", result.Decisions[0].Message);
    }

    [Theory]
    [InlineData("[{name: a, expression: \"false\"}, {name: b, expression: object.x == 1}]", PolicyVerdict.Skip)]
    [InlineData("[{name: a, expression: \"true\"}, {name: b, expression: object.x == 1}]", PolicyVerdict.Fail)]
    [InlineData("[{name: a, expression: \"true\"}]", PolicyVerdict.Pass)]
    [InlineData("[{name: a, expression: namespaceObject == null}]", PolicyVerdict.Pass)]
    public void A_false_condition_decides_over_errors(string conditions, PolicyVerdict verdict) =>
        Assert.Equal(verdict, TestPolicies.Ask(TestPolicies.Policy($"matchConditions: {conditions}\nvalidations: [{{expression: \"true\"}}]")).Verdict);

    [Fact]
    public void The_API_servers_conditions_have_no_variables()
    {
        var judge = TestPolicies.Judge(TestPolicies.Policy("""
            variables: [{name: v, expression: "true"}]
            matchConditions: [{name: c, expression: variables.v}]
            validations: [{expression: "true"}]
            """));

        Assert.Contains("variables", Assert.Single(judge.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_annotation_is_noted_under_the_policys_name()
    {
        var result = TestPolicies.Ask(TestPolicies.Policy("auditAnnotations: [{key: team, valueExpression: \"object.metadata.labels.team\"}, {key: none, valueExpression: \"null\"}]"
            .Replace("object.metadata.labels.team", "string(object.metadata.labels.team)", StringComparison.Ordinal)));

        Assert.Equal(("p/team", "a"), Assert.Single(result.Annotations));
    }

    [Fact]
    public void An_audit_annotation_that_fails_refuses_the_request() =>
        Assert.Equal(PolicyVerdict.Fail, TestPolicies.Ask(TestPolicies.Policy("auditAnnotations: [{key: k, valueExpression: string(object.gone)}]")).Verdict);

    [Theory]
    [InlineData("validations: [{expresion: 'true'}]", "test.yaml:8:17", "expression is not specified")]
    [InlineData("validations: [{expression: object.spec.replicas}]", "test.yaml:8:30", "must evaluate to bool but gives dyn")]
    [InlineData("validations:\n- expression: |\n    true &&\n    objec.x == 1", "test.yaml:11:7", "did you mean `object`?")]
    [InlineData("validations: [{expression: 'request.nam == \"\"'}]", "test.yaml:8:39", "did you mean `name`?")]
    public void A_mistake_is_told_with_its_place(string spec, string place, string said) =>
        Assert.Contains(TestPolicies.Judge(TestPolicies.Policy(spec)).Problems, problem => problem.ToString().StartsWith(place, StringComparison.Ordinal) && problem.Reason.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void A_function_of_a_later_version_says_from_which_on_it_can_be_used()
    {
        var judge = TestPolicies.Judge(TestPolicies.Policy("validations: [{expression: \"isSemver('1.2.3')\"}]"), minor: 30);

        Assert.Contains("available from Kubernetes 1.33, in new expressions from 1.34", Assert.Single(judge.Problems).Reason, StringComparison.Ordinal);
    }
}
