using Redoubt.Admission.CustomResources;

namespace Redoubt.Admission.Tests.CustomResources;

public class DeclaredTypesTests
{
    [Theory]
    [InlineData("{ type: string }", "string", 3145726)]
    [InlineData("{ type: string, maxLength: 10 }", "string", 40)]
    [InlineData("{ type: string, enum: [a, four] }", "string", 4)]
    [InlineData("{ type: string, allOf: [{ maxLength: 9 }, { allOf: [{ maxLength: 3 }] }], maxLength: 5 }", "string", 12)]
    [InlineData("{ type: string, format: byte, maxLength: 10 }", "bytes", 10)]
    [InlineData("{ type: string, format: date }", "google.protobuf.Timestamp", 12)]
    [InlineData("{ type: string, format: duration }", "google.protobuf.Duration", 32)]
    [InlineData("{ type: array, items: { type: number } }", "list(double)", 1572863)]
    [InlineData("{ type: array, maxItems: 7, items: { type: boolean } }", "list(bool)", 7)]
    [InlineData("{ type: object, additionalProperties: { type: integer } }", "map(string, int)", 449389)]
    [InlineData("{ type: array, items: { type: object, required: [ab], properties: { ab: { type: string } } } }", "list(object(self.@idx))", 285975)]
    [InlineData("{ x-kubernetes-int-or-string: true }", "dyn", 3145726)]
    public void A_schema_tells_the_type_and_the_size(string schema, string type, long size)
    {
        var found = DeclaredTypes.Of(Rules.Schema(schema), isResource: false);

        Assert.Equal((type, size), (found!.Type.ToString(), found.MaxElements));
    }

    [Theory]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true }")]
    [InlineData("{ type: array, items: { x-kubernetes-preserve-unknown-fields: true } }")]
    [InlineData("{ type: object, additionalProperties: { x-kubernetes-preserve-unknown-fields: true } }")]
    public void What_has_no_type_is_not_visible(string schema) => Assert.Null(DeclaredTypes.Of(Rules.Schema(schema), isResource: false));

    [Fact]
    public void Of_a_resource_the_name_is_visible_and_short()
    {
        var type = DeclaredTypes.Of(Rules.Schema("{ type: object }"), isResource: true)!;

        Assert.Equal(4 * 253, type.Find(["metadata", "name"])!.MaxElements);
        Assert.Null(type.Find(["metadata", "namespace"]));
    }
}
