using System.Text;
using FsCheck.Xunit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Redoubt.Yaml.Tests.Differential;

public class DifferentialTests
{
    [Property(MaxTest = 2_000)]
    public void What_was_meant_is_what_is_read(int seed)
    {
        var made = RandomYaml.Make(seed);
        var read = Recorder.Read(made.Yaml);
        Assert.True(read.Problems.Count == 0, $"{read.Problems.FirstOrDefault()}\n{made.Yaml}");
        Assert.Equal(GoJson.Canonical(made.Json), read.Documents[0].Json);
    }

    [Property(MaxTest = 1_000)]
    public void Another_reader_sees_the_same_tree(int seed)
    {
        var made = RandomYaml.Make(seed);
        // kubectl adds the last line break, which a block scalar keeps.
        if (Other(made.Yaml + '\n') is { } other)
        {
            Assert.Equal(GoJson.Canonical(made.Text), GoJson.Canonical(other));
        }
    }

    [Property(MaxTest = 1_000)]
    public void What_is_cut_off_anywhere_is_read_or_a_problem(int seed)
    {
        var yaml = RandomYaml.Make(seed).Yaml;
        var cut = yaml[..new Random(seed).Next(yaml.Length + 1)];
        var read = Recorder.Read(cut);
        Assert.True(read.Documents.Count + read.Problems.Count > 0 || cut.Length == 0);
    }

    [Fact]
    [NeedsSuite("yaml")]
    public void Writing_what_was_read_and_reading_it_again_is_the_identity()
    {
        foreach (var file in (string[])["scalars.jsonl", "documents.jsonl", "yaml-test-suite/cases.jsonl"])
        {
            foreach (var row in Conformance.Suite.Rows(file))
            {
                // Deep rows would overflow the recorder's own recursion.
                if (row.TryGetProperty("deep", out _))
                {
                    continue;
                }

                foreach (var document in Recorder.Read(Conformance.Suite.Text(row), YamlCut.Kubectl).Documents)
                {
                    Assert.Equal(document.Json, Assert.Single(Recorder.Read(document.Json).Documents).Json);
                }
            }
        }
    }

    /// <summary>The tree as YamlDotNet has it, scalars as text; null if it refuses.</summary>
    private static string? Other(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return Value(parser, []);
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static string Value(IParser parser, Dictionary<string, string> anchors)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors[alias.Value.Value];
        }

        var start = parser.Consume<NodeEvent>();
        var json = new StringBuilder();
        if (start is Scalar scalar)
        {
            GoJson.AppendString(json, scalar.Value);
        }
        else if (start is MappingStart)
        {
            Items<MappingEnd>(parser, anchors, json, '{', '}', isMapping: true);
        }
        else
        {
            Items<SequenceEnd>(parser, anchors, json, '[', ']', isMapping: false);
        }

        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = json.ToString();
        }

        return json.ToString();
    }

    private static void Items<TEnd>(IParser parser, Dictionary<string, string> anchors, StringBuilder json, char open, char close, bool isMapping)
        where TEnd : ParsingEvent
    {
        json.Append(open);
        while (!parser.TryConsume<TEnd>(out _))
        {
            if (json.Length > 1)
            {
                json.Append(',');
            }

            json.Append(Value(parser, anchors));
            if (isMapping)
            {
                json.Append(':').Append(Value(parser, anchors));
            }
        }

        json.Append(close);
    }
}
