namespace Redoubt.Yaml.Tests.Parse;

public class ProblemTests
{
    [Fact]
    public void Reading_goes_on_with_the_next_document_and_says_that_kubectl_has_stopped()
    {
        var read = Recorder.Read("a: 1\n---\nb: [\n---\nc: 3\n");
        Assert.Equal(["""{"a":1}""", """{"c":3}"""], read.Documents.Select(document => document.Json));
        Assert.Equal([false, true], read.Documents.Select(document => document.Info.AfterProblem));
        Assert.Equal([0, 2], read.Documents.Select(document => document.Info.Index));
        Assert.Equal(4, Assert.Single(read.Problems).Position.Line);
    }

    [Theory]
    [InlineData("a: 1\nb\n", YamlProblemCode.Syntax, 2, 1)]
    [InlineData("a: b: c\n", YamlProblemCode.Syntax, 1, 5)]
    [InlineData("a:\n\tb: 1\n", YamlProblemCode.Syntax, 2, 1)]
    [InlineData("a: \"\\q\"\n", YamlProblemCode.Syntax, 1, 5)]
    [InlineData("a: *x\n", YamlProblemCode.Alias, 1, 4)]
    [InlineData("a: &x [*x]\n", YamlProblemCode.Alias, 1, 8)]
    [InlineData("? [a]\n: b\n", YamlProblemCode.Key, 1, 3)]
    [InlineData("~: b\n", YamlProblemCode.Key, 1, 1)]
    [InlineData("18446744073709551615: b\n", YamlProblemCode.Key, 1, 1)]
    [InlineData("a: .inf\n", YamlProblemCode.Value, 1, 4)]
    [InlineData("a: !!int x\n", YamlProblemCode.Value, 1, 4)]
    [InlineData("a:\n  <<: 1\n", YamlProblemCode.Merge, 2, 7)]
    [InlineData("a: 1\n--- b\n", YamlProblemCode.Separator, 2, 1)]
    [InlineData("a: \u0001\n", YamlProblemCode.Character, 1, 4)]
    public void A_problem_has_a_code_and_a_place(string text, YamlProblemCode code, int line, int column)
    {
        var problem = Recorder.Read(text).Problems[0];
        Assert.Equal((code, line, column), (problem.Code, problem.Position.Line, problem.Position.Column));
        Assert.DoesNotMatch("^[A-Z]|[.]$", problem.Message);
    }

    [Theory]
    [InlineData("a: {~: 1}\na: 2\n")]
    [InlineData("a: .inf\na: 2\n")]
    public void What_JSON_does_not_have_is_no_problem_where_it_is_overridden(string text) =>
        Assert.Equal("""{"a":2}""", Assert.Single(Recorder.Read(text).Documents).Json);

    [Fact]
    public void An_anchored_key_may_be_what_its_alias_as_a_value_may_not()
    {
        Assert.Equal("""{".nan":1}""", Recorder.Read("&a .nan: 1\n").Documents[0].Json);
        Assert.Equal(YamlProblemCode.Value, Recorder.Read("&a .nan: 1\nb: *a\n").Problems[0].Code);
    }
}
