using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests;

/// <summary>Platforms written in a test.</summary>
internal static class Platforms
{
    /// <summary>A pod that runs.</summary>
    public static string Pod(string ns, string name, string labels = "", string spec = "", string status = "") => $$"""
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: {{ns}}, labels: { {{labels}} } }
        spec: { {{(spec.Length == 0 ? "containers: [{name: c, image: i}]" : spec)}} }
        status: { {{status}} }

        """;

    public static Platform Of(string text, Scope? scope = Scope.Whole) =>
        new PlatformBuilder { Scope = scope }.AddRange(Documents(text)).Build();

    public static IReadOnlyList<Document> Documents(string text)
    {
        var read = DocumentReader.Read("platform.yaml", text);
        Assert.Empty(read.Problems);
        return read.Documents;
    }

    public static Reachability Reach(string text, NetworkOptions? options = null) => Reachability.Of(Of(text), options);

    /// <summary>The answer to <c>from to port</c>, TCP unless the port says another as <c>53/UDP</c>.</summary>
    public static ReachAnswer Ask(this Reachability reachability, string from, string to, string port)
    {
        var parts = port.Split('/');
        Assert.True(Protocols.TryParse(parts.Length > 1 ? parts[1] : "TCP", out var protocol));
        return reachability.Answer(
            Assert.IsType<NetworkEnd>(reachability.Find(from)), Assert.IsType<NetworkEnd>(reachability.Find(to)), protocol,
            int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture));
    }
}
