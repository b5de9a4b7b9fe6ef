namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>Functions that a user adds.</summary>
public sealed class FunctionTests
{
    private static readonly CelType Version = CelType.Opaque("test.Version");

    private static readonly CelEnvironment Environment = Language.Builder()
        .Variable("x", CelType.Dyn)
        .Variable("pod", CelType.Dyn)
        .Function(CelFunction.Global("version", "version_string", [CelType.String], Version, arguments => CelValue.Opaque(new VersionValue(arguments[0].AsString()))))
        .Function(CelFunction.Receiver("major", "version_major", [Version], CelType.Int, arguments => CelValue.Int(((VersionValue)arguments[0].AsOpaque()).Text[0] - '0')))
        .Function(new CelFunction
        {
            Name = "kind",
            Overloads = [Overload("kind_int", CelType.Int, "int"), Overload("kind_string", CelType.String, "string"), Overload("kind_list", CelType.AnyList, "list")],
        })
        .Function(new CelFunction
        {
            Name = "isKnown",
            Overloads =
            [
                new() { Id = "is_known", Parameters = [CelType.Dyn], Result = CelType.Bool, NonStrict = true, Body = arguments => CelValue.Bool(arguments[0].IsData) },
            ],
        })
        .Function(CelFunction.Global("fail", "fail", [], CelType.Bool, _ => CelValue.Error("it fails")))
        .Function(CelFunction.Receiver("evidence", "pod_evidence", [CelType.Dyn], CelType.Bool, _ => CelValue.Unknown(new CelMissing("node", "not collected"))))
        .Build();

    [Theory]
    [InlineData("version('7.1').major()", "7")]
    [InlineData("version('7.1') == version('7.1')", "true")]
    [InlineData("type(version('7.1')) == type(version('8'))", "true")]
    [InlineData("kind(x)", "\"string\"")]
    [InlineData("[1, 'a', []].map(e, kind(e))", "[\"int\", \"string\", \"list\"]")]
    [InlineData("isKnown(1 / 0)", "false")]
    [InlineData("isKnown(pod.evidence())", "false")]
    [InlineData("pod.evidence() && true", "unknown(node: not collected)")]
    public void A_function_is_called_with_what_it_takes(string text, string value) =>
        Assert.Equal(value, Language.Agree(Environment, text, ("x", CelValue.String("s")), ("pod", CelValue.Map())).ToString());

    [Fact]
    public void Arguments_of_another_kind_are_an_error_at_the_call()
    {
        var program = Language.Compile(Environment, "true && kind(x) == 'int'");
        var value = program.Evaluate(("x", CelValue.True));
        Assert.Equal("no such overload: kind(bool)", value.AsError().Message);
        Assert.Equal(new CelSpan(8, 4), program.Locate(value));
    }

    [Fact]
    public void The_error_of_a_function_has_the_place_of_the_call()
    {
        var program = Language.Compile(Environment, "x == 1 || fail()");
        Assert.Equal(new CelSpan(10, 4), program.Locate(program.Evaluate(("x", CelValue.Int(2)))));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_an_error() =>
        Assert.Equal("the variable `x` is not set", Language.Compile(Environment, "x == 1").Evaluate().AsError().Message);

    [Fact]
    public void A_frame_of_another_environment_is_refused()
    {
        var frame = new CelFrame(Language.Standard);
        Assert.Throws<ArgumentException>(() => Language.Compile(Environment, "1").Evaluate(frame));
    }

    private static CelOverload Overload(string id, CelType type, string name) =>
        new() { Id = id, Parameters = [type], Result = CelType.String, Body = _ => CelValue.String(name) };

    private sealed class VersionValue(string text) : CelOpaque
    {
        public string Text => text;

        public override CelType Type => Version;

        public override bool Equals(object? obj) => obj is VersionValue other && other.Text == text;

        public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
    }
}
