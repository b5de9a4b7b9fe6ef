using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>The controls of roles against what an authorizer would allow, asked request by request.</summary>
public sealed class RoleControlLaws
{
    /// <summary>Requests that lead further than they say, each with the least severity where the whole cluster's are allowed.</summary>
    private static readonly (string Verb, string Group, string Resource, Severity Least)[] Dangerous =
    [
        ("impersonate", "", "users", Severity.Critical), ("impersonate", "", "groups", Severity.Critical), ("impersonate", "", "serviceaccounts", Severity.Critical),
        ("bind", Rbac, "clusterroles", Severity.Critical), ("escalate", Rbac, "clusterroles", Severity.Critical),
        ("get", "", "secrets", Severity.High), ("list", "", "secrets", Severity.High), ("watch", "", "secrets", Severity.High), ("create", "", "secrets", Severity.High),
        ("create", "", "serviceaccounts/token", Severity.High), ("create", "", "pods", Severity.High), ("patch", "apps", "deployments", Severity.High),
        ("create", "batch", "jobs", Severity.High), ("create", "", "pods/exec", Severity.High), ("get", "", "pods/exec", Severity.High), ("create", "", "pods/attach", Severity.High),
        ("patch", "", "pods/ephemeralcontainers", Severity.High), ("get", "", "nodes/proxy", Severity.High), ("create", "", "nodes/proxy", Severity.High),
        ("update", "certificates.k8s.io", "certificatesigningrequests/approval", Severity.Medium), ("create", "", "persistentvolumes", Severity.Medium),
        ("patch", "", "namespaces", Severity.Medium), ("create", "admissionregistration.k8s.io", "mutatingwebhookconfigurations", Severity.Medium),
        ("update", "", "endpoints", Severity.Low), ("delete", "", "events", Severity.Low), ("update", "networking.k8s.io", "networkpolicies", Severity.Low),
        ("update", "coordination.k8s.io", "leases", Severity.Low), ("update", "apiextensions.k8s.io", "customresourcedefinitions", Severity.Low),
        ("patch", "", "nodes", Severity.Low),
    ];

    private const string Rbac = "rbac.authorization.k8s.io";

    private static readonly string[] Verbs = [.. Dangerous.Select(request => request.Verb).Distinct(), "*"];
    private static readonly string[] Groups = [.. Dangerous.Select(request => request.Group).Distinct(), "*"];
    private static readonly string[] Resources = [.. Dangerous.Select(request => request.Resource).Distinct(), "*", "*/exec", "*/proxy", "services", "pods/log", "roles"];
    private static readonly Lazy<PlatformJudge> Judge = new(() => new PlatformJudge(
        Repository.Catalog, [.. Repository.Catalog.Controls.Where(control => control.Target.For.Any(kind => kind is "Role" or "ClusterRole"))],
        new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 }));

    public static Arbitrary<RoleSample> Samples => Arb.From(
        from rules in Gen.NonEmptyListOf(Rules)
        from binding in Gen.Elements("", "ClusterRoleBinding", "shop", "kube-system")
        select new RoleSample([.. rules.Take(3)], binding));

    private static Gen<RoleRule> Rules =>
        from request in Gen.Elements(Dangerous)
        from verbs in Gen.SubListOf(Verbs)
        from groups in Gen.SubListOf(Groups)
        from resources in Gen.SubListOf(Resources)
        from isNear in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from names in Gen.Frequency((3, Gen.Constant(Array.Empty<string>())), (1, Gen.Constant<string[]>(["one"])))
        select new RoleRule(
            isNear ? [.. verbs.Take(1), request.Verb] : [.. verbs], isNear ? [.. groups.Take(1), request.Group] : [.. groups],
            isNear ? [.. resources.Take(1), request.Resource] : [.. resources], names);

    [Property(Arbitrary = [typeof(RoleControlLaws)], MaxTest = 250)]
    public void A_role_that_allows_what_leads_further_is_told(RoleSample sample)
    {
        var worst = Worst(sample);
        foreach (var request in Dangerous)
        {
            foreach (var rule in sample.Rules.Where(rule => rule.Allows(request.Verb, request.Group, request.Resource)))
            {
                var least = rule.Names.Length > 0 ? (Severity?)null : sample.IsClusterWide ? request.Least : Severity.Low;
                Assert.True(least is null || worst >= least, $"{worst?.ToString() ?? "nothing"} is said of {request.Verb} {request.Resource}, at least {least}");
            }
        }
    }

    [Property(Arbitrary = [typeof(RoleControlLaws)], MaxTest = 100)]
    public void A_wildcard_is_never_milder_than_what_it_holds(RoleSample sample)
    {
        var worst = Worst(sample);
        RoleSample[] wider =
        [
            sample with { Rules = [.. sample.Rules.Select(rule => rule with { Verbs = ["*"] })] }, sample with { Rules = [.. sample.Rules.Select(rule => rule with { Groups = ["*"] })] },
            sample with { Rules = [.. sample.Rules.Select(rule => rule with { Resources = ["*"] })] }, sample with { Rules = [.. sample.Rules.Select(rule => rule with { Names = [] })] },
        ];
        foreach (var other in wider.Where(other => other.Rules.All(rule => rule.Verbs.Length > 0 && rule.Groups.Length > 0 && rule.Resources.Length > 0) && sample.Rules.All(rule => rule.IsSomething)))
        {
            Assert.True(Worst(other) >= worst || worst is null, $"{other} is {Worst(other)}, narrower {worst}");
        }
    }

    [Property(Arbitrary = [typeof(RoleControlLaws)], MaxTest = 60)]
    public void Where_nothing_that_leads_further_is_allowed_nothing_above_low_is_said(RoleSample sample)
    {
        RoleRule[] harmless = [.. sample.Rules.Select(rule => rule with { Verbs = ["get"], Groups = [""], Resources = ["services", "configmaps", "pods"] })];
        Assert.True(Worst(sample with { Rules = harmless }) is null or Severity.Info or Severity.Low);
    }

    private static Severity? Worst(RoleSample sample)
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("role.yaml", sample.ToString()).Documents).Build();
        var judgement = Judge.Value.Judge(platform, TestContext.Current.CancellationToken);
        Assert.Empty(judgement.Errors);
        Assert.Empty(judgement.Unknowns);
        return judgement.Findings.Count == 0 ? null : judgement.Findings.Max(finding => finding.Severity);
    }
}

/// <summary>A rule, as it is written.</summary>
public sealed record RoleRule(string[] Verbs, string[] Groups, string[] Resources, string[] Names)
{
    /// <summary>Whether it allows a request, for some name at least: kubernetes/kubernetes, <c>pkg/apis/rbac/v1/evaluation_helpers.go</c>, word for word.</summary>
    public bool Allows(string verb, string group, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return (Verbs.Contains("*") || Verbs.Contains(verb)) && (Groups.Contains("*") || Groups.Contains(group))
            && (Resources.Contains("*") || Resources.Contains(resource) || (slash >= 0 && Resources.Contains($"*{resource[slash..]}")));
    }

    public bool IsSomething => Verbs.Length > 0 && Groups.Length > 0 && Resources.Length > 0;

    public string Json => JsonSerializer.Serialize(new Dictionary<string, string[]> { ["verbs"] = Verbs, ["apiGroups"] = Groups, ["resources"] = Resources, ["resourceNames"] = Names });
}

/// <summary>A ClusterRole, and how it is bound.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="Binding">Empty for not at all, <c>ClusterRoleBinding</c>, or the namespace of a RoleBinding.</param>
public sealed record RoleSample(RoleRule[] Rules, string Binding)
{
    public bool IsClusterWide => Binding != "shop";

    public override string ToString()
    {
        var role = $"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{ name: one }}\nrules: [{string.Join(", ", Rules.Select(rule => rule.Json))}]\n";
        var isOfCluster = Binding == "ClusterRoleBinding";
        return Binding.Length == 0 ? role : $$"""
            {{role}}---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: {{(isOfCluster ? Binding : "RoleBinding")}}
            metadata: { name: one{{(isOfCluster ? "" : $", namespace: {Binding}")}} }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one }
            subjects: [{ kind: User, name: ada }]
            """;
    }
}
