using System.Text.RegularExpressions;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Tests.Things;

/// <summary>Ways and controls know the same stores, though ways look for a name within the image's and controls for the whole name.</summary>
public sealed partial class StoreImageTests
{
    public static TheoryData<string> OfControls
    {
        get
        {
            var expression = ShippedTechniques.Views().Single(fact => fact.Define == "container.isDataStore()").Is;
            return [.. Alternatives().Match(expression).Groups[1].Value.Split('|')];
        }
    }

    public static TheoryData<string> OfWays => [.. StoreImage.Names];

    [Theory]
    [MemberData(nameof(OfControls))]
    public void What_is_a_store_to_controls_is_one_to_ways(string name) => Assert.True(StoreImage.Is($"registry.example/{name}"));

    [Theory]
    [MemberData(nameof(OfWays))]
    public void What_is_a_store_to_ways_is_one_to_controls(string name) =>
        Assert.Contains(OfControls, row => row.Data.Contains(name, StringComparison.Ordinal));

    [Theory]
    [InlineData("registry.example/redis-custom", true)]
    [InlineData("oliver006/redis_exporter", false)]
    [InlineData("redis/web", false)]
    public void The_last_part_of_the_name_tells_a_store(string repository, bool isStore) => Assert.Equal(isStore, StoreImage.Is(repository));

    [GeneratedRegex(@"\(([a-z0-9|-]+)\)\(\[:@\]")]
    private static partial Regex Alternatives();
}
