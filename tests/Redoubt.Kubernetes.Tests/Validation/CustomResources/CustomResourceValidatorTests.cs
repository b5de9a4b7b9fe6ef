using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;
using Redoubt.Kubernetes.Validation.CustomResources;

namespace Redoubt.Kubernetes.Tests.Validation.CustomResources;

/// <summary>What a definition's schema asks of an object, in the API server's words.</summary>
public sealed class CustomResourceValidatorTests
{
    [Fact]
    public void What_the_api_server_said_of_an_order_is_said() =>
        // Recorded of kube-apiserver 1.37.2 (suite api-server, create-custom-invalid); a text is not shown there either, but its type.
        Assert.Equal(
            [
                "spec.total: Invalid value: -1: spec.total in body should be greater than or equal to 0",
                "spec.note: Invalid value: \"integer\": spec.note in body must be of type string: \"integer\"",
            ],
            Faults("{total: {type: integer, minimum: 0}, note: {type: string}}", "{total: -1, note: 5}"));

    [Theory]
    [InlineData("{a: {type: integer}}", "{a: 1.0}")]
    [InlineData("{a: {type: number}}", "{a: 1}")]
    [InlineData("{a: {type: string}}", "{a: null}")]
    [InlineData("{a: {type: string, nullable: true, enum: [b]}}", "{a: null}")]
    [InlineData("{a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}}", "{a: 80}")]
    [InlineData("{a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}}", "{a: http}")]
    [InlineData("{a: {type: string, maxLength: 2}}", "{a: \"\U0001F600\U0001F600\"}")]
    [InlineData("{a: {type: array, x-kubernetes-list-type: set, items: {type: integer}}}", "{a: [1, 2]}")]
    [InlineData("{a: {type: string, format: no-format}}", "{a: b}")]
    [InlineData("{a: {type: object, required: [b], properties: {b: {type: string, default: c}}}}", "{a: {}}")]
    [InlineData("{a: {type: integer, enum: [1, 2]}}", "{a: 2.0}")]
    public void What_the_schema_takes_is_taken(string properties, string spec) => Assert.Empty(Faults(properties, spec));

    [Theory]
    [InlineData("{a: {x-kubernetes-int-or-string: true}}", "{a: true}", "spec.a: Invalid value: \"boolean\": spec.a in body must be of type integer,string: \"boolean\"")]
    [InlineData("{a: {type: string, enum: [c, b]}}", "{a: d}", "spec.a: Unsupported value: supported values: \"c\", \"b\"")]
    [InlineData("{a: {type: string, pattern: '^b+$'}}", "{a: c}", "spec.a: Invalid value: spec.a in body should match '^b+$'")]
    [InlineData("{a: {type: string, maxLength: 2}}", "{a: bcd}", "spec.a: Too long: may not be more than 2 bytes")]
    [InlineData("{a: {type: string, minLength: 2}}", "{a: b}", "spec.a: Invalid value: spec.a in body should be at least 2 chars long")]
    [InlineData("{a: {type: integer, maximum: 1000000, exclusiveMaximum: true}}", "{a: 1000000}", "spec.a: Invalid value: 1000000: spec.a in body should be less than 1e+06")]
    [InlineData("{a: {type: integer, multipleOf: 5}}", "{a: 7}", "spec.a: Invalid value: 7: spec.a in body should be a multiple of 5")]
    [InlineData("{a: {type: array, maxItems: 1, items: {type: string}}}", "{a: [b, c]}", "spec.a: Too many: 2: must have at most 1 items")]
    [InlineData("{a: {type: object, minProperties: 1, additionalProperties: {type: string}}}", "{a: {}}", "spec.a: Invalid value: spec.a in body should have at least 1 properties")]
    [InlineData("{a: {type: object, additionalProperties: {type: string}}}", "{a: {b: 1}}", "spec.a.b: Invalid value: \"integer\": spec.a.b in body must be of type string: \"integer\"")]
    [InlineData("{a: {type: object, required: [b], properties: {b: {type: string}}}}", "{a: {b: null}}", "spec.a.b: Required value")]
    [InlineData("{a: {type: string, format: date-time}}", "{a: today}", "spec.a: Invalid value: spec.a in body must be of type date-time")]
    [InlineData("{a: {type: string, format: ipv4}}", "{a: 10.0.0.256}", "spec.a: Invalid value: spec.a in body must be of type ipv4")]
    [InlineData("{a: {type: array, x-kubernetes-list-type: set, items: {type: number}}}", "{a: [1, 2, 1.0]}", "spec.a[2]: Duplicate value: 1")]
    [InlineData("{a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: {k: {type: string, default: x}}}}}", "{a: [{}, {k: x}]}", "spec.a[1]: Duplicate value")]
    [InlineData("{a: {type: object, oneOf: [{required: [b]}, {required: [c]}], properties: {b: {type: string}, c: {type: string}}}}", "{a: {}}", "spec.a: Invalid value: \"spec.a\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("{a: {type: string, not: {enum: [b]}}}", "{a: b}", "spec.a: Invalid value: \"spec.a\" must not validate the schema (not)")]
    [InlineData("{a: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}}", "{a: {kind: Pod}}", "spec.a.apiVersion: Required value: must not be empty")]
    public void What_the_schema_refuses_is_refused_in_the_servers_words(string properties, string spec, string fault) => Assert.Equal([fault], Faults(properties, spec));

    [Fact]
    public void A_text_that_may_be_a_secret_is_in_no_fault() =>
        Assert.DoesNotContain("hunter2", string.Join('\n', Faults("{a: {type: string, pattern: '^$', enum: [b], maxLength: 1, format: uuid, not: {}}}", "{a: hunter2}")), StringComparison.Ordinal);

    [Fact]
    public void Of_a_hundred_thousand_items_a_hundred_faults_are_told_and_the_rest_is_counted()
    {
        var verdict = Ask("{a: {type: array, items: {type: string, maxLength: 1}}}", $"{{a: [{string.Concat(Enumerable.Repeat("bc,", 100_000))}]}}");

        Assert.Equal((100, 100_000), (verdict.Faults.Count, verdict.Count));
    }

    [Fact]
    public void The_metadata_of_a_custom_resource_are_judged_as_those_of_any_object() =>
        Assert.Equal(["metadata.name", "metadata.labels"], Validate("{}", "metadata: {name: a_b, labels: {x: a b}}\n").Faults.Select(fault => fault.Path));

    [Fact]
    public void A_status_with_a_path_of_its_own_is_dropped_before_it_is_judged() =>
        Assert.Empty(Validate("{}", "metadata: {name: a}\nstatus: {}\n", "status: {type: object, required: [b]}", "subresources: {status: {}}").Faults);

    [Fact]
    public void Unknown_fields_are_told_with_what_was_meant_and_kept_ones_are_not()
    {
        var definition = Definition("{total: {type: integer}, open: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {closed: {type: object}}}}", "", "");
        var resource = Read("apiVersion: shop.example/v1\nkind: Order\nmetadata: {name: a}\nspec: {totl: 1, open: {any: 1, closed: {c: 1}}}\n");
        var unknown = UnknownFields.Of(resource.Root, CrdSchema.Kinds(definition).Single().Type!, 100);

        Assert.Equal(["unknown field \"spec.totl\": did you mean `total`?", "unknown field \"spec.open.closed.c\""], unknown.Told.Select(one => one.Reason));
    }

    [Fact]
    public void Of_ten_thousand_unknown_fields_a_hundred_are_told_and_the_rest_is_counted()
    {
        var fields = string.Concat(Enumerable.Range(0, 10_000).Select(at => $"field-number-{at:d10}: 1, "));
        var resource = Read($"apiVersion: shop.example/v1\nkind: Order\nmetadata: {{name: a}}\nspec: {{{fields}}}\n");
        var unknown = UnknownFields.Of(resource.Root, CrdSchema.Kinds(Definition("{total: {type: integer}}", "", "")).Single().Type!, 100);

        Assert.Equal((100, 10_000), (unknown.Told.Count, unknown.Count));
    }

    [Fact]
    public void A_schema_that_refers_to_itself_is_read_to_its_end()
    {
        var definition = Read("""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: orders.shop.example}
            spec:
              group: shop.example
              names: {kind: Order, plural: orders}
              versions:
              - name: v1
                schema: {openAPIV3Schema: {type: object, properties: {spec: {$ref: '#'}}}}
            """);
        var resource = Read("apiVersion: shop.example/v1\nkind: Order\nmetadata: {name: a}\nspec: {spec: {spec: 1}}\n");

        Assert.Empty(new CustomResourceValidator(definition, "v1").Validate(resource).Faults);
        Assert.Contains(ObjectValidator.Validate(definition, FieldIndex.Default).Faults, fault => fault.Message == "Forbidden: $ref is not supported");
    }

    [Fact]
    public void Expressions_are_asked_of_what_has_the_form_of_the_schema_only()
    {
        Assert.False(CustomResourceValidator.AsksExpressions(Ask("{a: {type: string}}", "{a: 1}")));
        Assert.True(CustomResourceValidator.AsksExpressions(Ask("{a: {type: string, pattern: ^b$}}", "{a: c}")));
    }

    private static IEnumerable<string> Faults(string properties, string spec) => Ask(properties, spec).Faults.Select(fault => fault.ToString());

    private static Verdict Ask(string properties, string spec) => Validate(properties, $"metadata: {{name: a}}\nspec: {spec}\n");

    private static Verdict Validate(string properties, string rest, string more = "", string version = "") =>
        new CustomResourceValidator(Definition(properties, more, version), "v1").Validate(Read("apiVersion: shop.example/v1\nkind: Order\n" + rest));

    private static Document Definition(string properties, string more, string version) => Read($"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: orders.shop.example
        spec:
          group: shop.example
          scope: Namespaced
          names:
            kind: Order
            plural: orders
          versions:
          - name: v1
            served: true
            storage: true
            {version}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties: {properties}
                  {more}
        """);

    private static Document Read(string text) => Assert.Single(DocumentReader.Read("file.yaml", text).Documents);
}
