using Redoubt.ApiServer.Recordings;

namespace Redoubt.ApiServer.Tests;

/// <summary>
/// The stand-in is asked what a real API server was asked, in the same order, over the same objects, and answers the same: the code, the headers that
/// matter, the body but for times and ids. What does not agree yet stands in <c>waiting.txt</c>; a row there that agrees fails the test.
/// </summary>
[NeedsSuite("api-server")]
public sealed class ExchangeTests(ITestOutputHelper output)
{
    [Fact]
    public void What_a_real_server_answered_is_answered()
    {
        var all = Ordered([.. Recorded.Read(Suites.Folder("api-server"))]);
        var waiting = Waiting.Read("waiting.txt");
        var replay = new Replay(all);
        var agreed = new List<Recorded>();
        var differing = new List<string>();
        foreach (var exchange in all)
        {
            if (replay.Difference(exchange) is not { } difference)
            {
                agreed.Add(exchange);
            }
            else
            {
                output.WriteLine($"{(waiting.Contains(exchange.Name) ? "waits" : "NEW")} {exchange.Name}: {difference}");
                differing.Add(exchange.Name);
            }
        }

        foreach (var family in all.GroupBy(exchange => exchange.Family))
        {
            output.WriteLine($"{family.Key}: {agreed.Count(one => one.Family == family.Key)} of {family.Count()} agree");
        }

        output.WriteLine($"exchanges: {agreed.Count} of {all.Length} agree");
        Assert.Equal([], differing.Except(waiting));
        Assert.Equal([], agreed.Select(one => one.Name).Intersect(waiting));
    }

    // The order in which they were recorded is that of the versions that they speak of.
    private static Recorded[] Ordered(Recorded[] all)
    {
        var newest = all.GroupBy(exchange => exchange.Family).ToDictionary(family => family.Key, family => family.Max(exchange => exchange.Status == 200 ? exchange.Horizon : 0));
        return [.. all.OrderBy(exchange => newest[exchange.Family]).ThenBy(exchange => exchange.Family, StringComparer.Ordinal)];
    }
}
