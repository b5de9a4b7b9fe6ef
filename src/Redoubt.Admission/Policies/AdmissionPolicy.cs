using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Admission.Policies;

/// <summary>Whose semantics a policy has.</summary>
public enum PolicyDialect
{
    /// <summary>The API server's own: <c>ValidatingAdmissionPolicy</c> and <c>MutatingAdmissionPolicy</c>.</summary>
    Kubernetes,

    /// <summary>Kyverno's <c>ValidatingPolicy</c> and <c>MutatingPolicy</c>.</summary>
    Kyverno,

    /// <summary>A rule with <c>validate.cel</c> of Kyverno's <c>ClusterPolicy</c> or <c>Policy</c>.</summary>
    KyvernoRule,
}

/// <summary>One admission policy, or one rule of a <c>ClusterPolicy</c>: which requests it judges, and what it asks of them.</summary>
public sealed record AdmissionPolicy
{
    /// <summary>The object that holds it.</summary>
    public required Document Document { get; init; }

    /// <summary>The object's name.</summary>
    public string Name => Document.Name;

    /// <summary>The rule's name; empty where a policy is one rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Which family of an expansion to pod controllers it is: <c>defaults</c>, <c>cronjobs</c>, or empty for the policy as written.</summary>
    public string Expansion { get; init; } = "";

    /// <summary>Whose semantics it has.</summary>
    public required PolicyDialect Dialect { get; init; }

    /// <summary>Whether it changes objects; otherwise it judges them.</summary>
    public bool IsMutating { get; init; }

    /// <summary>Which requests it is about.</summary>
    public required PolicyScope Scope { get; init; }

    /// <summary>Kind and version of its parameters; null if it has none.</summary>
    public ParamKind? ParamKind { get; init; }

    /// <summary>Whether what cannot be evaluated is let through: <c>failurePolicy: Ignore</c>.</summary>
    public bool FailsOpen { get; init; }

    /// <summary>What must hold for the policy to be asked at all.</summary>
    public ImmutableArray<NamedExpression> MatchConditions { get; init; } = [];

    /// <summary>Values by name, each of which may use those before it.</summary>
    public ImmutableArray<NamedExpression> Variables { get; init; } = [];

    /// <summary>What must hold.</summary>
    public ImmutableArray<Validation> Validations { get; init; } = [];

    /// <summary>What is noted in the audit log, by key.</summary>
    public ImmutableArray<NamedExpression> AuditAnnotations { get; init; } = [];

    /// <summary>What is changed, in order.</summary>
    public ImmutableArray<Mutation> Mutations { get; init; } = [];

    /// <summary>Kyverno's policies bind themselves; null for a policy that needs bindings.</summary>
    public PolicyBinding? OwnBinding { get; init; }

    /// <summary>Policy, or policy and rule.</summary>
    public override string ToString() => Rule.Length == 0 ? Name : $"{Name}/{Rule}";
}

/// <summary>An expression with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">The expression.</param>
public sealed record NamedExpression(string Name, PolicyText Expression);

/// <summary>Something that must hold.</summary>
/// <param name="Expression">What must be true.</param>
/// <param name="Message">What is said if it is not; may be empty.</param>
/// <param name="MessageExpression">An expression that makes the message; may be empty.</param>
/// <param name="Reason">The reason that the client gets, as <c>Invalid</c>.</param>
public sealed record Validation(PolicyText Expression, PolicyText Message, PolicyText MessageExpression, string Reason);

/// <summary>A change of the object.</summary>
/// <param name="IsJsonPatch">Whether the expression gives a list of <c>JSONPatch</c>; otherwise an <c>Object</c> to be merged in.</param>
/// <param name="Expression">The expression.</param>
public sealed record Mutation(bool IsJsonPatch, PolicyText Expression);

/// <summary>Kind and version of a policy's parameters.</summary>
/// <param name="ApiVersion">As <c>v1</c>.</param>
/// <param name="Kind">As <c>ConfigMap</c>.</param>
/// <param name="At">Where it is said.</param>
public sealed record ParamKind(string ApiVersion, string Kind, Node At);
