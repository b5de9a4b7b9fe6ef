namespace Redoubt.Collect.Clusters.Kubeconfigs;

/// <summary>The versions in which plug-ins for credentials are spoken to.</summary>
internal static class ExecVersions
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";
}
