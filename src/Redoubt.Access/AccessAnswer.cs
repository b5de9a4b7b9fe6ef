using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>An answer to a request.</summary>
/// <param name="IsAllowed">Whether it is allowed.</param>
/// <param name="Grant">By what; null for what is allowed past everything, as to <c>system:masters</c>, and for what is not allowed.</param>
/// <param name="LostRoles">The roles that bindings of the user name and that do not exist, in order.</param>
/// <param name="Missing">What would have to be known to say no; null if no is certain.</param>
public sealed record AccessAnswer(bool IsAllowed, AccessGrant? Grant, IReadOnlyList<LostRole> LostRoles, MissingEvidence? Missing);

/// <summary>What allows a request.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Subject">The entry of its <c>subjects</c> that names the user or a group of theirs.</param>
/// <param name="Rule">The rule of its role, or of a role that this one aggregates.</param>
public readonly record struct AccessGrant(Document Binding, Node Subject, Node Rule)
{
    /// <summary>The namespace of a subject that is a service account: the binding's where it says none.</summary>
    public string SubjectNamespace => Authorization.NamespaceOf(Subject, Binding);
}

/// <summary>A role that a binding names and that does not exist.</summary>
/// <param name="IsClusterRole">Whether it is a ClusterRole.</param>
/// <param name="Name">Its name.</param>
public readonly record struct LostRole(bool IsClusterRole, string Name);
