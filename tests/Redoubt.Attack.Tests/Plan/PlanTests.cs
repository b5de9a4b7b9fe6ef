using System.Text.Json.Nodes;
using Redoubt.Attack.Plan;
using Redoubt.Attack.Tests.Suite;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Attack.Tests.Plan;

/// <summary>A plan claims nothing that is not so after its patches are applied to the files and these are read anew.</summary>
public sealed class PlanTests
{
    private const string Shop = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
              - { name: web, image: registry.example/web, securityContext: { privileged: true } }
              - { name: log, image: registry.example/log }
        """;

    private const string Operator = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: everything }
        roleRef: { kind: ClusterRole, name: cluster-admin, apiGroup: rbac.authorization.k8s.io }
        subjects: [{ kind: ServiceAccount, name: default, namespace: shop }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: cluster-admin }
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
        """;

    [Fact]
    public void What_one_edit_mends_is_one_step()
    {
        var plan = PlanFor(Shop, 1);

        var step = Assert.Single(plan.Steps);
        Assert.Equal("Run shop/web/web as an ordinary user.", step.Say);
        Assert.Empty(plan.Rests);
    }

    [Fact]
    public void A_token_in_use_stays_and_the_binding_goes()
    {
        var plan = PlanFor($"{Shop.Replace("{ privileged: true }", "{ runAsUser: 1, allowPrivilegeEscalation: false }", StringComparison.Ordinal)}\n---\n{Operator}", 1);

        var step = Assert.Single(plan.Steps);
        Assert.StartsWith("Take ServiceAccount:shop/default from ClusterRoleBinding/everything", step.Say, StringComparison.Ordinal);
        Assert.Equal("subjects: []\n", Assert.Single(step.Patches).Yaml);
    }

    [Fact]
    public void A_budget_leaves_out_what_it_does_not_pay_for_and_says_what_stays()
    {
        var plan = PlanFor($"{Shop}\n---\n{Operator}", 2, budget: 1);

        Assert.True(plan.Steps.Sum(step => step.Effort) <= 1);
        Assert.NotEmpty(plan.Beyond);
        Assert.NotEmpty(plan.Rests);
    }

    [Fact]
    public void What_no_fix_raises_is_said()
    {
        var plan = PlanFor($"{Shop}\n---\n{Operator}", 4);

        Assert.NotEmpty(plan.Rests);
        Assert.All(plan.Rests, rest => Assert.NotEmpty(rest.Why));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Patches_in_files_do_what_the_plan_claims(int depth) => Holds(Read($"{Shop}\n---\n{Operator}"), AttackSettings.None, depth);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_step_can_be_left_out(int depth) => NeedsEach(Read($"{Shop}\n---\n{Operator}"), AttackSettings.None, depth);

    internal static void Holds(Platform platform, AttackSettings settings, int depth)
    {
        var analysis = DepthCase.Analyse(platform, settings);
        var plan = analysis.PlanFor(depth, analysis.Entries, analysis.Jewels);
        Assert.Equal(Below(analysis, platform, settings, depth).Length, plan.Below);

        Assert.Equal(plan.Rests.Count, Below(analysis, Patched(platform, plan.Steps), settings, depth).Length);
    }

    internal static void NeedsEach(Platform platform, AttackSettings settings, int depth)
    {
        var analysis = DepthCase.Analyse(platform, settings);
        var steps = analysis.PlanFor(depth, analysis.Entries, analysis.Jewels).Steps;
        var whole = Below(analysis, Patched(platform, steps), settings, depth);

        Assert.NotEmpty(steps);
        Assert.All(steps, left => Assert.NotEqual(whole, Below(analysis, Patched(platform, [.. steps.Where(step => step != left)]), settings, depth)));
    }

    private static Platform Patched(Platform platform, IReadOnlyList<PlanStep> steps)
    {
        var objects = platform.Documents.ToDictionary(document => document.Key, document => JsonNode.Parse(NodeJson.Text(document.Root))!);
        foreach (var patch in steps.SelectMany(step => step.Patches))
        {
            var change = JsonNode.Parse(NodeJson.Text(ValueReader.Read("patch", patch.Yaml, []).Single()))!;
            var key = patch.Document?.Key ?? Assert.Single(DocumentReader.Read("new", patch.Yaml).Documents).Key;
            objects[key] = StrategicPatch.Apply(objects.GetValueOrDefault(key), change)!;
        }

        var builder = new PlatformBuilder { Scope = Scope.Whole };
        foreach (var one in objects.Values)
        {
            builder.AddRange(DocumentReader.Read("file", one.ToJsonString()).Documents);
        }

        return builder.Build();
    }

    // The entries stay: whoever loses a binding is still there.
    private static (string Entry, string Jewel, string Depth)[] Below(DepthAnalysis before, Platform platform, AttackSettings settings, int depth)
    {
        var analysis = DepthCase.Analyse(platform, settings);
        return [.. from entry in before.Entries from pair in analysis.From(entry, before.Jewels).Pairs where pair.Depth < depth && !before.IsOwn(pair.Entry, pair.Jewel) select (entry.Name, pair.Jewel.Name, pair.DepthText)];
    }

    private static DepthPlan PlanFor(string manifests, int depth, int? budget = null)
    {
        var analysis = DepthCase.Analyse(Read(manifests));
        return analysis.PlanFor(depth, analysis.Entries, [.. analysis.Jewels.Where(jewel => jewel.Name is "cluster-admin" or "node")], budget);
    }

    private static Platform Read(string manifests) => new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("shop.yaml", manifests).Documents).Build();
}
