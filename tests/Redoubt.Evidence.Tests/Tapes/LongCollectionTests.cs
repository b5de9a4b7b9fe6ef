using System.Text;

namespace Redoubt.Evidence.Tests.Tapes;

/// <summary>Were any of these quadratic, the tests would not end.</summary>
public sealed class LongCollectionTests
{
    private const int Many = 100_000;

    [Fact]
    public void Every_field_of_a_long_map_is_found()
    {
        var map = Given.Value(Lines(at => $"key{at}: {at}\n"));
        for (var at = 0; at < Many; at++)
        {
            Assert.Equal(at, map[$"key{at}"].Int);
        }

        Assert.False(map["key"].Exists);
    }

    [Fact]
    public void Every_item_of_a_long_list_is_found_with_its_path()
    {
        var list = Given.Value(Lines(at => $"- {{value: {at}}}\n"));
        for (var at = 0; at < Many; at++)
        {
            Assert.Equal($"[{at}].value", list[at]["value"].Path);
        }
    }

    [Fact]
    public void Deep_nesting_is_refused_or_read_but_never_fatal()
    {
        var text = new string('[', 5_000) + new string(']', 5_000);
        var read = Given.File($"{{apiVersion: v1, kind: X, deep: {text}}}");
        Assert.Equal(1, read.Documents.Count + read.Problems.Count);
    }

    [Fact]
    public void Many_documents_that_claim_to_be_one_object_are_compared_in_one_pass()
    {
        var read = Given.File(Lines(at => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{x: 'v{at % 20_000}'}}\n"));
        var platform = new PlatformBuilder().AddRange(read.Documents).Build();
        Assert.Equal(20_000, platform.Documents.Count);
    }

    private static string Lines(Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var at = 0; at < Many; at++)
        {
            text.Append(line(at));
        }

        return text.ToString();
    }
}
