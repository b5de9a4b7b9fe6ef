using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>The objects of a list, as a dump of a cluster is one.</summary>
public sealed class ListItemTests
{
    private const string Item =
        """{"metadata": {"name": "pN", "creationTimestamp": null, "labels": {"aN": "\u00e9"}}, "spec": {"priority": 1.0, "containers": [{"name": "c", "resources": {"limits": {"cpu": 1}}}]}}""";

    private static readonly string Dump =
        $$"""{"apiVersion": "v1", "items": [{{string.Join(",\n", Enumerable.Range(0, 9).Select(number => Item.Replace("N", $"{number}", StringComparison.Ordinal)))}}], "kind": "PodList", "metadata": {} }""";

    [Fact]
    public void Each_object_of_a_list_lies_on_a_tape_of_its_own()
    {
        var read = Given.File(Dump);

        Assert.Equal(9, read.Documents.Select(document => document.Root.Tape).Distinct().Count());
        Assert.All(read.Documents, document => Assert.Equal(0, document.Root.Row));
    }

    [Fact]
    public void An_item_is_of_the_kind_that_its_list_says_behind_it()
    {
        var read = Given.File(Dump);

        Assert.All(read.Documents, document => Assert.Equal(("Pod", "v1"), (document.Kind, document.ApiVersion)));
        Assert.All(read.Documents, document => Assert.Equal("1", document.Root["spec"]["containers"][0]["resources"]["limits"]["cpu"].AsString()));
        Assert.All(read.Documents, document => Assert.False(document.Root["metadata"]["creationTimestamp"].Exists));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(50)]
    public void A_list_that_is_read_in_parts_holds_the_same(int part)
    {
        var whole = Given.File(Dump);
        var parts = DocumentReader.Read("a.json", YamlText.Of(System.Text.Encoding.UTF8.GetBytes(Dump)), ReadOptions.Default with { Limits = YamlLimits.Default with { PartNodes = part } });

        Assert.Equal(whole.Documents.Select(Written), parts.Documents.Select(Written));
        Assert.Equal(whole.Ledger.Select(entry => entry.Reason), parts.Ledger.Select(entry => entry.Reason));
    }

    private static string Written(Document document) =>
        string.Join('\n', Enumerable.Range(0, document.Root.EndRow).Select(row => document.Root.Tape.NodeAt(row)).Select(node =>
            $"{node.Path} {node.Kind} {node.Text} {node.Int} {node.Position} {node.KeyPosition} {node.ValueLength} {node.Count}"));
}
