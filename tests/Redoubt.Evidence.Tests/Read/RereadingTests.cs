using Redoubt.Evidence.Read;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>What is the same document when a file is read again.</summary>
public sealed class RereadingTests
{
    private const string Text = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ndata:\n  k: v # why\n  m: |\n    x\n";

    [Theory]
    [InlineData("k: v}", "k: w}")]
    [InlineData("k: v}", "k: 'v'}")]
    [InlineData("k: v}", "k:  v}")]
    [InlineData("name: a", "name: aa")]
    public void What_a_key_touches_is_another_document_and_what_stands_below_is_the_same(string from, string to)
    {
        var (before, now) = Reread(Text.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal((false, true), (ReferenceEquals(before[0], now[0]), ReferenceEquals(before[1], now[1])));
    }

    [Theory]
    [InlineData("---\n", "---\n\n")]
    [InlineData("# why", "# whither")]
    public void What_stands_at_another_line_or_is_written_otherwise_is_another_document(string from, string to)
    {
        var (before, now) = Reread(Text.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal((true, false), (ReferenceEquals(before[0], now[0]), ReferenceEquals(before[1], now[1])));
    }

    [Fact]
    public void What_takes_an_anchor_that_stands_elsewhere_is_another_document()
    {
        const string List = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: &d {k: v}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}, data: *d}\n";
        var before = DocumentReader.Read("a.yaml", List).Documents;

        var now = Rereading.Of(before, DocumentReader.Read("a.yaml", List.Replace("k: v", "k: w", StringComparison.Ordinal)).Documents);

        Assert.DoesNotContain(now, document => before.Contains(document));
    }

    private static (IReadOnlyList<Document> Before, IReadOnlyList<Document> Now) Reread(string text)
    {
        var before = DocumentReader.Read("a.yaml", Text).Documents;
        return (before, Rereading.Of(before, DocumentReader.Read("a.yaml", text).Documents));
    }
}
