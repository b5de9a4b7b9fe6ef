namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>Literals of the two messages that CEL knows, and of types that a provider declares.</summary>
public sealed class ObjectLiteralTests
{
    private static readonly CelEnvironment Environment =
        new CelEnvironmentBuilder().Library(CelLibraries.Optionals()).Types(new Points()).Container("google.protobuf").Build();

    [Theory]
    [InlineData("google.protobuf.Timestamp{seconds: 5, nanos: 7} == timestamp('1970-01-01T00:00:05.000000007Z')", "true")]
    [InlineData("Timestamp{} == timestamp(0)", "true")]
    [InlineData(".google.protobuf.Duration{seconds: -1, nanos: -500000000} == duration('-1.5s')", "true")]
    [InlineData("Duration{?seconds: optional.of(1), ?nanos: optional.none()} == duration('1s')", "true")]
    [InlineData("Duration{seconds: 999999999999}", "duration out of range")]
    [InlineData("Duration{nanos: 1000000000}", "the nanos of google.protobuf.Duration are out of range")]
    [InlineData("Timestamp{seconds: 999999999999}", "timestamp out of range")]
    [InlineData("Duration{seconds: 1 / 0}", "division by zero")]
    [InlineData("test.Point{x: 1}.x + 1", "2")]
    [InlineData("has(test.Point{x: 1}.y)", "false")]
    public void A_literal_makes_a_value_of_its_type(string expression, string expected) => Assert.Equal(expected, Evaluate(expression, check: true));

    [Theory]
    [InlineData("Duration{minutes: 5}", "`google.protobuf.Duration` has no field `minutes`")]
    [InlineData("Duration{seconds: 5u}", "the type is uint where int is wanted")]
    [InlineData("Duration{?seconds: 5}", "`?` takes an optional value, not int")]
    [InlineData("Foo{}", "there is no object type `Foo`")]
    [InlineData("test.Point{x: 'a'}", "the type is string where int is wanted")]
    public void A_wrong_literal_is_found_by_the_checker(string expression, string problem) =>
        Assert.Equal(problem, Assert.Single(Environment.Compile(expression).Problems).Message);

    [Theory]
    [InlineData("Duration{minutes: 5}", "`google.protobuf.Duration` has no field `minutes`")]
    [InlineData("Duration{seconds: 'a'}", "the fields of google.protobuf.Duration are integers")]
    [InlineData("Foo{}", "there is no object type `Foo`")]
    public void Unchecked_a_wrong_literal_is_an_error(string expression, string error) => Assert.Equal(error, Evaluate(expression, check: false));

    private static string Evaluate(string expression, bool check)
    {
        var compiled = Environment.Compile(expression, new CelOptions { Check = check });
        Assert.True(compiled.IsValid, string.Join("; ", compiled.Problems));
        var value = compiled.Program.Evaluate();
        return value.Kind == CelKind.Error ? value.AsError().Message : value.ToString();
    }

    private sealed class Points : ITypeProvider
    {
        public CelObjectType? Find(string name) => name == "test.Point" ? new Point() : null;
    }

    private sealed class Point : CelObjectType
    {
        public override string Name => "test.Point";

        public override IEnumerable<string> FieldNames => ["x", "y"];

        public override CelType? Field(string name) => name is "x" or "y" ? CelType.Int : null;
    }
}
