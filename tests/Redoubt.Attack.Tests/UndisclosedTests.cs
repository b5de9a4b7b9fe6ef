using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Attack.Tests;

/// <summary>What a document says that is not known of it never stands in the way of an attacker in silence.</summary>
public sealed class UndisclosedTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec: { containers: [{ name: web, image: web, securityContext: { privileged: false, runAsUser: 0 } }] }
        """;

    [Fact]
    public void What_is_known_to_be_off_is_no_way() => Assert.DoesNotContain(Pair(null).Falls, fall => fall.Fact == "undisclosed");

    [Fact]
    public void What_is_not_known_falls_to_what_it_could_be() =>
        Assert.Equal(0, Assert.Single(Pair("spec.containers[0].securityContext.privileged").Falls, fall => fall.Fact == "undisclosed").Depth);

    private static DepthPair Pair(string? unknown)
    {
        var options = unknown is null ? null : new ReadOptions { Rendering = new Chance(unknown) };
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("pod.yaml", Pod, options).Documents).Build();
        var analysis = Suite.DepthCase.Analyse(platform);
        return analysis.From(Assert.Single(analysis.Entries)).Pairs.Single(pair => pair.Jewel.Name == "node");
    }

    private sealed class Chance(string path) : Rendering("test", "test")
    {
        public override SourcePlace PlaceOf(Document document, Node place) => new("pod.yaml", 0, 0);

        public override IReadOnlyList<UnknownPath> UnknownOf(Node root)
        {
            Assert.True(NodePath.TryParsePattern(path, out var read));
            return [new UnknownPath(read, "made up")];
        }
    }
}
