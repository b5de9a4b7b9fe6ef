using Redoubt.Attack.Tests.Rules;

namespace Redoubt.Attack.Tests;

/// <summary>Each step of a way says of every guard that could stand there whether it does.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("seccompProfile: { type: RuntimeDefault }", "", GuardState.Pass)]
    [InlineData("seccompProfile: { type: Unconfined }", "", GuardState.Fail)]
    [InlineData("runAsUser: 1000", "", GuardState.Unknown)]
    [InlineData("runAsUser: 1000", "true", GuardState.Pass)]
    [InlineData("runAsUser: 1000", "false", GuardState.Fail)]
    public void A_guard_stands_or_does_not_or_nobody_has_looked(string field, string kubelet, GuardState state)
    {
        var guard = Assert.Single(Steps(field, kubelet).Single(step => step.Technique == "kernel-exploit").Guards, guard => guard.Mechanism == "seccomp");

        Assert.Equal((state, "shop/web/web"), (guard.State, guard.Place));
        Assert.Equal(state == GuardState.Unknown, guard.Fact.Length > 0);
        Assert.Equal(6, guard.Source?.Line);
    }

    [Theory]
    [InlineData("", GuardState.Fail)]
    [InlineData("calico", GuardState.Pass)]
    public void A_connection_says_whether_policies_are_in_its_way(string plugin, GuardState state)
    {
        const string Store = """

            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: db, namespace: data }
            spec: { containers: [{ name: db, image: redis, ports: [{ containerPort: 6379 }] }] }
            """;
        var policy = plugin.Length == 0 ? "" : $$"""

            ---
            apiVersion: evidence.redoubt.dev/v1
            kind: Component
            metadata: { name: plugin }
            name: {{plugin}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: none, namespace: data }
            spec: { podSelector: {}, policyTypes: [Ingress] }
            """;
        var guard = Assert.Single(Analyse("runAsUser: 1000", "", Store + policy, "data:data/db").First(step => step.Gains.Contains("data/db", StringComparison.Ordinal)).Guards);

        Assert.Equal(("network-policy", state), (guard.Mechanism, guard.State));
    }

    private static IEnumerable<AttackStep> Steps(string field, string kubelet) => Analyse(field, kubelet, "", "node");

    private static IReadOnlyList<AttackStep> Analyse(string field, string kubelet, string more, string jewel)
    {
        var seen = kubelet.Length == 0 ? "" : $$"""

            ---
            apiVersion: evidence.redoubt.dev/v1
            kind: Component
            metadata: { name: kubelet }
            name: kubelet
            configuration: { seccompDefault: {{kubelet}} }
            """;
        var platform = RuleQuestion.Platform($$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop }
            spec:
              containers:
              - { name: web, image: web, securityContext: { {{field}}, allowPrivilegeEscalation: false } }
            """ + seen + more);
        var depths = Suite.DepthCase.Analyse(platform) is var analysis ? analysis.From(analysis.Find("shop/web")!) : null;
        var pair = depths!.Pairs.Single(pair => pair.Jewel.Name == jewel);
        return pair.Sets.Where(set => set.Causes.Count == 0 || set.Causes.Contains(jewel == "node" ? "kernel" : "network-policy")).Select(depths.Way).First();
    }
}
