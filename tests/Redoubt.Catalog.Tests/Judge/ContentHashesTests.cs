using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>Places are named by what they hold, and that costs what the document is long: counted, not timed.</summary>
public sealed class ContentHashesTests
{
    [Theory]
    [InlineData("{a: 1, b: [x, {c: 2}]}", "{b: [x, {c: 2}], a: 1}", true)]
    [InlineData("[a, b]", "[b, a]", false)]
    [InlineData("[[a], b]", "[a, [b]]", false)]
    [InlineData("{a: {b: 1}}", "{a: {b: 2}}", false)]
    [InlineData("'1'", "1", false)]
    [InlineData("{}", "[]", false)]
    public void What_says_the_same_has_the_same_hash(string left, string right, bool isSame) =>
        Assert.Equal(isSame, new ContentHashes().Of(Value(left)) == new ContentHashes().Of(Value(right)));

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(400)]
    public void A_place_at_each_level_of_a_deep_document_makes_each_hash_once(int depth)
    {
        var root = Value(new string('[', depth) + "x" + new string(']', depth));
        var hashes = new ContentHashes();
        for (var row = root.EndRow - 1; row >= root.Row; row--)
        {
            hashes.Of(root.Tape.NodeAt(row));
            hashes.Of(root);
        }

        Assert.Equal(depth + 1, hashes.Made);
    }

    private static Node Value(string text) => Assert.Single(ValueReader.Read("value.yaml", text, []));
}
