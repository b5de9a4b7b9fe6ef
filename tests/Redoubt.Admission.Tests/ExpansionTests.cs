using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Tests;

/// <summary>Kyverno's expansion of policies on pods to what makes pods.</summary>
public sealed class ExpansionTests
{
    private static readonly string Folder =
        TestFolders.Suite("REDOUBT_ADMISSION_SUITE", "admission");

    [Theory]
    [NeedsSuite("admission")]
    [InlineData("validating")]
    [InlineData("mutating")]
    public void A_policy_expands_as_the_suite_has_it(string kind)
    {
        var compared = 0;
        foreach (var folder in Directory.GetDirectories(Path.Combine(Folder, kind)))
        {
            var one = new SuiteCase(folder, []);
            var wanted = PolicySet.Read(one.Documents("autogen.yaml")).Policies.Where(policy => policy.Expansion.Length == 0)
                .Select(policy => $"{policy.Document.Root["metadata"]["annotations"]["suite/autogen"].AsString()}\n{Text(policy)}");
            var found = PolicySet.Read(one.Documents("policy.yaml")).Policies.Where(policy => policy.Expansion.Length > 0)
                .Select(policy => $"{policy.Expansion}\n{Text(policy)}");
            Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            compared += one.Documents("autogen.yaml").Count;
        }

        Assert.NotEqual(0, compared);
    }

    [Theory]
    [InlineData("object.spec.x", "object.spec.template.spec.x")]
    [InlineData("oldObject.metadata.name", "oldObject.spec.template.metadata.name")]
    [InlineData("object.metadata.namespace", "object.metadata.namespace")]
    [InlineData("object.metadata.namespaces", "object.spec.template.metadata.namespaces")]
    [InlineData("namespaceObject.metadata.labels", "namespaceObject.metadata.labels")]
    [InlineData("object['spec']", "object['spec']")]
    [InlineData("request.object.spec", "request.object.spec.template.spec")]
    public void Text_is_replaced_plainly(string text, string rewritten) => Assert.Equal(rewritten, RewrittenText.Of(text, "spec.template", keepsNamespace: true));

    [Fact]
    public void A_rule_that_names_objects_is_not_expanded()
    {
        var set = PolicySet.Read(TestPolicies.Documents("""
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata: {name: p}
            spec:
              rules:
              - {name: r, match: {any: [{resources: {kinds: [Pod], names: [a]}}]}, validate: {cel: {expressions: [{expression: "true"}]}}}
            """));

        Assert.Single(set.Policies);
    }

    private static string Text(AdmissionPolicy policy)
    {
        var scope = (MatchResources)policy.Scope;
        var rules = scope.Rules.Select(rule => $"{string.Join(',', rule.Groups)} {string.Join(',', rule.Operations)} {string.Join(',', rule.Resources.Order(StringComparer.Ordinal))}");
        string[] texts =
        [
            .. rules.Order(StringComparer.Ordinal),
            .. policy.MatchConditions.Concat(policy.Variables).Concat(policy.AuditAnnotations).Select(one => $"{one.Name}: {one.Expression.Text}"),
            .. policy.Validations.SelectMany(one => new[] { one.Expression.Text, one.Message.Text, one.MessageExpression.Text }),
            .. policy.Mutations.Select(one => one.Expression.Text),
        ];
        return string.Join('\n', texts.Select(text => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }
}
