using Redoubt.Access;
using Redoubt.Admission.Matching;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Admission.Evaluate;

/// <summary>What is known beside the request: the resources, the objects that parameters are taken from, who may do what.</summary>
public sealed record AdmissionEvidence
{
    /// <summary>The resources.</summary>
    public required ApiResources Resources { get; init; }

    /// <summary>The objects.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Whether an object that is not there does not exist, as in a test; otherwise the platform says of which kinds that holds.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Who may do what; unless another is given, what the RBAC objects among the objects say.</summary>
    internal IAuthorizer Authorizer
    {
        get => field ??= new RbacAuthorizer(Platform);
        init;
    }

    /// <summary>The objects as values.</summary>
    internal EvidenceValues Values => field ??= new EvidenceValues(Platform.Documents);

    /// <summary>The value of <c>authorizer</c> for a request.</summary>
    internal CelValue AuthorizerOf(AdmissionRequest request) => CelValue.Opaque(new AuthorizerValue(Authorizer, UserOf(request)));

    /// <summary>The value of <c>authorizer.requestResource</c> for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="matched">The resource as which the object is judged.</param>
    internal CelValue RequestResourceOf(AdmissionRequest request, ApiResource matched) => CelValue.Opaque(new ResourceCheckValue(Authorizer, new AccessAttributes
    {
        User = UserOf(request),
        Verb = "",
        Group = matched.Group,
        Resource = matched.Plural,
        Subresource = request.Subresource,
        Namespace = request.Namespace,
        Name = request.Name,
    }));

    private static AccessUser UserOf(AdmissionRequest request) => new(request.User.Name, request.User.Groups);
}
