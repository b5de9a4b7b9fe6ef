using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Rendering;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Rendering;

public sealed class OriginalNamesTests
{
    public static Arbitrary<string> Words { get; } = Gen.Choose(0, 6).SelectMany(count => Gen.Elements('a', 'b', '-').ArrayOf(count)).Select(letters => new string(letters)).ToArbitrary();

    [Theory]
    [InlineData("prod-web-v2", "web")]
    [InlineData("web", "web")]
    [InlineData("prod-web-db", "web-db")]
    [InlineData("settings-9hk7", "settings")]
    [InlineData("other", null)]
    public void An_object_is_found_by_the_name_that_an_overlay_made_of_its_own(string name, string? original) =>
        Assert.Equal(original, new OriginalNames(Documents("web", "web-db", "settings")).Within(name)?.Name);

    [Fact]
    public void A_single_object_is_meant_whatever_its_name() => Assert.Equal("web", new OriginalNames(Documents("web")).Within("other")?.Name);

    [Property(Arbitrary = [typeof(OriginalNamesTests)])]
    public void It_is_the_longest_name_within_as_one_search_after_the_other_finds_it(string[] names, string name)
    {
        var documents = Documents([.. names.Where(one => one.Length > 0).Distinct().Append("zz").Append("yy")]);
        var slow = documents.Where(document => name.Contains(document.Name, StringComparison.Ordinal)).Select(document => document.Name.Length).DefaultIfEmpty(0).Max();

        var found = new OriginalNames(documents).Within(name);

        Assert.Equal(slow, found?.Name.Length ?? 0);
        Assert.True(found is null || name.Contains(found.Name, StringComparison.Ordinal));
    }

    private static IReadOnlyList<Document> Documents(params string[] names) =>
        DocumentReader.Read("all.yaml", Encoding.UTF8.GetBytes(string.Join("---\n", names.Select(name => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: \"{name}\" }}\n")))).Documents;
}
