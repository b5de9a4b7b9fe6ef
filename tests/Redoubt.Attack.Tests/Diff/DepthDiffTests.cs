using Redoubt.Attack.Diff;
using Redoubt.Attack.Tests.Suite;
using Redoubt.Catalog.Compare;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests.Diff;

public sealed class DepthDiffTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec: { containers: [{ name: web, image: web, securityContext: { runAsUser: 0 } }] }
        """;

    private static readonly string Privileged = Pod.Replace("runAsUser: 0", "runAsUser: 0, privileged: true", StringComparison.Ordinal);
    private static readonly string Mapped = Pod.Replace("spec: {", "spec: { hostUsers: false,", StringComparison.Ordinal);
    private static readonly string Filtered = Pod.Replace("runAsUser: 0", "runAsUser: 0, seccompProfile: { type: RuntimeDefault }", StringComparison.Ordinal);
    private static readonly string Sandboxed = Pod.Replace("spec: {", "spec: { runtimeClassName: gvisor,", StringComparison.Ordinal);

    [Fact]
    public void What_is_reached_with_a_failure_fewer_is_worse_and_has_its_way()
    {
        var change = Node(Pod, Privileged);

        Assert.Equal((DepthEffect.Worse, "1", "0", 1), (change.Effect, change.Before, change.After, change.Fewer));
        Assert.Empty(Assert.Single(change.New).Causes);
        Assert.Contains(change.Way, step => step.Technique == "escape-privileged" && step.Place is not null);
    }

    [Fact]
    public void It_can_be_better_though_the_number_stays()
    {
        var change = Node(Pod, Mapped);

        Assert.Equal((DepthEffect.Better, "1", "1", 0), (change.Effect, change.Before, change.After, change.Fewer));
    }

    [Fact]
    public void Ways_that_are_gone_and_others_that_are_new_are_an_exchange() => Assert.Equal(DepthEffect.Exchange, Node(Filtered, Sandboxed).Effect);

    [Fact]
    public void The_step_that_was_not_possible_before_is_named() => Assert.Equal("escape-privileged", Assert.Single(Node(Pod, Privileged).Turns).Technique);

    [Fact]
    public void A_policy_that_is_gone_is_named_by_the_workload_that_it_guarded()
    {
        const string Closed = """

            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: closed, namespace: shop }
            spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }
            """;
        var db = $"{Pod}\n---\n{Pod.Replace("name: web, namespace: shop", "name: db, namespace: shop, labels: { app: db }", StringComparison.Ordinal).Replace("image: web,", "image: postgres, ports: [{ containerPort: 5432 }],", StringComparison.Ordinal)}";
        var change = DepthDiff.Between(Analyse(db + Closed), Analyse(db)).Changes.Single(change => change is { Jewel: "data:shop/db", Entry: "workload:shop/web" });

        Assert.Equal((DepthEffect.Worse, 1), (change.Effect, change.Fewer));
        Assert.Equal("shop/db/web listens", Assert.Single(change.Turns).Title);
        Assert.NotNull(change.Turns[0].Place);
    }

    [Fact]
    public void One_more_workload_like_another_brings_nobody_nearer() =>
        Assert.Empty(DepthDiff.Between(Analyse(Pod), Analyse($"{Pod}\n---\n{Pod.Replace("name: web, namespace", "name: other, namespace", StringComparison.Ordinal)}")).Changes);

    [Fact]
    public void A_new_workload_that_is_nearer_than_all_others_is_worse()
    {
        var change = Assert.Single(DepthDiff.Between(Analyse(Pod), Analyse($"{Pod}\n---\n{Privileged.Replace("name: web, namespace", "name: other, namespace", StringComparison.Ordinal)}")).Changes, change => change.Jewel == "node");

        Assert.Equal(("workload:shop/other", DepthEffect.Worse, "1", "0"), (change.Entry, change.Effect, change.Before, change.After));
    }

    [Fact]
    public void The_same_platform_is_no_change() => Assert.Empty(DepthDiff.Between(Analyse(Pod), Analyse(Pod)).Changes);

    [Fact]
    public void An_object_that_is_written_twice_is_one_entry_and_one_jewel()
    {
        var store = Pod.Replace("image: web", "image: redis", StringComparison.Ordinal);
        var twice = Analyse($"{store}\n---\n{store}");

        Assert.Single(twice.Jewels, jewel => jewel.Name.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal("workload:shop/web", Assert.Single(twice.Entries).Name);
    }

    [Fact]
    public void An_object_that_is_written_twice_is_as_near_as_the_nearer_of_the_two() =>
        Assert.Equal(("workload:shop/web", "1", "0"), Node(Pod, $"{Pod}\n---\n{Privileged}") is var change ? (change.Entry, change.Before, change.After) : default);

    private static PairChange Node(string before, string after) => DepthDiff.Between(Analyse(before), Analyse(after)).Changes.Single(change => change.Jewel == "node");

    private static DepthAnalysis Analyse(string manifest) => DepthCase.Analyse(new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("pod.yaml", manifest).Documents).Build());
}
