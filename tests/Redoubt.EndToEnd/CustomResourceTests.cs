using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>Objects of custom kinds are held against the definitions in the evidence, as an API server holds them.</summary>
public sealed class CustomResourceTests
{
    private const string Definition = """
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
            singular: order
            listKind: OrderList
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
                    required: [total]
                    properties:
                      total:
                        type: integer
                        minimum: 0
                      paid:
                        type: integer
                    x-kubernetes-validations:
                    - rule: "!has(self.paid) || self.paid <= self.total"
                      message: more is paid than is due
        ---

        """;

    [Theory]
    [InlineData("{total: 1, paid: 1}", 0)]
    [InlineData("{total: -1}", 2, "37:15: spec.total: Invalid value: -1: spec.total in body should be greater than or equal to 0")]
    [InlineData("{}", 2, "37:7: spec.total: Required value")]
    [InlineData("{total: 1, payd: 1}", 2, "37:18: unknown field \"spec.payd\": did you mean `paid`?")]
    [InlineData("{total: 1, paid: 2}", 2, "37:7: spec: Invalid value: more is paid than is due")]
    public void An_order_is_taken_or_refused_at_its_place(string spec, int exitCode, params string[] told)
    {
        var run = Scan($"{Definition}apiVersion: shop.example/v1\nkind: Order\nmetadata: {{name: a, namespace: shop}}\nspec: {spec}\n");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(told, Told(run));
    }

    [Fact]
    public void An_order_that_came_from_a_cluster_is_not_judged_as_one_that_is_created() =>
        Assert.Equal(0, Scan($"{Definition}apiVersion: shop.example/v1\nkind: Order\nmetadata: {{name: a, namespace: shop, uid: 0d9a3e0e-7c6b-4f0a-8f7e-5d0a3c9b1a2b}}\nspec: {{}}\n").ExitCode);

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "")]
    [InlineData("apiVersion: shop.example/v1\nkind: Order\nmetadata: {name: a}\nspec:\n  total: 1\n", "  ")]
    public void Of_ten_thousand_unknown_fields_a_hundred_are_told_and_the_rest_is_counted(string head, string indentation)
    {
        var fields = string.Concat(Enumerable.Range(0, 10_000).Select(at => $"{indentation}unknownFieldNumber{at:d6}: 1\n"));
        var run = Scan(Definition + head + fields);

        Assert.Equal((2, 101), (run.ExitCode, Told(run).Count));
    }

    private static Run Scan(string manifests) => RedoubtProgram.RunWithInput(manifests, "scan", "-", "--format", "json");

    private static List<string> Told(Run run)
    {
        using var report = JsonDocument.Parse(run.Output);
        return [.. report.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
            $"{error.GetProperty("line").GetInt32()}:{error.GetProperty("column").GetInt32()}: {error.GetProperty("reason").GetString()}")];
    }
}
