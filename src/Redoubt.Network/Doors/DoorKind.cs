namespace Redoubt.Network.Doors;

/// <summary>What leads the outside in.</summary>
public enum DoorKind
{
    /// <summary>A load balancer in front of a Service.</summary>
    LoadBalancer,

    /// <summary>A port of every node.</summary>
    NodePort,

    /// <summary>An address that a Service takes as its own.</summary>
    ExternalAddress,

    /// <summary>An Ingress, through its controller.</summary>
    Ingress,

    /// <summary>A route of the Gateway API, through its Gateway.</summary>
    Gateway,

    /// <summary>A Route of OpenShift, through its router.</summary>
    Route,

    /// <summary>A port of the pod's node that is the pod's.</summary>
    HostPort,

    /// <summary>The pod's node itself: the pod uses its network.</summary>
    HostNetwork,
}
