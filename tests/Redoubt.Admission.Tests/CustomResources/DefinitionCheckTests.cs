using Redoubt.Admission.CustomResources;
using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Tests.CustomResources;

public class DefinitionCheckTests
{
    private const string Path = "openAPIV3Schema.properties[spec].x-kubernetes-validations[0].";

    [Theory]
    [InlineData("{ rule: '' }", "rule: Required value: rule is not specified")]
    [InlineData("{ rule: self.a == 'x', message: ' ' }", "message: Invalid value: \" \": message must be non-empty if specified")]
    [InlineData("{ rule: self.a == 'x', reason: Because }", "reason: Unsupported value: \"Because\": supported values: \"FieldValueDuplicate\", \"FieldValueForbidden\", \"FieldValueInvalid\", \"FieldValueRequired\"")]
    [InlineData("{ rule: self.a == 'x', fieldPath: .b }", "fieldPath: Invalid value: \".b\": fieldPath must be a valid path: does not refer to a valid field")]
    [InlineData("{ rule: self.a == 'x', optionalOldSelf: true }", "optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule")]
    [InlineData("{ rule: self.a }", "rule: Invalid value: cel expression must evaluate to a bool")]
    [InlineData("{ rule: self.a == 'x', messageExpression: '1' }", "messageExpression: Invalid value: messageExpression must evaluate to a string")]
    public void A_rule_that_the_server_refuses_is_told(string rule, string problem) =>
        Assert.Equal(Path + problem, Assert.Single(Check(rule).Problems).ToString());

    [Fact]
    public void A_mistake_has_its_place_in_the_rule()
    {
        var problem = Assert.Single(Check("{ rule: self.b == 'x' }").Problems);

        Assert.Equal("Invalid value: compilation failed: ERROR: <input>:1:5: undefined field 'b'\n | self.b == 'x'\n | ....^", problem.Text);
        Assert.Equal("self.b == 'x'", problem.At.AsString());
    }

    [Fact]
    public void A_rule_that_is_too_costly_is_refused_by_what_the_schema_allows()
    {
        var report = Check("{ rule: 'self.list.all(x, self.list.all(y, x == y))' }");

        Assert.Contains(report.Problems, problem => problem.ToString() == Path
            + "rule: Forbidden: estimated rule cost exceeds budget by factor of more than 100x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)");
        Assert.Contains(report.Problems, problem => problem.Path == "openAPIV3Schema");
        Assert.True(report.TotalCost > DefinitionReport.TotalLimit);
    }

    [Fact]
    public void The_value_of_before_is_not_known_within_a_list_without_keys()
    {
        var schema = Rules.Schema("{ type: object, properties: { list: { type: array, maxItems: 5, items: { type: integer, x-kubernetes-validations: [{ rule: self >= oldSelf }] } } } }");
        var check = new DefinitionCheck(RuleLanguage.Stored);
        check.Check(schema);

        Assert.Equal(
            "openAPIV3Schema.properties[list].items.x-kubernetes-validations[0].rule: Invalid value: oldSelf cannot be used on the uncorrelatable portion of the schema within openAPIV3Schema.properties[list]",
            Assert.Single(check.Problems).ToString());
        Assert.Equal(5ul, Assert.Single(check.Costs).Times);
    }

    private static DefinitionReport Check(string rule)
    {
        var text = $$"""
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
                    properties:
                      spec:
                        type: object
                        properties: { a: { type: string }, list: { type: array, items: { type: string } } }
                        x-kubernetes-validations: [{{rule}}]
            """;
        var document = Assert.Single(DocumentReader.Read("crd.yaml", text).Documents);
        return Assert.Single(CustomResourceRules.Check(document, 36));
    }
}
