using System.Globalization;

namespace Redoubt.Yaml.Tests;

public class VisitorTests
{
    [Theory]
    [InlineData("a: b\n", "{0/0 k0+1@0 s3+1@3 }4")]
    [InlineData("a: 'b'\n", "{0/0 k0+1@0 s3+3@4 }6")]
    [InlineData("a: \"\\n\"\n", "{0/0 k0+1@0 s3+4@-1 }7")]
    [InlineData("a: &x !!str b\n", "{0/0 k0+1@0 s3+10@12 }13")]
    [InlineData("a: [b, {c: d}]  # e\n", "{0/0 k0+1@0 [3/3 s4+1@4 {7/7 k8+1@8 s11+1@11 }13 ]14 }14")]
    [InlineData("a:\n- b\n", "{0/0 k0+1@0 [3/3 s5+1@5 ]6 }6")]
    [InlineData("a: |\n  b\n\n", "{0/0 k0+1@0 s3+5@-1 }8")]
    [InlineData("a:\nb: 1\n", "{0/0 k0+1@0 s2+0@2 k3+1@3 s6+1@6 }7")]
    [InlineData("- &x b\n- *x\n", "[0/0 s2+4@5 s*2+4@5 ]11")]
    [InlineData("on: 1\n", "{0/0 k0+2@-1 s4+1@4 }5")]
    [InlineData("a: b", "{0/0 k0+1@0 s3+1@3 }4")]
    [InlineData("a:", "{0/0 k0+1@0 s2+0@2 }2")]
    [InlineData("a: |\n  b", "{0/0 k0+1@0 s3+5@-1 }8")]
    [InlineData("{\"a\": [1]}", "{0/0 k1+3@2 [6/6 s7+1@7 ]9 }10")]
    public void Every_node_has_its_place(string text, string expected)
    {
        var visitor = new Places([]);
        YamlReader.Read(YamlText.FromString(text), ref visitor);
        Assert.Equal(expected, string.Join(' ', visitor.Seen));
    }

    [Fact]
    public void Reading_allocates_nothing_for_a_node()
    {
        var text = YamlText.FromString(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"- name: n{i}\n  value: 'x{i}'\n  list: [1, 2.5, yes]\n")));
        var visitor = default(CountingVisitor);
        YamlReader.Read(text, ref visitor);
        var before = GC.GetAllocatedBytesForCurrentThread();
        YamlReader.Read(text, ref visitor);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_visitor_may_read_another_text_within_a_call()
    {
        var visitor = new Nested(YamlText.FromString("x: [1, 2]\n"));
        YamlReader.Read(YamlText.FromString("a: b\nc: d\n"), ref visitor);
        Assert.Equal(2, visitor.Keys);
        Assert.Equal(2, visitor.Inner);
    }

    private readonly struct Places(List<string> seen) : IYamlVisitor
    {
        public List<string> Seen => seen;

        public void DocumentStart(in YamlDocument document)
        {
        }

        public void DocumentEnd(in YamlDocument document)
        {
        }

        public void MappingStart(in YamlCollection mapping) => Add($"{{{mapping.Offset}/{mapping.ContentOffset}");

        public void MappingEnd(int end) => Add($"}}{end}");

        public void SequenceStart(in YamlCollection sequence) => Add($"[{sequence.Offset}/{sequence.ContentOffset}");

        public void SequenceEnd(int end) => Add($"]{end}");

        public void Key(in YamlKey key) => Add($"k{(key.IsAlias ? "*" : "")}{key.Offset}+{key.Length}@{key.TextOffset}");

        public void Scalar(in YamlScalar scalar) => Add($"s{(scalar.IsAlias ? "*" : "")}{scalar.Offset}+{scalar.Length}@{scalar.TextOffset}");

        public void Problem(in YamlProblem problem) => seen.Add(problem.Message);

        public void Ambiguity(in Ambiguity ambiguity)
        {
        }

        private void Add(FormattableString text) => seen.Add(text.ToString(CultureInfo.InvariantCulture));
    }

    private struct Nested(YamlText inner) : IYamlVisitor
    {
        public int Keys { get; private set; }

        public int Inner { get; private set; }

        public readonly void DocumentStart(in YamlDocument document)
        {
        }

        public readonly void DocumentEnd(in YamlDocument document)
        {
        }

        public readonly void MappingStart(in YamlCollection mapping)
        {
        }

        public readonly void MappingEnd(int end)
        {
        }

        public readonly void SequenceStart(in YamlCollection sequence)
        {
        }

        public readonly void SequenceEnd(int end)
        {
        }

        public void Key(in YamlKey key)
        {
            var visitor = default(CountingVisitor);
            YamlReader.Read(inner, ref visitor);
            Inner += visitor.Keys;
            Keys++;
        }

        public readonly void Scalar(in YamlScalar scalar)
        {
        }

        public readonly void Problem(in YamlProblem problem)
        {
        }

        public readonly void Ambiguity(in Ambiguity ambiguity)
        {
        }
    }
}
