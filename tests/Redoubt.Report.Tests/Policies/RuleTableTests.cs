using System.Globalization;
using Redoubt.Admission.CustomResources;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Report.Policies;

namespace Redoubt.Report.Tests.Policies;

public class RuleTableTests
{
    private const string Files = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: things.example.com }
        spec:
          group: example.com
          names: { kind: Thing, plural: things }
          versions:
          - name: v1
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  size: { type: integer, x-kubernetes-validations: [{ rule: self > 0 }, { rule: "self % 2 == 0", message: must be even }] }
        ---
        apiVersion: example.com/v1
        kind: Thing
        metadata: { name: good, namespace: shop }
        size: 2
        ---
        apiVersion: example.com/v1
        kind: Thing
        metadata: { name: bad, namespace: shop }
        size: -1
        """;

    [Fact]
    public void Each_object_has_a_row_for_each_rule_that_it_breaks()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        RuleTable.Write(Judged(), new ReportOptions { Width = 140 }, output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim());
        Assert.Equal(
        [
            "pass  things.example.com  shop/Thing/good  files.yaml:17:19",
            "fail  things.example.com  shop/Thing/bad   files.yaml:23:7   size: Invalid value: -1: failed rule: self > 0",
            "fail  things.example.com  shop/Thing/bad   files.yaml:23:7   size: Invalid value: -1: must be even",
            "1 kept their kind's rules · 1 did not",
        ], lines);
    }

    [Fact]
    public void Without_objects_nothing_is_written()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        RuleTable.Write([], new ReportOptions(), output);

        Assert.Empty(output.ToString());
    }

    private static JudgedResource[] Judged()
    {
        var platform = new PlatformBuilder().AddRange(DocumentReader.Read("files.yaml", Files).Documents).Build();
        return [.. CustomResourceRules.Judge(platform, 36)];
    }
}
