using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Compile;

/// <summary>A rule over a custom resource is typed by the definition that is in the evidence.</summary>
public class CustomKindTests
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: kettles.shop.example }
        spec:
          group: shop.example
          scope: Namespaced
          names: { kind: Kettle, plural: kettles }
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      litres: { type: integer }
                      lid: { type: object, properties: { locked: { type: boolean } } }
        ---
        apiVersion: shop.example/v1
        kind: Kettle
        metadata: { name: big, namespace: shop }
        spec: { litres: 9, lid: { locked: false } }
        """;

    [Theory]
    [InlineData("object.spec.lid.locked", null)]
    [InlineData("object.spec.litres < 5", null)]
    [InlineData("object.spec.lid.lokced", "did you mean `locked`?")]
    [InlineData("object.spec.litres == 'many'", "check")]
    public void A_field_that_its_schema_lacks_is_refused_with_a_suggestion(string check, string? expected)
    {
        var (judge, platform) = Judge(check);
        var judgement = judge.Judge(platform, TestContext.Current.CancellationToken);

        if (expected is null)
        {
            Assert.Equal("shop/Kettle/big", Assert.Single(judgement.Findings).Subject.ToString());
        }
        else
        {
            Assert.Contains(expected, Assert.Single(judgement.Errors).Reason, StringComparison.Ordinal);
        }
    }

    private static (PlatformJudge Judge, Platform Platform) Judge(string check)
    {
        var control = $"""
            id: policy/kettle
            title: Kettles are small and locked
            layer: policy
            theme: isolation
            severity: low
            for: shop.example/Kettle
            check: "{check}"
            why: Because.
            fix: {"{ say: Lock it. }"}
            """;
        var catalog = new CatalogBuilder().Add("kettle.yaml", control).Build();
        var platform = new PlatformBuilder().AddRange(DocumentReader.Read("kettle.yaml", Definition).Documents).Build();
        var kinds = platform.Documents.SelectMany(CrdSchema.Kinds).ToList();
        var options = new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, CustomKinds = kinds };
        return (new PlatformJudge(catalog, catalog.Controls, options), platform);
    }
}
