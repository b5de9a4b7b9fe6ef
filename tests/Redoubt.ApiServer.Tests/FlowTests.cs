using Redoubt.ApiServer.Recordings;

namespace Redoubt.ApiServer.Tests;

/// <summary>
/// What the real kubectl asked, in the order of each command, is answered as a real server answered it. Exchanges that do not agree yet stand in
/// <c>waiting-kubectl.txt</c>; one there that agrees fails the test.
/// </summary>
[NeedsSuite("api-server")]
public sealed class FlowTests(ITestOutputHelper output)
{
    [Fact]
    public void What_kubectl_was_answered_is_answered()
    {
        var folder = Suites.Folder("api-server");
        var flows = KubectlFlow.Read(folder).ToArray();
        Recorded[] everything = [.. Recorded.Read(folder), .. flows.SelectMany(flow => flow.Exchanges)];
        var waiting = Waiting.Read("waiting-kubectl.txt");
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var (agreed, differing) = (new List<string>(), new List<string>());
        foreach (var flow in flows)
        {
            var (server, meanwhile) = flow.Begin(everything);
            var replay = new Replay(server, tags, meanwhile);
            var count = 0;
            foreach (var exchange in flow.Exchanges)
            {
                var name = $"{flow.Id}.{exchange.Id}";
                if (replay.Difference(exchange) is { } difference)
                {
                    output.WriteLine($"{(waiting.Contains(name) ? "waits" : "NEW")} {name} {exchange.Method} {exchange.Target}: {difference}");
                    differing.Add(name);
                }
                else
                {
                    agreed.Add(name);
                    count++;
                }
            }

            output.WriteLine($"{flow.Id}: {count} of {flow.Exchanges.Count} agree");
        }

        output.WriteLine($"exchanges of kubectl: {agreed.Count} of {agreed.Count + differing.Count} agree");
        Assert.Equal([], differing.Except(waiting));
        Assert.Equal([], agreed.Intersect(waiting));
    }
}
