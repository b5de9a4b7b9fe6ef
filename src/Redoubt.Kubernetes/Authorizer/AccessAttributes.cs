using Redoubt.Access;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>What is asked of an authorizer: a request, and the selectors that narrow a list.</summary>
public sealed record AccessAttributes : AccessRequest
{
    /// <summary>The field selector.</summary>
    public SelectorText Fields { get; init; } = SelectorText.None;

    /// <summary>The label selector.</summary>
    public SelectorText Labels { get; init; } = SelectorText.None;
}
