using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;

namespace Redoubt.Admission.TypeCheck;

/// <summary>
/// The expressions of policies in the evidence that do not fit the kinds that the policies are about, for controls that judge policies. A policy is
/// checked once against the same resources, however often it is asked about. Safe for many threads.
/// </summary>
public sealed class MistypedExpressions
{
    private readonly ConditionalWeakTable<Document, Answer> _answers = [];

    /// <summary>What an API server would warn of in <c>status.typeChecking</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="resources">The kinds that are known.</param>
    /// <param name="minor">The server's version: of 1.33 it is 33.</param>
    /// <returns>The warnings in order, and a group that a rule names of which nothing is known; null if there is none.</returns>
    public (ImmutableArray<PolicyFault> Faults, string? Unseen) Of(Document policy, ApiResources resources, int minor)
    {
        if (!_answers.TryGetValue(policy, out var answer) || !ReferenceEquals(answer.Resources, resources))
        {
            _answers.AddOrUpdate(policy, answer = Check(policy, resources, minor));
        }

        return (answer.Faults, answer.Unseen);
    }

    private static Answer Check(Document document, ApiResources resources, int minor)
    {
        var checker = new TypeChecker(resources, minor);
        var policies = PolicySet.Read([document]).Policies;
        return new Answer(
            resources,
            [.. policies.SelectMany(policy => checker.Check(policy)).Select(warning => new PolicyFault(warning.Expression.At, warning.Summary))],
            policies.SelectMany(policy => Unseen(policy.Scope, resources)).FirstOrDefault());
    }

    private static IEnumerable<string> Unseen(PolicyScope scope, ApiResources resources) =>
        from rule in scope is MatchResources match ? match.Rules : []
        from @group in rule.Groups
        from version in rule.Versions
        from resource in rule.Resources
        where resources.Serves(@group, version, resource) is null
        select @group;

    private sealed record Answer(ApiResources Resources, ImmutableArray<PolicyFault> Faults, string? Unseen);
}
