using System.Collections.Immutable;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Evaluate;

/// <summary>What became of a request under a policy.</summary>
public enum PolicyVerdict
{
    /// <summary>The policy is not about the request.</summary>
    Unselected,

    /// <summary>A match condition is false, so that the policy is not asked.</summary>
    Skip,

    /// <summary>All that the policy asks holds, or the change was made.</summary>
    Pass,

    /// <summary>Something that the policy asks does not hold, or cannot be evaluated and the policy fails closed.</summary>
    Fail,

    /// <summary>The policy cannot be evaluated: a defect of the policy.</summary>
    Error,

    /// <summary>Something that the policy reads is not in the evidence.</summary>
    Unknown,
}

/// <summary>What one expression of a policy said.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Message">What the client is told, what is wrong, or what is missing; empty if it holds.</param>
/// <param name="Reason">The reason that the client gets, as <c>Invalid</c>; empty unless something does not hold.</param>
/// <param name="IsError">Whether the expression could not be evaluated.</param>
public sealed record PolicyDecision(PolicyVerdict Verdict, PolicyText Expression, string Message, string Reason = "", bool IsError = false);

/// <summary>A request under a policy and one of its bindings, with one of its parameters.</summary>
public sealed record PolicyResult
{
    /// <summary>The policy.</summary>
    public required AdmissionPolicy Policy { get; init; }

    /// <summary>The binding; null for a policy that has none, which is then judged as if it were in force.</summary>
    public PolicyBinding? Binding { get; init; }

    /// <summary>The request.</summary>
    public required AdmissionRequest Request { get; init; }

    /// <summary>The name of the parameters; empty without.</summary>
    public string Params { get; init; } = "";

    /// <summary>The verdict.</summary>
    public required PolicyVerdict Verdict { get; init; }

    /// <summary>Why it is unselected, skipped or cannot be told; empty where <see cref="Decisions"/> say it.</summary>
    public string Why { get; init; } = "";

    /// <summary>What each expression said, in the policy's order.</summary>
    public ImmutableArray<PolicyDecision> Decisions { get; init; } = [];

    /// <summary>What the audit log would note, by key.</summary>
    public ImmutableArray<(string Key, string Value)> Annotations { get; init; } = [];

    /// <summary>What a mutating policy makes of the object; null for any other, and where nothing could be made.</summary>
    public MutatedObject? Mutated { get; init; }

    /// <summary>The cost of the expressions in the API server's units, match conditions left out.</summary>
    public long Cost { get; init; }

    /// <summary>Every expression as it was evaluated; empty unless that was asked for.</summary>
    public ImmutableArray<EvaluatedExpression> Evaluated { get; init; } = [];

    /// <summary>Whether the API server would refuse the request for this.</summary>
    public bool IsDenied => Verdict == PolicyVerdict.Fail && (Binding is null || Policy.IsMutating || Binding.Actions.Contains(ValidationAction.Deny));
}
