using Redoubt.Admission.CustomResources;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Tests.CustomResources;

public class CustomResourceRulesTests
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: things.example.com }
        spec:
          group: example.com
          names: { kind: Thing, plural: things }
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                x-kubernetes-validations:
                - rule: self.metadata.name.startsWith('thing-')
                properties:
                  spec:
                    type: object
                    properties: { min: { type: integer }, max: { type: integer, default: 10 } }
                    x-kubernetes-validations:
                    - rule: self.min <= self.max
                      messageExpression: "'min ' + string(self.min) + ' is more than max ' + string(self.max)"
        """;

    [Fact]
    public void An_object_that_keeps_its_rules_is_not_told() => Assert.Empty(Judge("thing-a", "{ min: 3 }"));

    [Fact]
    public void A_broken_rule_has_a_place_in_the_object_and_one_in_the_definition()
    {
        var broken = Assert.Single(Judge("thing-a", "\n  min: 30"));

        Assert.Equal("spec: Invalid value: min 30 is more than max 10", broken.Text);
        Assert.Equal((5, 3), (broken.At.Line, broken.At.Column));
        Assert.Equal("self.min <= self.max", broken.Rule["rule"].AsString());
    }

    [Fact]
    public void The_name_is_visible_though_the_schema_lacks_it() =>
        Assert.Equal("<nil>: Invalid value: failed rule: self.metadata.name.startsWith('thing-')", Assert.Single(Judge("other", "{ min: 1 }")).Text);

    [Fact]
    public void What_was_broken_before_and_not_changed_is_a_warning()
    {
        var definition = Assert.Single(DocumentReader.Read("crd.yaml", Definition).Documents);
        var (old, now) = (Thing("label: old"), Thing("label: new"));

        var broken = Assert.Single(CustomResourceRules.Judge(definition, now, old, 36));

        Assert.True(broken.IsWarning);
        Assert.Equal("spec", broken.Path);
        Assert.False(Assert.Single(CustomResourceRules.Judge(definition, now, null, 36)).IsWarning);
    }

    private static Document Thing(string labels) => Assert.Single(DocumentReader.Read("thing.yaml", $$"""
        apiVersion: example.com/v1
        kind: Thing
        metadata: { name: thing-a, labels: { {{labels}} } }
        spec: { min: 30 }
        """).Documents);

    private static List<BrokenRule> Judge(string name, string spec)
    {
        var text = $$"""
            apiVersion: example.com/v1
            kind: Thing
            metadata: { name: {{name}}, namespace: default }
            spec: {{spec}}
            """;
        var platform = new PlatformBuilder()
            .AddRange(DocumentReader.Read("crd.yaml", Definition).Documents)
            .AddRange(DocumentReader.Read("thing.yaml", text).Documents)
            .Build();
        return [.. Assert.Single(CustomResourceRules.Judge(platform, 36)).Broken];
    }
}
