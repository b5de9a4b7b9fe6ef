using Redoubt.Admission.Evaluate;

namespace Redoubt.Admission.Tests;

public sealed class ParameterTests
{
    private const string Limits = """
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: low, namespace: shop, labels: {use: limits}}, data: {max: "2"}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: high, namespace: shop, labels: {use: limits}}, data: {max: "9"}}
        """;

    [Theory]
    [InlineData("{name: low, parameterNotFoundAction: Deny}", "Fail")]
    [InlineData("{name: high, parameterNotFoundAction: Deny}", "Pass")]
    [InlineData("{selector: {matchLabels: {use: limits}}, parameterNotFoundAction: Deny}", "Fail Pass")]
    [InlineData("{name: none, parameterNotFoundAction: Deny}", "Fail")]
    [InlineData("{name: none, parameterNotFoundAction: Allow}", "Skip")]
    [InlineData("{name: low, namespace: other, parameterNotFoundAction: Allow}", "Skip")]
    public void Parameters_are_found_by_name_or_selector_in_the_requests_namespace(string reference, string verdicts)
    {
        var policy = TestPolicies.Policy("paramKind: {apiVersion: v1, kind: ConfigMap}\nvalidations: [{expression: object.spec.replicas <= int(params.data.max)}]")
            .Replace("validationActions: [Deny]", $"validationActions: [Deny], paramRef: {reference}", StringComparison.Ordinal);

        var results = TestPolicies.Judge(policy, Limits).Ask(TestPolicies.Request(TestPolicies.Deployment));

        Assert.Equal(verdicts.Split(' '), results.Select(result => result.Verdict.ToString()));
    }

    [Fact]
    public void Without_a_reference_the_parameters_are_null() => Assert.Equal(
        PolicyVerdict.Pass, TestPolicies.Ask(TestPolicies.Policy("paramKind: {apiVersion: v1, kind: ConfigMap}\nvalidations: [{expression: params == null}]")).Verdict);
}
