using System.Collections.Concurrent;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Compile;

/// <summary>A field or an expression of a policy with which something is wrong.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Say">What is wrong.</param>
public readonly record struct PolicyFault(Node At, string Say);

/// <summary>
/// What is wrong with policies in the evidence, for controls that judge policies. A policy is compiled once for a version, however often it is
/// asked about. Safe for many threads.
/// </summary>
public sealed class PolicyFaults
{
    private readonly ConcurrentDictionary<(Document Policy, int Minor), Lazy<CompiledExpression[]>> _compiled = new();

    /// <summary>What nearly every string of an object stays below: names, images, most values. The API server itself knows no bounds of built-in kinds.</summary>
    public const int Characters = 256;

    /// <summary>How many entries the lists of an ordinary object have at most.</summary>
    public const int OrdinaryEntries = 30;

    /// <summary>Expressions that the API server of a version refuses.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="minor">The server's version.</param>
    public IEnumerable<PolicyFault> Refused(Document policy, int minor) =>
        Expressions(policy, minor).Where(one => one.Program is null).Select(one => new PolicyFault(one.Source.At, one.Error));

    /// <summary>Fields, other than expressions, for which the API server refuses a policy that it has not stored already.</summary>
    /// <param name="policy">The policy.</param>
    public static IEnumerable<PolicyFault> RefusedFields(Document policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IsSent ? ServerRules.Faults(policy).Select(fault => new PolicyFault(fault.Place, fault.ToString())) : [];
    }

    /// <summary>All for which the API server of a version refuses a policy: one that is refused asks nothing of anybody.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="minor">The server's version.</param>
    public IEnumerable<PolicyFault> WhyRefused(Document policy, int minor) => RefusedFields(policy).Concat(Refused(policy, minor));

    /// <summary>Expressions that the API server may stop for their cost, by its own estimate, though lists and strings are not long.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="minor">The server's version.</param>
    /// <param name="entries">How many entries every list has at most.</param>
    public IEnumerable<PolicyFault> Costly(Document policy, int minor, int entries = OrdinaryEntries) =>
        from one in Expressions(policy, minor)
        where one.Program is not null
        let cost = one.Program!.EstimateCost((_, type) => new CelRange(0, type.Kind is CelTypeKind.String or CelTypeKind.Bytes ? Characters : (ulong)entries)).Max
        where cost > AdmissionLimits.Expression
        select new PolicyFault(one.Source.At, $"may cost {(cost == ulong.MaxValue ? "anything" : $"{cost:N0}")}, and {AdmissionLimits.Expression:N0} is allowed");

    private CompiledExpression[] Expressions(Document policy, int minor) =>
        _compiled.GetOrAdd((policy, minor), static key => new(() => [.. Compile(key.Policy, key.Minor)])).Value;

    private static IEnumerable<CompiledExpression> Compile(Document document, int minor)
    {
        var compiler = new PolicyCompiler(minor, ExpressionKind.New);
        var told = new List<FilePlace>();
        return PolicySet.Read([document]).Policies.Where(policy => policy.Expansion.Length == 0)
            .Select(policy => compiler.Compile(policy, told))
            .SelectMany(policy => policy.MatchConditions.Concat(policy.Variables).Concat(policy.AuditAnnotations).Select(one => one.Expression)
                .Concat(policy.Validations).Concat(policy.Messages.OfType<CompiledExpression>()).Concat(policy.Mutations));
    }
}
