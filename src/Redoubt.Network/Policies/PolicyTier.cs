namespace Redoubt.Network.Policies;

/// <summary>When a policy is asked.</summary>
public enum PolicyTier
{
    /// <summary>First: AdminNetworkPolicy, ClusterNetworkPolicy of tier Admin; what Cilium denies, and what Calico decides before NetworkPolicies.</summary>
    Admin,

    /// <summary>Then: NetworkPolicy, and what Cilium and Calico let through beside them.</summary>
    Namespace,

    /// <summary>Last, where no NetworkPolicy selects the pod: BaselineAdminNetworkPolicy, ClusterNetworkPolicy of tier Baseline.</summary>
    Baseline,
}
