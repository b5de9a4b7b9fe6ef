using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes.Authorizer;

/// <summary>Answers whether an access is allowed; the variable <c>authorizer</c> asks it.</summary>
internal interface IAuthorizer
{
    AccessDecision Authorize(AccessAttributes attributes);
}

/// <summary>An authorizer's answer.</summary>
/// <param name="IsAllowed">Whether it allows the access; having no opinion does not.</param>
/// <param name="Reason">Why, empty if it does not say.</param>
/// <param name="Error">What went wrong, or null.</param>
/// <param name="Missing">What would have to be known to answer, or null if it is known.</param>
internal sealed record AccessDecision(bool IsAllowed, string Reason = "", string? Error = null, CelMissing? Missing = null);
