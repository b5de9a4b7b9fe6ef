using Redoubt.Admission.Compile;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Policies;
using Redoubt.Admission.Testing;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Tests;

/// <summary>Files that say what policies are to say: our own and Kyverno's.</summary>
public sealed class TestFileTests
{
    private const string Kyverno = """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [policy.yaml]
        resources: [resources.yaml]
        values:
          globalValues: {request.operation: UPDATE}
          namespaceSelector: [{name: shop, labels: {env: prod}}]
        results:
        - {policy: p, kind: Deployment, resources: [shop/web], result: RESULT}
        """;

    private static readonly string Policy = TestPolicies.Policy("validations: [{expression: request.operation == 'UPDATE' && oldObject.spec.replicas == 3}]")
        .Replace("resources: [\"deployments\"]}", "resources: [\"deployments\"]}\n    namespaceSelector: {matchLabels: {env: prod}}", StringComparison.Ordinal);

    [Theory]
    [InlineData("pass", "")]
    [InlineData("fail", "expected fail, is pass")]
    public void A_test_of_Kyverno_is_run_with_its_values(string result, string problem)
    {
        var met = Run("kyverno-test.yaml", Kyverno.Replace("RESULT", result, StringComparison.Ordinal));

        Assert.Equal(problem, Assert.Single(met).Problem);
    }

    [Theory]
    [InlineData("{policy: p, resource: shop/Deployment/web, verdict: unknown}", "")]
    [InlineData("{policy: p, resource: Deployment/web, verdict: pass}", "expected pass, is unknown: the labels of namespace `shop` are not known")]
    [InlineData("{policy: q, resource: Deployment/web, verdict: pass}", "there is no policy `q`")]
    [InlineData("{policy: p, resource: Deployment/none, verdict: pass}", "there is no such object among the resources")]
    public void An_expectation_that_is_not_met_says_why(string expectation, string problem)
    {
        var met = Run("redoubt-test.yaml", $"policies: [p]\nresources: [r]\nexpect: [{expectation}]");

        Assert.Equal(problem, Assert.Single(met).Problem);
    }

    [Theory]
    [InlineData("policies: [p]\nresources: [r]\nexpect: [{policy: p, resource: a/b, verdict: passes}]", "did you mean `pass`?")]
    [InlineData("policies: [p]\nresorces: [r]\nexpect: [{policy: p, resource: a/b, verdict: pass}]", "did you mean `resources`?")]
    [InlineData("policies: [p]\nresources: [r]\nexceptions: [e]\nresults: [{policy: p, resources: [a], result: pass}]", "would be left out")]
    public void What_is_wrong_with_a_test_file_is_told(string text, string said)
    {
        var problems = new List<FilePlace>();

        PolicyTestFile.Read("t.yaml", text, problems);

        Assert.Contains(problems, problem => problem.Reason.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_that_uses_up_the_budget_stops_with_that_alone()
    {
        var runner = new ExpressionRunner([], Inputs(), budget: 5);
        var environment = new AdmissionLanguage(KubernetesEnvironments.OfServer(37, ExpressionKind.New), new VariablesType(), default).Expressions;
        var expression = new CompiledExpression(new PolicyText("object.a == 1 && object.b == 2", default), environment.Compile("object.a == 1 && object.b == 2").Program);

        Assert.Equal(Cel.CelKind.Error, runner.Evaluate(expression).Kind);
        Assert.Equal(-1, runner.Remaining);
        Assert.Contains("running out of cost budget", runner.Evaluate(expression).AsError().Message, StringComparison.Ordinal);
    }

    private static ExpressionInputs Inputs()
    {
        var value = Cel.CelValue.Map(("a", Cel.CelValue.Int(1)), ("b", Cel.CelValue.Int(2)));
        return new ExpressionInputs
        {
            Request = new RequestValues { Object = value, OldObject = Cel.CelValue.Null, Request = Cel.CelValue.Null, Namespace = Cel.CelValue.Null },
            Object = value,
            Authorizer = Cel.CelValue.Null,
            RequestResource = Cel.CelValue.Null,
        };
    }

    private static IReadOnlyList<MetExpectation> Run(string file, string text)
    {
        var problems = new List<FilePlace>();
        var test = PolicyTestFile.Read(file, text, problems)!;
        var input = new PolicyTestInput(TestPolicies.Documents(Policy), TestPolicies.Documents(TestPolicies.Deployment), default, default, new Dictionary<string, IReadOnlyList<Document>>());
        var met = PolicyTestRun.Run(test, input, 37, problems);
        Assert.Empty(problems);
        return met;
    }
}
