using System.Collections.Frozen;

namespace Redoubt.Cel.Tests.Check;

/// <summary>What the checker refuses, how it says so, and which types it finds.</summary>
public sealed class CheckTests
{
    private static readonly CelEnvironment Environment = Language.Builder()
        .Types(new Pods())
        .Variable("pod", CelType.Object("Pod"))
        .Variable("open", CelType.Object("Open"))
        .Variable("names", CelType.List(CelType.String))
        .Variable("x", CelType.Dyn)
        .Define("pod.isRoot()", "pod.spec.hostNetwork")
        .Build();

    [Theory]
    [InlineData("pod.spec.hostNetwrk", "undeclared-field", 9, "did you mean `hostNetwork`?")]
    [InlineData("has(pod.sepc)", "undeclared-field", 8, "did you mean `spec`?")]
    [InlineData("pod.spec.?hostnetwork", "undeclared-field", 10, "did you mean `hostNetwork`?")]
    [InlineData("nmaes.size()", "undeclared-name", 0, "did you mean `names`?")]
    [InlineData("names.all(n, n.startWith('a'))", "undeclared-function", 15, "did you mean `startsWith`?")]
    [InlineData("names.exits(n, n == 'a')", "undeclared-function", 6, "did you mean `exists`?")]
    [InlineData("pod.isRoof()", "undeclared-function", 4, "did you mean `isRoot`?")]
    [InlineData("pod.spec.hostNetwork + 1", "no-overload", 21, null)]
    [InlineData("names[0] == 1", "no-overload", 9, null)]
    [InlineData("names.zzz", "no-selection", 6, null)]
    [InlineData("1.all(x, true)", "not-iterable", 0, null)]
    [InlineData("[?1]", "not-optional", 2, null)]
    [InlineData("PodSpec{hostNetwork: 1}", "type-mismatch", 21, null)]
    [InlineData("PodSpec{hostnetwork: true}", "undeclared-field", 21, "did you mean `hostNetwork`?")]
    [InlineData("Missing{a: 1}", "undeclared-type", 0, null)]
    public void A_mistake_is_told_at_its_place(string text, string code, int start, string? help)
    {
        var problem = Language.Problem(Environment, text);
        Assert.Equal((code, start), (problem.Code, problem.Span.Start));
        if (help is not null)
        {
            Assert.Equal(help, problem.Help);
        }
    }

    [Theory]
    [InlineData("names.all(n)")]
    [InlineData("names.exists(n, m, k, true)")]
    public void A_macro_with_other_arguments_is_not_told_to_be_misspelt(string text)
    {
        var problem = Language.Problem(Environment, text);

        Assert.EndsWith("does not take these arguments", problem.Message, StringComparison.Ordinal);
        Assert.Null(problem.Help);
    }

    [Theory]
    [InlineData("pod.spec.hostNetwork", "bool")]
    [InlineData("pod.?spec.?hostNetwork", "optional_type(bool)")]
    [InlineData("open.anything.goes", "dyn")]
    [InlineData("open.known", "int")]
    [InlineData("Pod{spec: PodSpec{hostNetwork: true}}.spec.hostNetwork", "bool")]
    [InlineData("x.y.z", "dyn")]
    [InlineData("names.map(n, size(n))", "list(int)")]
    [InlineData("[1, 'a']", "list(dyn)")]
    [InlineData("[[], [1]]", "list(list(int))")]
    [InlineData("[[[[[]]]], [], [[[]]]]", "list(list(list(list(list(dyn)))))")]
    [InlineData("{}", "map(dyn, dyn)")]
    [InlineData("{'a': 1u}", "map(string, uint)")]
    [InlineData("[optional.none(), optional.of(1)]", "list(optional_type(int))")]
    [InlineData("x == 1 ? names : []", "list(string)")]
    [InlineData("type(1)", "type(int)")]
    [InlineData("names.transformMap(i, n, n)", "map(int, string)")]
    [InlineData("x + 1", "int")]
    [InlineData("timestamp('2020-01-01T00:00:00Z') - duration('1s')", "google.protobuf.Timestamp")]
    public void An_expression_has_a_type(string text, string type) => Assert.Equal(type, Language.Compile(Environment, text).Type.ToString());

    [Fact]
    public void The_type_that_is_expected_is_asked_for()
    {
        var result = Environment.Compile("names.size()", new CelOptions { Expected = CelType.Bool });
        Assert.Equal("the type is int where bool is wanted", Assert.Single(result.Problems).Message);
        Assert.True(Environment.Compile("x.y", new CelOptions { Expected = CelType.Bool }).IsValid);
    }

    [Fact]
    public void An_object_is_a_map_of_the_fields_that_are_set()
    {
        var value = Language.Agree(Environment, "Pod{spec: PodSpec{hostNetwork: true, ?containers: optional.none()}}");
        Assert.Equal("{\"spec\": {\"hostNetwork\": true}}", value.ToString());
    }

    private sealed class Pods : ITypeProvider
    {
        private static readonly FrozenDictionary<string, ObjectType> Types = new ObjectType[]
        {
            new("Pod", false, ("spec", CelType.Object("PodSpec"))),
            new("PodSpec", false, ("hostNetwork", CelType.Bool), ("containers", CelType.AnyList)),
            new("Open", true, ("known", CelType.Int)),
        }.ToFrozenDictionary(type => type.Name);

        public CelObjectType? Find(string name) => Types.GetValueOrDefault(name);
    }

    private sealed class ObjectType(string name, bool open, params (string Name, CelType Type)[] fields) : CelObjectType
    {
        public override string Name => name;

        public override bool IsOpen => open;

        public override IEnumerable<string> FieldNames => fields.Select(one => one.Name);

        public override CelType? Field(string field) => fields.FirstOrDefault(one => one.Name == field).Type;
    }
}
