using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Views;

public sealed class KindsWithoutPodsTests
{
    [Theory]
    [InlineData("gateway.networking.k8s.io", "HTTPRoute")]
    [InlineData("security.istio.io", "AuthorizationPolicy")]
    [InlineData("monitoring.coreos.com", "ServiceMonitor")]
    [InlineData("external-secrets.io", "ExternalSecret")]
    public void From_routes_policies_and_their_like_nobody_makes_pods(string group, string kind) => Assert.True(KindsWithoutPods.Has(new GroupKind(group, kind)));

    [Theory]
    [InlineData("gateway.networking.k8s.io", "Gateway")]
    [InlineData("monitoring.coreos.com", "Prometheus")]
    [InlineData("keda.sh", "ScaledJob")]
    [InlineData("argoproj.io", "Application")]
    [InlineData("helm.toolkit.fluxcd.io", "HelmRelease")]
    [InlineData("shop.example", "Order")]
    public void Of_every_other_kind_that_may_be_so(string group, string kind) => Assert.False(KindsWithoutPods.Has(new GroupKind(group, kind)));

    [Fact]
    public void No_kind_that_has_a_pod_template_is_one() => Assert.DoesNotContain(PodTemplates.Default.Kinds, KindsWithoutPods.Has);

    [Fact]
    public void No_kind_of_Kubernetes_itself_is_one() =>
        Assert.DoesNotContain(Redoubt.Evidence.Schema.FieldIndex.Default.Kinds, kind => KindsWithoutPods.Has(new GroupKind(kind.Group, kind.Kind)) && KnownKinds.IsNamespaced(new GroupKind(kind.Group, kind.Kind)) is not null);
}
