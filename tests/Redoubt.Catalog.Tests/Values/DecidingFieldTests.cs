using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Tests.Controls;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Values;

/// <summary>What the evidence does not know of one object makes an answer about rights or the network unknown only where that field decides it.</summary>
public sealed class DecidingFieldTests
{
    [Theory]
    [InlineData("policy/escalation-path", "spec.template.spec.containers[0].image", false)]
    [InlineData("policy/escalation-path", "spec.replicas", false)]
    [InlineData("policy/escalation-path", "spec.template.metadata.annotations['a.b/c']", false)]
    [InlineData("policy/escalation-path", "spec.template.spec.serviceAccountName", true)]
    [InlineData("policy/escalation-path", "spec.template.spec.volumes[0].name", true)]
    [InlineData("policy/escalation-path", "spec.template", true)]
    [InlineData("policy/data-store-open-to-all", "spec.template.spec.containers[1].env[0].value", false)]
    [InlineData("policy/data-store-open-to-all", "spec.template.spec.containers[0].ports[0].name", true)]
    [InlineData("policy/data-store-open-to-all", "spec.template.metadata.labels['a.b/c']", true)]
    [InlineData("policy/data-store-open-to-all", "spec.template.spec.hostNetwork", true)]
    public void A_field_of_a_pod_that_is_not_known(string control, string path, bool decides)
    {
        const string Text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: web} }
                spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}, {name: side, image: side}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db, namespace: shop, labels: {app: db} }
            spec: {containers: [{name: db, image: "postgres:17"}]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: ada}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
            subjects: [{kind: User, name: ada}]
            """;
        var read = DocumentReader.Read("web.yaml", Text, new ReadOptions { Scope = Scope.Whole, Rendering = new UnknownRendering("Deployment", "web", path) });
        var judge = new PlatformJudge(Repository.Catalog, [.. Repository.Catalog.Controls.Where(one => one.Id == control)], new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 });
        var judgement = judge.Judge(new PlatformBuilder { Scope = Scope.Whole }.AddRange(read.Documents).Build(), TestContext.Current.CancellationToken);

        Assert.Equal(decides, judgement.Unknowns.Count > 0);
    }
}
