using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Evaluate;

/// <summary>A policy with what puts it into force; one that nothing does is judged as if it were.</summary>
/// <param name="Compiled">The policy as programs.</param>
/// <param name="Bindings">Its bindings; at least one.</param>
internal sealed record BoundPolicy(CompiledPolicy Compiled, ImmutableArray<BoundBinding> Bindings)
{
    /// <summary>The policy.</summary>
    public AdmissionPolicy Policy => Compiled.Policy;

    /// <summary>Binds a policy.</summary>
    public static BoundPolicy Of(CompiledPolicy policy, IEnumerable<PolicyBinding> bindings, AdmissionEvidence evidence)
    {
        ImmutableArray<BoundBinding> bound =
            [.. bindings.Select(binding => new BoundBinding(binding, ParamSource.Of(policy.Policy.ParamKind, binding.Params, evidence)))];
        return new BoundPolicy(policy, bound.IsEmpty ? [new BoundBinding(null, null)] : bound);
    }
}

/// <summary>A binding and where its parameters come from.</summary>
/// <param name="Binding">The binding; null for a policy that nothing binds.</param>
/// <param name="Params">Where they come from; null without.</param>
internal readonly record struct BoundBinding(PolicyBinding? Binding, ParamSource? Params);
