using Redoubt.Admission.CustomResources;

namespace Redoubt.Admission.Tests.CustomResources;

public class FieldPathsTests
{
    private const string Schema = """
        type: object
        properties:
          spec:
            type: object
            properties:
              a.b: { type: string }
              labels: { type: object, additionalProperties: { type: string } }
              list: { type: array, items: { type: object, properties: { name: { type: string } } } }
        """;

    [Theory]
    [InlineData(".spec", "spec")]
    [InlineData(".spec.list", "spec.list")]
    [InlineData(".spec['a.b']", "spec.a.b")]
    [InlineData("['spec'].labels.app", "spec.labels[app]")]
    [InlineData(".spec.labels['it\\'s']", "spec.labels[it's]")]
    public void A_path_of_the_schema_is_taken(string text, string path)
    {
        Assert.Equal(path, FieldPaths.Normalize(text, Rules.Schema(Schema), out var problem));
        Assert.Empty(problem);
    }

    [Theory]
    [InlineData("spec", "expected [ or . but got: spec")]
    [InlineData(".", "unexpected end of JSON path")]
    [InlineData(".nothing", "does not refer to a valid field")]
    [InlineData(".spec.list[0]", "expected single quoted string but got 0")]
    [InlineData(".spec['a.b'", "unexpected end of JSON path")]
    [InlineData(".spec['\\z']", "invalid string literal: '\\z'")]
    public void Any_other_path_is_refused(string text, string problem)
    {
        FieldPaths.Normalize(text, Rules.Schema(Schema), out var found);

        Assert.Equal(problem, found);
    }
}
