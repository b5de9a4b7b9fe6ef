using Redoubt.Evidence.Read;

namespace Redoubt.Evidence.Tests;

/// <summary>Values are the same if they say the same in the same order, wherever they stand and however they are written.</summary>
public sealed class NodeComparerTests
{
    [Theory]
    [InlineData("a: 1", "{a: 1}")]
    [InlineData("a: b", "a: 'b'")]
    [InlineData("a: b", "\"a\": \"b\"")]
    [InlineData("a: [1, {b: c}]", "a:\n- 1\n- b: c")]
    [InlineData("a: ~", "a: null")]
    [InlineData("{}", "{}")]
    public void The_same_in_another_style_is_the_same(string left, string right)
    {
        var (one, other) = (Spec(left), Spec(right));
        Assert.True(NodeComparer.Instance.Equals(one, other));
        Assert.Equal(NodeComparer.Instance.GetHashCode(one), NodeComparer.Instance.GetHashCode(other));
    }

    [Theory]
    [InlineData("a: 1", "a: 2")]
    [InlineData("a: b", "a: c")]
    [InlineData("a: '1'", "a: 1")]
    [InlineData("a: true", "a: false")]
    [InlineData("a: 1.5", "a: 2.5")]
    [InlineData("a: 1", "b: 1")]
    [InlineData("a: [1]", "a: [1, 2]")]
    [InlineData("a: [1, [2]]", "a: [[1], 2]")]
    [InlineData("{a: {b: 1}, c: 1}", "{a: {b: 1, c: 1}}")]
    [InlineData("a: []", "a: {}")]
    [InlineData("a: ~", "a: ''")]
    [InlineData("{a: 1, b: 2}", "{b: 2, a: 1}")]
    public void What_says_something_else_or_in_another_order_is_not(string left, string right) =>
        Assert.False(NodeComparer.Instance.Equals(Spec(left), Spec(right)));

    [Fact]
    public void What_a_value_is_called_is_no_part_of_it()
    {
        var map = Spec("{a: {x: [1]}, b: {x: [1]}}");
        Assert.True(NodeComparer.Instance.Equals(map["a"], map["b"]));
        Assert.Equal(NodeComparer.Instance.GetHashCode(map["a"]), NodeComparer.Instance.GetHashCode(map["b"]));
    }

    [Fact]
    public void No_value_is_the_same_as_no_value_alone()
    {
        Assert.True(NodeComparer.Instance.Equals(default, default));
        Assert.False(NodeComparer.Instance.Equals(default, Spec("a: 1")));
        Assert.False(NodeComparer.Instance.Equals(Spec("a: 1"), default));
        Assert.Equal(NodeComparer.Instance.GetHashCode(default), NodeComparer.Instance.GetHashCode(default));
    }

    // A kind that nothing is known of is kept as it is written.
    private static Node Spec(string text) =>
        DocumentReader.Read("a.yaml", $"apiVersion: example.com/v1\nkind: Thing\nmetadata: {{name: a}}\nspec:\n  {text.Replace("\n", "\n  ", StringComparison.Ordinal)}\n").Documents[0].Root["spec"];
}
