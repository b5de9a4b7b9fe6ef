using System.Text;

namespace Redoubt.Network.Tests;

/// <summary>Shapes that somebody makes to be slow: they end, and say what was not worked out.</summary>
public sealed class HostileShapeTests
{
    [Fact]
    public void A_selector_with_a_hundred_thousand_values_selects_by_them()
    {
        var values = string.Join(", ", Enumerable.Range(0, 100_000).Select(number => $"v{number}"));
        var reachability = Platforms.Reach(Platforms.Pod("a", "db") + Platforms.Pod("a", "in", "app: v99999") + Platforms.Pod("a", "out", "app: w")
            + Policy("db", $"podSelector: {{}}, ingress: [{{from: [{{podSelector: {{matchExpressions: [{{key: app, operator: In, values: [{values}]}}]}}}}]}}]"));

        Assert.Equal(Verdict.Allowed, reachability.Ask("a/in", "a/db", "1").Verdict);
        Assert.Equal(Verdict.Denied, reachability.Ask("a/out", "a/db", "1").Verdict);
    }

    [Fact]
    public void Five_thousand_policies_of_one_pod_are_by_protocol_in_a_map_and_exact_for_a_packet()
    {
        var text = new StringBuilder(Platforms.Pod("a", "db", "app: db") + Platforms.Pod("a", "other"));
        for (var number = 0; number < 5_000; number++)
        {
            text.Append(Policy($"p{number}", $"podSelector: {{matchLabels: {{app: db}}}}, ingress: [{{from: [{{podSelector: {{}}}}], ports: [{{port: {1 + (number * 3)}}}]}}]"));
        }

        var reachability = Platforms.Reach(text.ToString());

        Assert.Equal(Verdict.Allowed, reachability.Ask("a/other", "a/db", "4").Verdict);
        Assert.Equal(Verdict.Denied, reachability.Ask("a/other", "a/db", "5").Verdict);
        Assert.True(reachability.Map.IsByProtocol);
        var between = reachability.Between(reachability.Classes[reachability.Find("a/other")!.ClassNumber], reachability.Classes[reachability.Find("a/db")!.ClassNumber]);
        Assert.Equal(("No Connections", "TCP 1-65535"), (between.Allowed.ToString(), between.Unknown.ToString()));
    }

    [Fact]
    public void Teams_that_send_everywhere_each_on_ports_of_its_own_do_not_make_a_map_without_end()
    {
        var text = new StringBuilder();
        for (var number = 0; number < 1_500; number++)
        {
            text.Append(Platforms.Pod($"t{number}", "web")).Append(Policy($"p{number}", $"podSelector: {{}}, policyTypes: [Egress], egress: [{{to: [{{namespaceSelector: {{}}}}], ports: [{{port: {1000 + (number * 7)}}}]}}]")
                .Replace("namespace: a", $"namespace: t{number}", StringComparison.Ordinal));
        }

        var reachability = Platforms.Reach(text.ToString());

        Assert.Equal(Verdict.Allowed, reachability.Ask("t7/web", "t9/web", "1049").Verdict);
        Assert.Equal(reachability.Classes.Count, reachability.MapOf(reachability.Classes.Count * 100).All().Count);
        Assert.False(reachability.Map.IsByProtocol);
        Assert.NotEmpty(reachability.Map.Into(reachability.Classes[0]));
    }

    [Fact]
    public void Two_thousand_policies_for_two_thousand_pods_and_one_of_five_thousand_rules_are_looked_through()
    {
        var text = new StringBuilder();
        for (var number = 0; number < 2_000; number++)
        {
            text.Append(Platforms.Pod("a", $"p{number}", $"app: p{number}")).Append(Policy($"p{number}", "podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 443}]}]"));
        }

        var rules = string.Join(", ", Enumerable.Range(0, 5_000).Select(number => $"{{ports: [{{port: {1 + (number * 2)}}}]}}"));
        text.Append(Policy("rules", $"podSelector: {{}}, ingress: [{rules}]"));

        var findings = Platforms.Reach(text.ToString()).Lint();

        Assert.Equal(2_000, findings.Count(finding => finding.Code == "forgets-dns"));
    }

    [Fact]
    public void Ten_thousand_blocks_that_cut_one_another_are_cut()
    {
        var blocks = string.Join(", ", Enumerable.Range(0, 10_000).Select(number => $"{{ipBlock: {{cidr: {11 + (number % 200)}.{number % 256}.{number / 256}.0/{20 + (number % 11)}}}}}"));
        var reachability = Platforms.Reach(Platforms.Pod("a", "db") + Policy("db", $"podSelector: {{}}, ingress: [{{from: [{blocks}]}}]"));

        Assert.Empty(reachability.Problems);
        Assert.Equal(Verdict.Allowed, reachability.Ask("11.0.0.1", "a/db", "1").Verdict);
        Assert.Equal(Verdict.Denied, reachability.Ask("9.0.0.1", "a/db", "1").Verdict);
        Assert.NotEmpty(reachability.Map.Into(reachability.Classes[0]));
    }

    [Fact]
    public void A_block_with_ten_thousand_exceptions_many_times_over_is_cut()
    {
        var except = string.Join(", ", Enumerable.Range(0, 10_000).Select(number => $"10.{number / 250}.{number % 250}.0/28"));
        var blocks = string.Join(", ", Enumerable.Repeat($"{{ipBlock: {{cidr: 10.0.0.0/8, except: [{except}]}}}}", 20));
        var reachability = Platforms.Reach(Platforms.Pod("a", "db") + Policy("db", $"podSelector: {{}}, ingress: [{{from: [{blocks}]}}]"));

        Assert.Equal(Verdict.Denied, reachability.Ask("10.39.249.15", "a/db", "1").Verdict);
        Assert.Equal(Verdict.Allowed, reachability.Ask("10.39.249.16", "a/db", "1").Verdict);
    }

    [Fact]
    public void Routes_to_services_that_select_their_own_kind_in_a_circle_end()
    {
        var text = new StringBuilder();
        for (var number = 0; number < 3; number++)
        {
            text.Append(Platforms.Pod("a", $"p{number}", $"app: s{number}")).Append($$"""
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: s{{number}}, namespace: a}
                spec: {type: LoadBalancer, selector: {app: s{{(number + 1) % 3}} }, ports: [{port: 80}]}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: s{{number}}, namespace: a, labels: {kubernetes.io/service-name: s{{(number + 1) % 3}} } }
                endpoints: [{addresses: [10.96.0.{{number}}]}]

                """);
        }

        Assert.Equal(["a/p1", "a/p2", "a/p0"], Platforms.Reach(text.ToString()).Doors.SelectMany(door => door.Targets).Select(target => target.End.Name));
    }

    private static string Policy(string name, string spec) => $$"""
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: {{name}}, namespace: a}
        spec: { {{spec}} }

        """;
}
