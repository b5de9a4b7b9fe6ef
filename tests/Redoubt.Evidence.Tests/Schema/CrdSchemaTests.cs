using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class CrdSchemaTests
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {kind: Thing, plural: things}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                required: [spec]
                properties:
                  spec:
                    type: object
                    required: [size, name]
                    properties:
                      name: {type: string}
                      size: {type: integer, format: int32}
                      count: {type: integer}
                      ratio: {type: number}
                      enabled: {type: boolean}
                      since: {type: string, format: date-time}
                      blob: {type: string, format: byte}
                      port: {x-kubernetes-int-or-string: true}
                      raw: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      anything: {x-kubernetes-preserve-unknown-fields: true}
                      labels: {type: object, additionalProperties: {type: string}}
                      free: {type: object, additionalProperties: true}
                      tags: {type: array, items: {type: string}}
                      parts:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name, kind]
                        items: {type: object, properties: {name: {type: string}, kind: {type: string}}}
                      some: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}
                      template: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}
          - {name: v1alpha1, served: false, storage: false}
          - {name: v1beta1, served: true, storage: false}
        """;

    [Theory]
    [InlineData("spec", "Thing.spec")]
    [InlineData("metadata", "V1ObjectMeta")]
    [InlineData("apiVersion", "string")]
    [InlineData("spec.name", "string")]
    [InlineData("spec.size", "int32")]
    [InlineData("spec.count", "int64")]
    [InlineData("spec.ratio", "double")]
    [InlineData("spec.enabled", "bool")]
    [InlineData("spec.since", "time")]
    [InlineData("spec.blob", "bytes")]
    [InlineData("spec.port", "int-or-string")]
    [InlineData("spec.raw", "any")]
    [InlineData("spec.anything", "any")]
    [InlineData("spec.labels", "map(string)")]
    [InlineData("spec.free", "map(any)")]
    [InlineData("spec.tags", "list(string)")]
    [InlineData("spec.parts", "list(Thing.spec.parts[])")]
    [InlineData("spec.template.metadata", "V1ObjectMeta")]
    public void A_field_has_the_type_that_its_schema_says(string path, string expected)
    {
        var type = Kinds(Definition)[0].Type!;
        FieldInfo field = default;
        foreach (var step in path.Split('.'))
        {
            Assert.True(type.TryField(step, out field), path);
            type = field.Type.Object ?? type;
        }
        Assert.Equal(expected, field.Type.ToString());
    }

    [Fact]
    public void A_definition_tells_the_served_versions_of_its_kind()
    {
        var kinds = Kinds(Definition);
        Assert.Equal(["example.org/v1 Thing", "example.org/v1beta1 Thing"], kinds.Select(k => k.ToString()));
        Assert.Equal(("things", true), (kinds[0].Plural, kinds[0].Namespaced));
    }

    [Fact]
    public void What_is_required_and_what_tells_elements_apart_is_known()
    {
        var root = Kinds(Definition)[0].Type!;
        Assert.True(root.TryField("spec", out var spec) && spec.Required);
        Assert.True(spec.Type.Object!.TryField("size", out var size) && size.Required);
        Assert.True(spec.Type.Object!.TryField("count", out var count) && !count.Required);
        Assert.True(spec.Type.Object!.TryField("parts", out var parts));
        Assert.Equal(["name", "kind"], parts.Keys.AsEnumerable());
    }

    [Fact]
    public void An_object_is_open_where_unknown_fields_are_kept()
    {
        var kinds = Kinds(Definition);
        Assert.False(kinds[0].Type!.Open);
        Assert.True(kinds[1].Type!.Open);
        Assert.True(kinds[0].Type!.TryField("spec", out var spec) && spec.Type.Object!.TryField("some", out var some) && some.Type.Object!.Open);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: g, names: {kind: K}, versions: [null, {}]}}")]
    public void What_defines_no_kind_has_none(string text) => Assert.Empty(Kinds(text));

    [Fact]
    public void Of_very_many_fields_not_all_are_read_and_none_is_refused()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 70_000).Select(n => $"f{n}: {{type: string}}"));
        var type = Kinds("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: g, names: {kind: K}, "
            + "versions: [{name: v1, served: true, schema: {openAPIV3Schema: {properties: {" + fields + "}}}}]}}")[0].Type!;
        Assert.True(type.Open);
        Assert.Equal(10_000, type.Fields.Length);
    }

    private static List<KindInfo> Kinds(string text) => [.. CrdSchema.Kinds(DocumentReader.Read("crd.yaml", text).Documents.Single())];
}
