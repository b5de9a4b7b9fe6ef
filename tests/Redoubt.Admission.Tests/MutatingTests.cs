using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Mutate;
using Redoubt.Cel;

namespace Redoubt.Admission.Tests;

public sealed class MutatingTests
{
    [Theory]
    [InlineData("Object{metadata: Object.metadata{labels: {'env': 'prod'}}}", "{metadata: {name: web, namespace: shop, labels: {team: a, env: prod}}}")]
    [InlineData("Object{spec: Object.spec{replicas: object.spec.replicas + 1}}", "{spec: {replicas: 4}}")]
    [InlineData("Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'web', tty: true}]}}}}", "{spec: {template: {spec: {containers: [{name: web, image: nginx, resources: {}, tty: true}]}}}}")]
    [InlineData("Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'side', image: 'nginx'}]}}}}", "{spec: {template: {spec: {containers: [{name: web, image: nginx, resources: {}}, {name: side, image: nginx}]}}}}")]
    public void An_apply_configuration_is_merged_by_the_keys_of_lists(string expression, string part) =>
        AssertHas(part, Mutate("applyConfiguration", expression));

    [Theory]
    [InlineData("Object{spec: Object.spec{replicas: 'two'}}", ".spec.replicas: expected an integer, got string")]
    [InlineData("Object{spec: Object.spec{replica: 2}}", "did you mean `replicas`?")]
    [InlineData("Object{spec: Object.spec{selector: Object.spec.selector{matchLabels: {'a': 'b'}}}}", "may not mutate atomic arrays, maps or structs: .spec.selector")]
    [InlineData("Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{tolerations: [Object.spec.template.spec.tolerations{key: 'a'}]}}}}", "may not mutate atomic")]
    [InlineData("Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{image: 'a'}]}}}}", "has no `name`")]
    public void What_server_side_apply_refuses_is_refused(string expression, string said)
    {
        var result = Mutate("applyConfiguration", expression);

        Assert.Equal(PolicyVerdict.Fail, result.Verdict);
        Assert.Contains(said, result.Decisions[0].Message, StringComparison.Ordinal);
        Assert.False(result.Mutated!.IsChanged);
    }

    [Theory]
    [InlineData("{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}", "{metadata: {name: web, namespace: shop, labels: {team: a, a/b: c}}}")]
    [InlineData("{op: 'replace', path: '/spec/replicas', value: 1}", "{spec: {replicas: 1}}")]
    [InlineData("{op: 'remove', path: '/metadata/labels/team'}", "{metadata: {name: web, namespace: shop, labels: {}}}")]
    [InlineData("{op: 'copy', from: '/metadata/name', path: '/metadata/labels/app'}", "{metadata: {name: web, namespace: shop, labels: {team: a, app: web}}}")]
    [InlineData("{op: 'move', from: '/metadata/labels/team', path: '/metadata/labels/crew'}", "{metadata: {name: web, namespace: shop, labels: {crew: a}}}")]
    [InlineData("{op: 'test', path: '/spec/replicas', value: 9}", "{spec: {replicas: 3}}")]
    [InlineData("{op: 'add', path: '/spec/template/spec/containers/-', value: {'name': 'x', 'image': 'nginx'}}", "{spec: {template: {spec: {containers: [{name: web, image: nginx, resources: {}}, {name: x, image: nginx}]}}}}")]
    public void A_JSON_patch_is_applied(string patch, string part) => AssertHas(part, Mutate("jsonPatch", $"[JSONPatch{patch}]"));

    [Theory]
    [InlineData("{op: 'add', path: '/spec/none/x', value: 1}")]
    [InlineData("{op: 'remove', path: '/metadata/labels/none'}")]
    [InlineData("{op: 'add', path: '/spec/replicas', value: 'many'}")]
    [InlineData("{op: 'add', path: '/spec/template/spec/containers/7', value: {'name': 'x'}}")]
    [InlineData("{op: 'frobnicate', path: '/spec', value: 1}")]
    public void A_JSON_patch_that_cannot_be_applied_is_an_error(string patch)
    {
        var result = Mutate("jsonPatch", $"[JSONPatch{patch}]");

        Assert.Equal(PolicyVerdict.Fail, result.Verdict);
        Assert.True(result.Decisions[0].IsError);
    }

    [Theory]
    [InlineData("Object{metadata: Object.metadata{labels: {'bad key!': 'a'}}}", "metadata.labels: Invalid value")]
    [InlineData("Object{spec: Object.spec{replicas: -1}}", "spec.replicas: Invalid value: -1")]
    public void What_the_API_server_refuses_of_a_changed_object_fails_the_change(string expression, string said)
    {
        var result = Mutate("applyConfiguration", expression);

        Assert.Equal(PolicyVerdict.Fail, result.Verdict);
        Assert.Contains(said, Assert.Single(result.Decisions, one => one.Verdict == PolicyVerdict.Fail).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_kind_that_is_not_known_maps_are_merged()
    {
        var result = AskThing("Object{spec: Object.spec{a: 1}}");

        Assert.Equal("{apiVersion:\"example.com/v1\",kind:\"Thing\",metadata:{name:\"t\"},spec:{a:1,b:2}}", Canonical.Of(result.Mutated!.After));
    }

    [Fact]
    public void Of_a_kind_that_is_not_known_lists_are_said_to_be_unsupported()
    {
        var result = AskThing("Object{spec: Object.spec{a: ['x']}}");

        Assert.Contains("CustomResourceDefinition, which is not in the evidence", result.Decisions[0].Message, StringComparison.Ordinal);
    }

    private static PolicyResult AskThing(string expression) => TestPolicies.Ask(
        Policy("applyConfiguration", expression).Replace("apps", "example.com", StringComparison.Ordinal).Replace("deployments", "things", StringComparison.Ordinal),
            "{apiVersion: example.com/v1, kind: Thing, metadata: {name: t}, spec: {b: 2}}");

    [Fact]
    public void A_difference_shows_only_what_changed()
    {
        var result = Mutate("applyConfiguration", "Object{spec: Object.spec{replicas: 5}}");

        Assert.Equal(["  spec:", "-   replicas: 3", "+   replicas: 5"], ObjectDiff.Lines(result.Mutated!).Select(line => $"{line.Sign} {line.Text}"));
    }

    private static PolicyResult Mutate(string field, string expression) => TestPolicies.Ask(Policy(field, expression));

    private static string Policy(string field, string expression) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata: {name: p}
        spec:
          reinvocationPolicy: Never
          matchConstraints:
            resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
          mutations:
          - patchType: {{(field == "jsonPatch" ? "JSONPatch" : "ApplyConfiguration")}}
            {{field}}:
              expression: >-
                {{expression}}
        """;

    // Every field of the part is in the object so; the server has filled others in.
    private static void AssertHas(string part, PolicyResult result)
    {
        Assert.Equal(PolicyVerdict.Pass, result.Verdict);
        var wanted = TestPolicies.Documents("{apiVersion: example.org/v1, kind: Part, part: " + part + "}")[0].Root["part"];
        AssertHas(new EvidenceValues([]).Of(wanted), PlainValue.Of(result.Mutated!.After), "");
    }

    private static void AssertHas(CelValue wanted, CelValue found, string path)
    {
        if (wanted.Kind == CelKind.Map)
        {
            for (var fields = wanted.Items; fields.MoveNext();)
            {
                var inner = found.Kind == CelKind.Map ? found.Field(fields.Current) : default;
                Assert.True(inner.Kind != CelKind.Absent || fields.CurrentValue is { Kind: CelKind.Map, Count: 0 }, $"{path}.{fields.Current} is not there");
                AssertHas(fields.CurrentValue, inner, $"{path}.{fields.Current}");
            }
        }
        else if (wanted.Kind == CelKind.List)
        {
            Assert.Equal(wanted.Count, found.Count);
            for (var index = 0; index < wanted.Count; index++)
            {
                AssertHas(wanted.Item(index), found.Item(index), $"{path}[{index}]");
            }
        }
        else
        {
            Assert.Equal(wanted.ToString(), found.ToString());
        }
    }
}
