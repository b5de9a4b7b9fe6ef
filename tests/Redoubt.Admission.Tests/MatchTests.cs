using Redoubt.Admission.Evaluate;

namespace Redoubt.Admission.Tests;

public sealed class MatchTests
{
    private const string Autoscaler = "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, namespace: shop}, spec: {maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: d}}}";

    [Theory]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: ['*'], operations: ['*'], resources: [deployments]}]", true)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*']}]", true)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*']}]", true)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: [deployments/scale]}]", false)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: [DELETE], resources: [deployments]}]", false)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: [deployments], scope: Cluster}]", false)]
    [InlineData("resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: [deployments], resourceNames: [other]}]", false)]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: [v1beta1], operations: ['*'], resources: [deployments]}], matchPolicy: Exact", false)]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments]}], objectSelector: {matchLabels: {team: b}}", false)]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments]}], namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}", true)]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments]}], namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}", false)]
    [InlineData("resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments]}], excludeResourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'], resourceNames: [web]}]", false)]
    public void A_request_is_matched_as_the_API_server_does(string constraints, bool isMatch) =>
        Assert.Equal(isMatch ? PolicyVerdict.Pass : PolicyVerdict.Unselected, TestPolicies.Ask(Policy(constraints)).Verdict);

    [Fact]
    public void An_equivalent_version_matches_and_what_cannot_be_converted_is_unknown()
    {
        var result = TestPolicies.Ask(Policy("resourceRules: [{apiGroups: [autoscaling], apiVersions: [v1], operations: ['*'], resources: [horizontalpodautoscalers]}]"), Autoscaler);

        Assert.Equal(PolicyVerdict.Unknown, result.Verdict);
        Assert.Contains("convert it to autoscaling/v1", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_labels_of_a_namespace_that_is_not_in_the_evidence_are_unknown()
    {
        var judge = TestPolicies.Judge(Policy("resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments]}], namespaceSelector: {matchLabels: {env: prod}}"));

        var result = judge.Ask(TestPolicies.Request(TestPolicies.Deployment) with { AssumesBareNamespace = false }).Single();

        Assert.Equal(PolicyVerdict.Unknown, result.Verdict);
    }

    [Fact]
    public void A_binding_narrows_its_policy()
    {
        var policy = TestPolicies.Policy("validations: [{expression: \"true\"}]")
            .Replace("validationActions: [Deny]", "validationActions: [Deny], matchResources: {objectSelector: {matchLabels: {team: b}}}", StringComparison.Ordinal);

        Assert.Equal(PolicyVerdict.Unselected, TestPolicies.Ask(policy).Verdict);
    }

    [Theory]
    [InlineData("any: [{resources: {kinds: [Deployment]}}]", "", true)]
    [InlineData("any: [{resources: {kinds: [apps/v1/Deployment], names: ['w*']}}]", "", true)]
    [InlineData("any: [{resources: {kinds: ['*'], namespaces: ['shop-?']}}]", "", false)]
    [InlineData("all: [{resources: {kinds: [Deployment]}}, {resources: {selector: {matchLabels: {team: '?'}}}}]", "", true)]
    [InlineData("any: [{resources: {kinds: [Deployment], operations: [DELETE]}}]", "", false)]
    [InlineData("any: [{resources: {kinds: [Deployment]}}]", "any: [{clusterRoles: [cluster-admin]}]", true)]
    [InlineData("any: [{resources: {kinds: [Deployment]}}]", "any: [{resources: {namespaces: [shop]}}]", false)]
    public void A_rule_of_Kyverno_is_matched_by_its_filters(string match, string exclude, bool isMatch)
    {
        var policy = $$$"""
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata: {name: p}
            spec:
              rules:
              - name: r
                match: { {{{match}}} }
                exclude: { {{{exclude}}} }
                validate: {cel: {expressions: [{expression: "true"}]}}
            """;

        Assert.Equal(isMatch ? PolicyVerdict.Pass : PolicyVerdict.Unselected, TestPolicies.Ask(policy).Verdict);
    }

    private static string Policy(string constraints) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: p}
        spec:
          matchConstraints: { {{constraints}} }
          validations: [{expression: "true"}]
        """;
}
