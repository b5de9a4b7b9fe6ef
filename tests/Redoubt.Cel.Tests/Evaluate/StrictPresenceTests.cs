namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>What asking for a field of something without fields gives: nothing, as in Kubernetes, or an error, as cel-spec says.</summary>
public sealed class StrictPresenceTests
{
    [Theory]
    [InlineData("has(dyn(1).a)", "false")]
    [InlineData("has(dyn(null).a)", "false")]
    [InlineData("dyn(1).?a.hasValue()", "false")]
    [InlineData("dyn('x')[?0].hasValue()", "false")]
    [InlineData("dyn('x')[?dyn(0)].hasValue()", "false")]
    [InlineData("{'a': dyn(1)}.?a.b.hasValue()", "false")]
    [InlineData("has({'a': 1}.b)", "false", "false")]
    [InlineData("{'a': dyn(1)}.?b.c.hasValue()", "false", "false")]
    [InlineData("optional.none().?c.hasValue()", "false", "false")]
    public void What_has_no_fields_is_asked_for_one(string expression, string lenient, string strict = "error")
    {
        var environment = new CelEnvironmentBuilder().Library(CelLibraries.Optionals());
        Assert.Equal(lenient, Evaluate(environment.Build(), expression));
        Assert.Equal(strict, Evaluate(environment.StrictPresence().Build(), expression));
    }

    private static string Evaluate(CelEnvironment environment, string expression)
    {
        var compiled = environment.Compile(expression);
        Assert.True(compiled.IsValid, string.Join("; ", compiled.Problems));
        var value = compiled.Program.Evaluate();
        return value.Kind == CelKind.Error ? "error" : value.ToString();
    }
}
