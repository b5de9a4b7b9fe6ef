using System.Text;

namespace Redoubt.Yaml.Tests.Parse;

public class LimitsTests
{
    [Theory]
    [InlineData("[[[[1]]]]", 4, true)]
    [InlineData("[[[[1]]]]", 3, false)]
    [InlineData("a:\n  b:\n    c: 1\n", 3, true)]
    [InlineData("a:\n  b:\n    c: 1\n", 2, false)]
    [InlineData("- - - 1\n", 2, false)]
    [InlineData("{\"a\": {\"b\": 1}}", 2, true)]
    [InlineData("{\"a\": {\"b\": 1}}", 1, false)]
    [InlineData("a: &a [[1]]\nb: [[*a]]\n", 4, false)]
    [InlineData("a: &a [[1]]\nb: [[*a]]\n", 5, true)]
    public void Depth_is_limited_aliases_included(string text, int depth, bool isRead) =>
        Assert.Equal(isRead, Recorder.Read(YamlText.FromString(text), YamlCut.Kubectl, depth).Problems.Count == 0);

    [Fact]
    public void Aliases_that_expand_to_too_much_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 9; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Equal(YamlProblemCode.Limit, Assert.Single(Recorder.Read(bomb.ToString()).Problems).Code);
    }

    [Fact]
    public void Length_of_keys_documents_and_texts_and_number_of_documents_are_limited()
    {
        Assert.Equal(YamlProblemCode.Limit, Problem("? abcdef\n: 1\n", new YamlLimits { KeyLength = 5 }));
        Assert.Equal(YamlProblemCode.Limit, Problem("a: 1234\n", new YamlLimits { DocumentLength = 5 }));
        Assert.Equal(YamlProblemCode.Limit, Problem("a: 1234\n", new YamlLimits { TextLength = 5 }));
        Assert.Equal(YamlProblemCode.Limit, Problem("a: 1\n---\na: 2\n---\na: 3\n", new YamlLimits { Documents = 2 }));
        Assert.Null(Problem("a: 1\n---\na: 2\n", new YamlLimits { Documents = 2 }));
    }

    [Theory]
    [InlineData("plain words\n", "a:\n")]
    [InlineData("  word\n", "a:\n")]
    [InlineData("x", "a: ")]
    [InlineData("'x' ", "a: ")]
    [InlineData("\n", "a: \"")]
    [InlineData("\\u00e9", "a: \"")]
    [InlineData("[", "")]
    [InlineData("{a: ", "")]
    [InlineData("[]: ", "")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    [InlineData("&a ", "")]
    [InlineData("!a ", "")]
    [InlineData("- &a x\n- *a\n", "")]
    [InlineData("a: 1\n", "")]
    [InlineData("y: 1\n", "")]
    [InlineData("  x\n", "a: |\n")]
    [InlineData("\n", "a: >\n")]
    [InlineData("---\n", "")]
    [InlineData("--- x\n", "")]
    [InlineData("# c\n", "")]
    [InlineData("\r", "")]
    [InlineData("\u2028", "a: x")]
    [InlineData("😀", "")]
    [InlineData("{\"a\":", "")]
    [InlineData("{\"a\":1}", "")]
    [InlineData("<<: {a: 1}\n", "")]
    [InlineData("1, ", "a: [")]
    [InlineData("k: v, ", "a: {")]
    [InlineData(": ", "a: {")]
    [InlineData(" ", "")]
    [InlineData("\t", "a: [")]
    [InlineData("0", "a: 1")]
    [InlineData("_", "a: 1")]
    [InlineData("1:", "a: 1")]
    public void Time_grows_no_faster_than_the_text(string piece, string start)
    {
        // Quadratic time at this size would be minutes, not seconds.
        var text = new StringBuilder(start);
        while (text.Length < 1_000_000)
        {
            text.Append(piece);
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var visitor = default(CountingVisitor);
        YamlReader.Read(YamlText.FromString(text.ToString()), ref visitor, YamlLimits.Default with { Depth = YamlLimits.KubernetesDepth, Documents = 10_000 });
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Many_keys_that_look_alike_take_no_longer()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"aaaa{i:x8}aaaa: 1\n");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var visitor = default(CountingVisitor);
        YamlReader.Read(YamlText.FromString(text.ToString()), ref visitor);
        Assert.Equal(100_000, visitor.Keys);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    private static YamlProblemCode? Problem(string text, YamlLimits limits)
    {
        var visitor = default(CountingVisitor);
        YamlReader.Read(YamlText.FromString(text), ref visitor, limits);
        return visitor.Problem?.Code;
    }
}
