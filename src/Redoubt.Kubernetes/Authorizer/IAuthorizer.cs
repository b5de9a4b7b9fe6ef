using Redoubt.Cel;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>Answers whether an access is allowed; the variable <c>authorizer</c> asks it.</summary>
public interface IAuthorizer
{
    /// <summary>Whether an access is allowed.</summary>
    /// <param name="attributes">What is asked.</param>
    AccessDecision Authorize(AccessAttributes attributes);
}

/// <summary>An authorizer's answer.</summary>
/// <param name="IsAllowed">Whether it allows the access; having no opinion does not.</param>
/// <param name="Reason">Why, empty if it does not say.</param>
/// <param name="Error">What went wrong, or null.</param>
/// <param name="Missing">What would have to be known to answer, or null if it is known.</param>
public sealed record AccessDecision(bool IsAllowed, string Reason = "", string? Error = null, CelMissing? Missing = null);
