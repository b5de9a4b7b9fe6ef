using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Redoubt.Edit.Patches;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Edit.Tests.Patches;

/// <summary>What is written as YAML is read as what it was.</summary>
public sealed class BlockYamlLaws
{
    private static readonly string[] Pieces = ["a", "b: c", "\n", "\n", "\n", " ", "  ", "\t", "\r", "- ", "#", "'", "\"", "é", "\u2028", "\u0085", "\ufeff", "😀", "\u0001", "---", "|", "..."];

    [Property(MaxTest = 1_000)]
    public void A_text_of_several_lines_is_read_as_it_was(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        JsonObject root = new() { ["x"] = new JsonArray(new JsonObject { ["patch"] = text, ["y"] = 1 }), ["z"] = text };

        var written = BlockYaml.Of(root);
        var read = ValueReader.Read("", written, []);

        Assert.True(read is [var one] && JsonNode.DeepEquals(root, JsonNode.Parse(NodeJson.Text(one))), $"{root.ToJsonString()}\n{written}");
    }

    [Fact]
    public void A_text_of_several_lines_is_a_literal_block() =>
        Assert.Equal("patch: |\n  a: 1\n\n  b: 2\nlast: |-\n  one\n    two\n", BlockYaml.Of(new JsonObject { ["patch"] = "a: 1\n\nb: 2\n", ["last"] = "one\n  two" }));
}
