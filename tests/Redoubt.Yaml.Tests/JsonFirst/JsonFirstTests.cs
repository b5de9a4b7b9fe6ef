namespace Redoubt.Yaml.Tests.JsonFirst;

public class JsonFirstTests
{
    [Theory]
    [InlineData("""{"a": "\ud83d\ude00\/"}""", """{"a":"😀/"}""")]
    [InlineData("""{"a": "\ud83d"}""", "{\"a\":\"\uFFFD\"}")]
    [InlineData("""{"a": 1, "a": 2}""", """{"a":2}""")]
    [InlineData("""{"a": -0, "b": 1e3, "c": 18446744073709551615, "d": 18446744073709551616}""", """{"a":-0,"b":1000,"c":18446744073709551615,"d":18446744073709552000}""")]
    [InlineData("""{"a": [], "b": {}, "c": [1, [2, {"d": null}]]}""", """{"a":[],"b":{},"c":[1,[2,{"d":null}]]}""")]
    public void A_text_that_starts_with_a_brace_is_JSON(string text, string expected)
    {
        var read = Recorder.Read(text);
        Assert.Equal(YamlRoute.Json, read.Documents[0].Info.Route);
        Assert.Equal(expected, read.Documents[0].Json);
    }

    [Theory]
    [InlineData("{a: yes}\n")]
    [InlineData("{\"a\": 1,}\n")]
    [InlineData("{\"a\": 01}\n")]
    [InlineData("{\"a\": tru}\n")]
    [InlineData("{\"a\": \"\t\"}\n")]
    [InlineData("{\n# c\n\"a\": 1}\n")]
    public void What_is_no_JSON_after_all_is_read_as_YAML(string text) =>
        Assert.Equal(YamlRoute.Yaml, Assert.Single(Recorder.Read(text).Documents).Info.Route);

    [Theory]
    [InlineData("{\"a\":1}{\"b\":2}\n---\nc: 3\n", 2, 16)]
    [InlineData("{\"a\":1} x\n", 1, 8)]
    [InlineData("{\"a\":1", 0, 6)]
    public void Neither_is_a_problem_at_its_place(string text, int documents, int offset)
    {
        var read = Recorder.Read(text);
        Assert.Equal(documents, read.ForKubectl.Count());
        Assert.InRange(read.Problems[0].Offset, offset, text.Length);
        Assert.Equal(YamlProblemCode.Json, read.Problems[0].Code);
    }

    [Fact]
    public void Documents_after_the_end_of_JSON_are_still_delivered()
    {
        var read = Recorder.Read("{\"a\":1}{\"b\":2}\n---\nc: 3\n");
        Assert.Equal("""{"c":3}""", read.Documents[^1].Json);
        Assert.True(read.Documents[^1].Info.AfterProblem);
    }

    [Fact]
    public void JSON_may_be_as_deep_as_YAML()
    {
        var text = string.Concat(Enumerable.Repeat("{\"k\":", 5_000)) + "1" + new string('}', 5_000);
        Assert.Equal(text, Recorder.Read(text).Documents[0].Json);
    }

    [Fact]
    public void A_number_beyond_a_double_is_a_problem() => Assert.Equal(YamlProblemCode.Value, Recorder.Read("{\"a\": 1e400}").Problems[0].Code);
}
