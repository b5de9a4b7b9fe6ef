using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>An answer to a request.</summary>
/// <param name="IsAllowed">Whether it is allowed.</param>
/// <param name="Grant">By what; null for what is allowed past everything, as to <c>system:masters</c>, and for what is not allowed.</param>
/// <param name="Missing">What would have to be known to say no; null if no is certain.</param>
public readonly record struct AccessAnswer(bool IsAllowed, AccessGrant? Grant, MissingEvidence? Missing);

/// <summary>What allows a request.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Subject">The entry of its <c>subjects</c> that names the user or a group of theirs.</param>
/// <param name="Rule">The rule of its role, or of a role that this one takes rules of.</param>
public readonly record struct AccessGrant(Document Binding, Node Subject, AccessRule Rule)
{
    /// <summary>The namespace of a subject that is a service account: the binding's where it says none.</summary>
    public string SubjectNamespace => Bindings.Binding.NamespaceOf(Subject, Binding);

    /// <summary>Whom the binding gives it to.</summary>
    public AccessSubject Who => Bindings.Binding.SubjectOf(Subject, Binding) ?? throw new InvalidOperationException("the entry names nobody");

    /// <summary>The binding as answers name it: <c>RoleBinding/shop/readers</c>.</summary>
    public string BindingLabel => Bindings.Binding.LabelOf(Binding);
}

/// <summary>A role that a binding names and that does not exist.</summary>
/// <param name="IsClusterRole">Whether it is a ClusterRole.</param>
/// <param name="Name">Its name.</param>
public readonly record struct LostRole(bool IsClusterRole, string Name);
