namespace Redoubt.Cel.Tests.Parse;

/// <summary>Receiver calls that are defined in CEL.</summary>
public sealed class DefinitionTests
{
    private static CelEnvironmentBuilder Builder => Language.Builder()
        .Variable("pod", CelType.Dyn).Variable("container", CelType.Dyn).Variable("pods", CelType.AnyList)
        .Define("container.root()", "container.?user.or(pod.?user).orValue(0) == 0")
        .Define("container.has(capability)", "container.caps.exists(c, c == capability)")
        .Define("pod.anyRoot()", "pod.containers.exists(c, c.root())");

    [Theory]
    [InlineData("container.root()", "container.?user.or(pod.?user).orValue(0) == 0")]
    [InlineData("pods.all(p, p.containers.all(c, c.root()))", "pods.all(p, p.containers.all(c, c.?user.or(pod.?user).orValue(0) == 0))")]
    [InlineData("pods.all(pod, pod.containers.all(c, c.root()))", "pods.all(pod, pod.containers.all(c, c.?user.or(.pod.?user).orValue(0) == 0))")]
    [InlineData("pods.all(c, c.has(c.name))", "pods.all(c, c.caps.exists(c_1, c_1 == c.name))")]
    [InlineData("pod.anyRoot()", "pod.containers.exists(c, c.?user.or(pod.?user).orValue(0) == 0)")]
    [InlineData("(container.a ? container : pod).has('A')", "(container.a ? container : pod).caps.exists(c, c == \"A\")")]
    public void A_call_is_replaced_by_the_body(string text, string expanded) => Assert.Equal(expanded, Language.Compile(Builder.Build(), text).Print());

    [Fact]
    public void An_error_in_a_body_is_told_at_the_call()
    {
        var program = Language.Compile(Builder.Build(), "1 == 1 && container.has('A')");
        Assert.Equal(20, program.Locate(program.Evaluate(("container", CelValue.Map()))).Start);
    }

    [Theory]
    [InlineData("pod.f()", "pod.g()", "pod.g()", "pod.f()", "definition-cycle")]
    [InlineData("pod.f()", "pod.f()", "pod.g()", "1", "definition-cycle")]
    [InlineData("pod.f()", "1", "container.f()", "2", "defined-twice")]
    [InlineData("f(pod)", "1", "pod.g()", "1", "definition-shape")]
    [InlineData("pod.f(1)", "1", "pod.g()", "1", "definition-shape")]
    [InlineData("pod.f()", "1 +", "pod.g()", "1", "unexpected")]
    public void A_wrong_definition_is_a_problem(string first, string firstBody, string second, string secondBody, string code)
    {
        var environment = Language.Builder().Variable("pod", CelType.Dyn).Define(first, firstBody).Define(second, secondBody).Build();
        Assert.Equal(code, environment.DefinitionProblems[0].Problem.Code);
    }

    [Fact]
    public void Definitions_that_double_run_into_the_limit()
    {
        var builder = Language.Builder().Variable("pod", CelType.Dyn).Define("pod.f0()", "pod == pod");
        for (var i = 1; i < 40; i++)
        {
            builder.Define($"pod.f{i}()", $"pod.f{i - 1}() && pod.f{i - 1}()");
        }

        Assert.Contains(builder.Build().DefinitionProblems, one => one.Problem.Code == "too-large");
    }

    [Fact]
    public void Free_variables_can_be_replaced_in_print()
    {
        var program = Language.Compile(Builder.Build(), "pods.all(variables, variables.x == pod.y)");
        Assert.Equal("pods.all(variables_1, variables_1.x == variables.pod.y)", program.Print(new Dictionary<string, string> { ["pod"] = "variables.pod" }));
    }
}
