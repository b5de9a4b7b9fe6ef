using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>How much is asked after a change, counted in controls and parts asked.</summary>
public sealed class VerdictStepsTests
{
    private static readonly PlatformJudge Judge = new(Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });

    public static TheoryData<string, string> Inert => new()
    {
        { "image: web:1", "image: web:2" },
        { "cpu: 1", "cpu: 2" },
        { "privileged: false", "privileged: true" },
        { "replicas: 2", "replicas: 3" },
        { "args: [x]", "args: [y]" },
    };

    [Theory]
    [MemberData(nameof(Inert))]
    public void A_change_that_moves_no_label_no_port_and_no_account_asks_as_much_on_a_platform_ten_times_as_large(string from, string to) =>
        Assert.Equal(Steps(4, from, to), Steps(40, from, to));

    [Fact]
    public void A_change_that_moves_no_label_no_port_and_no_account_asks_the_object_itself_and_what_looks_at_the_workloads_of_its_namespace()
    {
        var platform = Platform(4);
        var store = Judge.Start(platform, TestContext.Current.CancellationToken);
        var all = store.Steps;

        store.Change(platform.With(Workload(1, "image: web:1", "image: web:2")), TestContext.Current.CancellationToken);

        // One workload of four, with its namespace, its account and its Service.
        Assert.InRange(store.Steps, 1, all / 3);
    }

    [Fact]
    public void A_label_that_changes_asks_about_the_network_again() =>
        Assert.True(Steps(4, "labels: {app: web}", "labels: {app: other}") > Steps(4, "image: web:1", "image: web:2"));

    [Fact]
    public void A_label_that_changes_asks_no_pods_of_other_namespaces_about_addresses_and_doors()
    {
        var (few, many) = (Steps(4, "labels: {app: web}", "labels: {app: other}"), Steps(40, "labels: {app: web}", "labels: {app: other}"));

        // What asks who reaches whom everywhere is asked: a policy and a namespace's borders, of each namespace. Nothing of its workload.
        Assert.InRange((many - few) / 36, 0, 8);
    }

    private static long Steps(int namespaces, string from, string to)
    {
        var platform = Platform(namespaces);
        var store = Judge.Start(platform, TestContext.Current.CancellationToken);
        store.Change(platform.With(Workload(1, from, to)), TestContext.Current.CancellationToken);
        return store.Steps;
    }

    private static Platform Platform(int namespaces) => new PlatformBuilder { Scope = Scope.Whole }
        .AddRange(Enumerable.Range(0, namespaces).SelectMany(number => Workload(number, "", "").Concat(Surroundings(number)))).Build();

    private static IReadOnlyList<Document> Workload(int number, string from, string to)
    {
        var text = $$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: team{{{number}}}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  serviceAccountName: web
                  containers:
                  - name: web
                    image: web:1
                    args: [x]
                    ports: [{containerPort: 80, name: http}]
                    resources: {limits: {cpu: 1}}
                    securityContext: {privileged: false}
            """;
        return DocumentReader.Read($"{number}.yaml", from.Length == 0 ? text : text.Replace(from, to, StringComparison.Ordinal)).Documents;
    }

    private static IReadOnlyList<Document> Surroundings(int number) => DocumentReader.Read($"around{number}.yaml", $$$"""
        {apiVersion: v1, kind: Namespace, metadata: {name: team{{{number}}}, labels: {tenant: t{{{number}}} } }
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: team{{{number}}}}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: team{{{number}}}}, spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: team{{{number}}}}, spec: {podSelector: {}, policyTypes: [Ingress]}}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: web, namespace: team{{{number}}}}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}, subjects: [{kind: ServiceAccount, name: web, namespace: team{{{number}}}}]}
        """).Documents;
}
