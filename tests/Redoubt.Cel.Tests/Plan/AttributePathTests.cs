namespace Redoubt.Cel.Tests.Plan;

/// <summary>What an expression reads.</summary>
public sealed class AttributePathTests
{
    private static readonly CelEnvironment Environment =
        Language.Builder().Variable("object", CelType.Dyn).Variable("pod", CelType.Dyn).Variable("key", CelType.String).Build();

    [Theory]
    [InlineData("object.metadata.name == 'a'", "object.metadata.name")]
    [InlineData("object.?spec.?a['b'].orValue('') == 'a'", "object.spec.a.b")]
    [InlineData("has(object.spec.a)", "object.spec.a")]
    [InlineData("object.spec[key]", "key, object.spec[*]")]
    [InlineData("object.spec.containers[0].image", "object.spec.containers[*].image")]
    [InlineData("object.spec.containers.all(c, c.image != '' && has(c.name))", "object.spec.containers[*].image, object.spec.containers[*].name")]
    [InlineData("object.spec.containers.exists(c, true)", "object.spec.containers[*]")]
    [InlineData("object.spec.containers.filter(c, c.a == 1).exists(c, c.b == 2)", "object.spec.containers[*].a, object.spec.containers[*].b")]
    [InlineData("object.spec.containers.exists(c, pod.a == 1)", "object.spec.containers[*], pod.a")]
    [InlineData("object.labels.all(k, v, v != k)", "object.labels[*]")]
    [InlineData("object.?spec.orValue(pod).name", "object.spec.name, pod")]
    [InlineData("cel.bind(s, object.spec, s.a + s.b)", "object.spec.a, object.spec.b")]
    [InlineData("object.?spec.optMap(s, s.a).orValue(1)", "object.spec, object.spec.a")]
    [InlineData("object.metadata.`a/b`", "object.metadata.`a/b`")]
    [InlineData("[pod].all(object, object == pod)", "pod")]
    [InlineData("1 + 2", "")]
    public void The_paths_that_are_read_are_told(string text, string paths) =>
        Assert.Equal(paths, string.Join(", ", Language.Compile(Environment, text).AttributePaths));

    [Fact]
    public void Free_variables_are_told_once() => Assert.Equal(["object", "pod"], Language.Compile(Environment, "pod.a == object.b || object.c").FreeVariables);
}
