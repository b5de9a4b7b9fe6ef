using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.Tests;

/// <summary>What a document says that it does not know, such as a value that a chart makes up, decides nothing in a policy.</summary>
public sealed class UnknownValueTests
{
    [Theory]
    [InlineData("object.spec.replicas == 3", "spec.replicas", PolicyVerdict.Unknown)]
    [InlineData("has(object.spec.replicas)", "spec.replicas", PolicyVerdict.Unknown)]
    [InlineData("object.spec.template.spec.containers[0].image == 'nginx'", "spec.replicas", PolicyVerdict.Pass)]
    [InlineData("object.spec.template.spec.containers.all(c, c.image == 'nginx')", "spec.template.spec.containers[0].image", PolicyVerdict.Unknown)]
    [InlineData("object.spec.template.spec.containers.all(c, c.name == 'web')", "spec.template.spec.containers[0].image", PolicyVerdict.Pass)]
    [InlineData("object.spec.template.spec.containers[0].resources == {}", "spec.template.spec.containers[0].image", PolicyVerdict.Pass)]
    [InlineData("object.spec.template.spec.containers[0].resources == {}", "spec.template.spec.containers[0].resources", PolicyVerdict.Unknown)]
    [InlineData("object.spec.template.spec.containers[0].resources == {}", "spec.template.spec.containers", PolicyVerdict.Unknown)]
    [InlineData("size(object.spec.template.spec.containers) == 1", "spec.template.spec.containers[1]", PolicyVerdict.Unknown)]
    [InlineData("request.name == 'web'", "metadata.name", PolicyVerdict.Unknown)]
    [InlineData("request.name == 'web'", "metadata.labels.team", PolicyVerdict.Pass)]
    [InlineData("request.namespace == 'shop'", "metadata", PolicyVerdict.Unknown)]
    [InlineData("object.metadata.namespace == 'shop'", "metadata.labels.team", PolicyVerdict.Pass)]
    [InlineData("object.metadata.labels.exists(key, key == 'tier')", "metadata.labels.tier", PolicyVerdict.Unknown)]
    [InlineData("!has(object.metadata.labels.tier)", "metadata.labels.tier", PolicyVerdict.Unknown)]
    [InlineData("variables.image == 'nginx'", "spec.template.spec.containers[0].image", PolicyVerdict.Unknown)]
    public void A_validation_is_unknown_where_an_unknown_value_decides_it(string expression, string unknown, PolicyVerdict verdict)
    {
        var result = Ask(
            $"variables: [{{name: image, expression: 'object.spec.template.spec.containers[0].image'}}]\nvalidations: [{{expression: \"{expression}\"}}]", unknown);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == PolicyVerdict.Unknown, result.Decisions.Single().Message.Contains($"{unknown}: made up", StringComparison.Ordinal));
    }

    [Fact]
    public void A_match_condition_is_unknown_where_an_unknown_value_decides_it()
    {
        var result = Ask("matchConditions: [{name: c, expression: object.spec.replicas == 3}]\nvalidations: [{expression: \"false\"}]", "spec.replicas");

        Assert.Equal(PolicyVerdict.Unknown, result.Verdict);
        Assert.Contains("spec.replicas: made up", result.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata.labels.team", PolicyVerdict.Unknown)]
    [InlineData("metadata.labels", PolicyVerdict.Unknown)]
    [InlineData("spec.replicas", PolicyVerdict.Pass)]
    public void Whether_labels_are_selected_is_unknown_where_they_are(string unknown, PolicyVerdict verdict)
    {
        var policy = TestPolicies.Policy("validations: [{expression: \"true\"}]")
            .Replace("matchConstraints:", "matchConstraints:\n    objectSelector: {matchLabels: {team: a}}", StringComparison.Ordinal);

        Assert.Equal(verdict, AskOf(policy, TestPolicies.Deployment, unknown).Verdict);
    }

    [Fact]
    public void Parameters_that_are_made_up_are_unknown()
    {
        var policy = TestPolicies.Policy("paramKind: {apiVersion: v1, kind: ConfigMap}\nvalidations: [{expression: params.data.max == '2'}]")
            .Replace("validationActions: [Deny]", "validationActions: [Deny], paramRef: {name: low, parameterNotFoundAction: Deny}", StringComparison.Ordinal);
        var param = Partly("{apiVersion: v1, kind: ConfigMap, metadata: {name: low, namespace: shop}, data: {max: '2'}}", "data.max");
        var judge = new AdmissionJudge(PolicySet.Read(TestPolicies.Documents(policy)), TestPolicies.Evidence([param]), 37);

        Assert.Equal(PolicyVerdict.Unknown, judge.Ask(TestPolicies.Request(TestPolicies.Deployment)).Single().Verdict);
    }

    [Theory]
    [InlineData("jsonPatch", "[JSONPatch{op: 'add', path: '/metadata/labels/b', value: 'c'}]", "spec.replicas", PolicyVerdict.Pass)]
    [InlineData("jsonPatch", "[JSONPatch{op: 'test', path: '/spec/replicas', value: 3}]", "spec.replicas", PolicyVerdict.Unknown)]
    [InlineData("jsonPatch", "[JSONPatch{op: 'add', path: '/metadata/labels/b', value: 'c'}]", "metadata.labels", PolicyVerdict.Unknown)]
    [InlineData("jsonPatch", "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/-', value: {'name': 'b'}}]", "spec.template.spec.containers[1]", PolicyVerdict.Unknown)]
    [InlineData("applyConfiguration", "Object{spec: Object.spec{replicas: 5}}", "spec.replicas", PolicyVerdict.Pass)]
    [InlineData("applyConfiguration", "Object{metadata: Object.metadata{labels: {'b': 'c'}}}", "metadata.labels", PolicyVerdict.Unknown)]
    [InlineData("applyConfiguration", "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'b'}]}}}}", "spec.template.spec.containers[1]", PolicyVerdict.Unknown)]
    public void A_mutation_of_what_is_not_known_is_unknown(string field, string expression, string unknown, PolicyVerdict verdict)
    {
        var policy = TestPolicies.Policy($"mutations: [{{patchType: {(field == "jsonPatch" ? "JSONPatch" : "ApplyConfiguration")}, {field}: {{expression: \"{expression}\"}}}}]")
            .Replace("Validating", "Mutating", StringComparison.Ordinal)
            .Replace(", validationActions: [Deny]", "", StringComparison.Ordinal);

        var result = AskOf(policy, TestPolicies.Deployment, unknown);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == PolicyVerdict.Pass, result.Mutated!.IsChanged);
    }

    private static PolicyResult Ask(string spec, string unknown) => AskOf(TestPolicies.Policy(spec), TestPolicies.Deployment, unknown);

    private static PolicyResult AskOf(string policies, string document, string unknown)
    {
        var request = AdmissionRequest.For(Partly(document, unknown), "CREATE", new ApiResources([], 37)) with { AssumesBareNamespace = true };
        return TestPolicies.Judge(policies).Ask(request).Single();
    }

    private static Document Partly(string text, string unknown) =>
        DocumentReader.Read("test.yaml", text, new ReadOptions { Rendering = new Chance(unknown) }).Documents[0];

    /// <summary>A rendering that makes one value up.</summary>
    private sealed class Chance(string path) : Rendering("test", "test")
    {
        public override SourcePlace PlaceOf(Document document, Node place) => default;

        public override IReadOnlyList<UnknownPath> UnknownOf(Node root) =>
            NodePath.TryParsePattern(path, out var pattern) ? [new UnknownPath(pattern, "made up")] : [];
    }
}
