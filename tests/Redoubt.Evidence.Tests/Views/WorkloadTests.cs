using Redoubt.Evidence.Tapes;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Views;

public sealed class WorkloadTests
{
    private const string Pod = "{metadata: {labels: {app: web}}, spec: {serviceAccountName: robot, containers: [{name: c, image: i}]}}";

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: {template: POD}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {template: POD}")]
    [InlineData("apps/v1", "DaemonSet", "spec: {template: POD}")]
    [InlineData("apps/v1", "ReplicaSet", "spec: {template: POD}")]
    [InlineData("extensions/v1beta1", "Deployment", "spec: {template: POD}")]
    [InlineData("v1", "ReplicationController", "spec: {template: POD}")]
    [InlineData("v1", "PodTemplate", "template: POD")]
    [InlineData("batch/v1", "Job", "spec: {template: POD}")]
    [InlineData("batch/v1", "CronJob", "spec: {jobTemplate: {spec: {template: POD}}}")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", "spec: {template: POD}")]
    [InlineData("serving.knative.dev/v1", "Service", "spec: {template: POD}")]
    [InlineData("serving.knative.dev/v1", "Configuration", "spec: {template: POD}")]
    [InlineData("apps.kruise.io/v1alpha1", "CloneSet", "spec: {template: POD}")]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet", "spec: {template: POD}")]
    [InlineData("apps.kruise.io/v1alpha1", "DaemonSet", "spec: {template: POD}")]
    [InlineData("apps.kruise.io/v1alpha1", "BroadcastJob", "spec: {template: POD}")]
    [InlineData("apps.kruise.io/v1alpha1", "AdvancedCronJob", "spec: {template: {jobTemplate: {spec: {template: POD}}}}")]
    [InlineData("apps.kruise.io/v1alpha1", "AdvancedCronJob", "spec: {template: {broadcastJobTemplate: {spec: {template: POD}}}}")]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", "spec: {template: POD}")]
    public void A_pod_is_found_in_whatever_carries_it(string apiVersion, string kind, string rest)
    {
        var workload = Given.Workload($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: x}}, {rest.Replace("POD", Pod)}}}");
        Assert.Equal("web", workload.Labels["app"].AsString());
        Assert.Equal("i", Containers(workload).Single().Image);
        Assert.Equal(("default", "robot"), (workload.ServiceAccount.Namespace, workload.ServiceAccount.Name));
    }

    [Theory]
    [InlineData("argoproj.io/v1alpha1", "Workflow")]
    [InlineData("v1", "Service")]
    [InlineData("example.org/v1", "Deployment")]
    public void Other_kinds_run_no_pods(string apiVersion, string kind)
    {
        var document = Given.Document($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: x}}}}");
        Assert.False(PodTemplates.Default.TryGet(document, out _));
    }

    [Fact]
    public void A_kind_of_ones_own_is_added_with_its_path()
    {
        Assert.True(NodePath.TryParse("spec.runner.pod", out var path));
        var table = PodTemplates.Default.With(new GroupKind("example.org", "Runner"), path);
        var document = Given.Document($"{{apiVersion: example.org/v1, kind: Runner, metadata: {{name: x}}, spec: {{runner: {{pod: {Pod}}}}}}}");
        Assert.True(table.TryGet(document, out var workload));
        Assert.Equal("i", Containers(workload).Single().Image);
        Assert.False(PodTemplates.Default.Has(document.Key.Kind));
    }

    [Fact]
    public void Containers_have_their_roles()
    {
        var workload = Given.Workload("""
            apiVersion: v1
            kind: Pod
            metadata: {name: x}
            spec:
              initContainers:
                - {name: init}
                - {name: mesh, restartPolicy: Always}
              containers:
                - {name: main}
              ephemeralContainers:
                - {name: debug}
            """);
        Assert.Equal(
            [("main", ContainerRole.Container), ("init", ContainerRole.Init), ("mesh", ContainerRole.Sidecar), ("debug", ContainerRole.Ephemeral)],
            Containers(workload).Select(container => (container.Name, container.Role)));
    }

    [Theory]
    [InlineData("serviceAccountName: a", "a", true, "spec.serviceAccountName")]
    [InlineData("serviceAccount: b", "b", true, "spec.serviceAccount")]
    [InlineData("serviceAccountName: a\n  serviceAccount: b", "a", true, "spec.serviceAccountName")]
    [InlineData("serviceAccountName: ''\n  serviceAccount: b", "b", true, "spec.serviceAccount")]
    [InlineData("hostPID: true", "default", false, "spec")]
    public void A_pod_runs_as_the_account_that_the_server_would_take(string field, string name, bool written, string mention)
    {
        var use = Given.Workload($"apiVersion: v1\nkind: Pod\nmetadata: {{name: x, namespace: shop}}\nspec:\n  {field}\n").ServiceAccount;
        Assert.Equal(("shop", name, written, mention), (use.Namespace, use.Name, use.IsWritten, use.Mention.Path));
    }

    private static List<Container> Containers(Workload workload)
    {
        var containers = new List<Container>();
        foreach (var container in workload.Containers)
        {
            containers.Add(container);
        }

        return containers;
    }

    [Fact]
    public void The_kinds_have_the_same_order_in_every_run() =>
        Assert.Equal(PodTemplates.Default.Kinds.OrderBy(kind => kind.ToString(), StringComparer.Ordinal), PodTemplates.Default.Kinds);
}
