using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.Policies;

/// <summary>What becomes of a request that a policy finds wrong.</summary>
public enum ValidationAction
{
    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>The client is warned.</summary>
    Warn,

    /// <summary>The audit log notes it.</summary>
    Audit,
}

/// <summary>Puts a policy into force, perhaps for fewer requests, and says with which parameters and with what effect.</summary>
public sealed record PolicyBinding
{
    /// <summary>The object that holds it.</summary>
    public required Document Document { get; init; }

    /// <summary>The binding's name.</summary>
    public string Name => Document.Name;

    /// <summary>The name of the policy.</summary>
    public required string PolicyName { get; init; }

    /// <summary>Whether it binds a mutating policy.</summary>
    public bool IsMutating { get; init; }

    /// <summary>Which of the policy's requests it is about; null for all.</summary>
    public MatchResources? Scope { get; init; }

    /// <summary>Where the parameters are; null if it gives none.</summary>
    public ParamReference? Params { get; init; }

    /// <summary>What becomes of a request that the policy finds wrong; empty for a mutating policy.</summary>
    public ImmutableArray<ValidationAction> Actions { get; init; } = [];
}

/// <summary>Where parameters are found.</summary>
/// <param name="Name">The name; empty where they are selected.</param>
/// <param name="Namespace">The namespace; empty for that of the request.</param>
/// <param name="Selector">The selector; no value where they are named.</param>
/// <param name="IsRequired">Whether a request is refused (or let through, as the failure policy says) when there are none.</param>
public sealed record ParamReference(string Name, string Namespace, Node Selector, bool IsRequired);
