using Redoubt.Attack.Tests.Suite;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests.Techniques;

/// <summary>What ends a step names the guards that do not stand, and none that does.</summary>
public sealed class EndsTests
{
    private const string Always = "Give the node's identity no more rights than the node needs.";

    [Theory]
    [InlineData("", "Set the hop limit to 1. Deny 169.254.169.254 by a network policy. ")]
    [InlineData(", metadataHopLimit: 2", "Set the hop limit to 1. Deny 169.254.169.254 by a network policy. ")]
    [InlineData(", metadataHopLimit: 1", "Deny 169.254.169.254 by a network policy. ")]
    public void A_guard_that_stands_is_not_told_as_what_to_do(string limit, string missing)
    {
        var analysis = DepthCase.Analyse(new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("shop.yaml", $$"""
            apiVersion: v1
            kind: Node
            metadata: { name: worker-1 }
            ---
            apiVersion: evidence.redoubt.dev/v1
            kind: Host
            metadata: { name: worker-1 }
            cloud: { hasIdentity: true{{limit}} }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop }
            spec: { containers: [{ name: web, image: web }] }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: db, namespace: shop }
            spec: { containers: [{ name: db, image: db, envFrom: [{ secretRef: { name: db } }] }] }
            """).Documents).Build());

        var depths = analysis.From(analysis.Find("shop/web")!);
        var steps = depths.Pairs.SelectMany(pair => pair.Sets).SelectMany(depths.Way).Where(step => step.Technique == "metadata").ToArray();

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Equal(missing + Always, step.Ends));
    }
}
