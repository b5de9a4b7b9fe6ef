namespace Redoubt.Network.Policies;

/// <summary>A way that packets go, seen from the pod that a policy is for.</summary>
public enum Direction
{
    /// <summary>To the pod.</summary>
    Ingress,

    /// <summary>From the pod.</summary>
    Egress,
}
