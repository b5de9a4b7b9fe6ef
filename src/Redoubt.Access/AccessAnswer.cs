using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>An answer to a request.</summary>
public readonly record struct AccessAnswer
{
    private readonly Authorization _from;
    private readonly AccessRequest _request;

    internal AccessAnswer(Authorization from, AccessRequest request, bool isAllowed, AccessGrant? grant) =>
        (_from, _request, IsAllowed, Grant) = (from, request, isAllowed, grant);

    /// <summary>Whether it is allowed.</summary>
    public bool IsAllowed { get; }

    /// <summary>By what; null for what is allowed past everything, as to <c>system:masters</c>, and for what is not allowed.</summary>
    public AccessGrant? Grant { get; }

    /// <summary>What would have to be known to say no; null if no is certain, and for what is allowed. Worked out when it is asked for.</summary>
    public MissingEvidence? Missing => IsAllowed ? null
        : _request.User is { Name.Length: 0, Groups.Count: 0 } ? new MissingEvidence(MissingCode.Request, "who asks", "the request names no user") { Command = "--user" }
        : _from.Missing(_request);
}

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
