using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Admission;

/// <summary>What is known beside the request: the resources, the objects that parameters are taken from, who may do what.</summary>
public sealed record AdmissionEvidence
{
    /// <summary>The resources.</summary>
    public required ApiResources Resources { get; init; }

    /// <summary>The objects.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Whether an object that is not there does not exist, as in a test; otherwise the platform says of which kinds that holds.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The value of <c>authorizer</c>.</summary>
    internal CelValue Authorizer { get; init; } = CelValue.Unknown(new CelMissing("who may do what", "the authorizer of the cluster is not asked"));

    /// <summary>The value of <c>authorizer.requestResource</c>.</summary>
    internal CelValue RequestResource { get; init; } = CelValue.Unknown(new CelMissing("who may do what", "the authorizer of the cluster is not asked"));
}
