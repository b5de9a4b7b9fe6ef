namespace Redoubt.Network.Policies;

/// <summary>When a policy is asked.</summary>
public enum PolicyTier
{
    /// <summary>First: AdminNetworkPolicy, ClusterNetworkPolicy of tier Admin.</summary>
    Admin,

    /// <summary>Then: NetworkPolicy.</summary>
    Namespace,

    /// <summary>Last, where no NetworkPolicy selects the pod: BaselineAdminNetworkPolicy, ClusterNetworkPolicy of tier Baseline.</summary>
    Baseline,
}
