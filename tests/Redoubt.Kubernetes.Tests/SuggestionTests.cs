using Redoubt.Kubernetes.Files;

namespace Redoubt.Kubernetes.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("--gat", "--at --gate", "--gate")]
    [InlineData("--gat", "--gate --at", "--gate")]
    [InlineData("--ot", "--at --out", "--out")]
    [InlineData("jsn", "csv json text", "json")]
    [InlineData("xyz", "csv json text", "")]
    public void The_nearest_word_is_meant_and_of_equally_near_ones_the_one_that_begins_alike(string word, string known, string meant) =>
        Assert.Equal(meant.Length == 0 ? "" : $"; did you mean `{meant}`?", Suggestion.Of(word, known.Split(' ')));
}
