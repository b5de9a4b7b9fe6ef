using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Matching;

/// <summary>
/// Which scopes may have a rule about a request, by its operation, group and plural: of the others it is known without looking at them that
/// none is about it. Kyverno's filters and scopes without rules may be about anything.
/// </summary>
internal sealed class PolicyIndex
{
    private const string Any = "*";

    // A rule that names more is under "anything", so that the index grows with the rules' texts and no faster.
    private const int MostKeys = 256;

    private readonly int _count;
    private readonly Dictionary<(string Operation, string Group, string Resource), List<int>> _named = [];

    /// <param name="scopes">The scopes, by number.</param>
    public PolicyIndex(ImmutableArray<PolicyScope> scopes)
    {
        _count = scopes.Length;
        for (var number = 0; number < scopes.Length; number++)
        {
            foreach (var key in Keys(scopes[number]).Distinct())
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_named, key, out _) ??= []).Add(number);
            }
        }
    }

    /// <summary>Whether a request may be one of a scope, by the scope's number.</summary>
    /// <param name="operation">The request's operation.</param>
    /// <param name="resource">The request's resource.</param>
    /// <param name="equivalents">The same resource in other groups and versions.</param>
    public BitArray MayMatch(string operation, ApiResource resource, IReadOnlyList<ApiResource> equivalents)
    {
        var may = new BitArray(_count);
        Mark(may, operation, resource);
        foreach (var other in equivalents)
        {
            Mark(may, operation, other);
        }

        return may;
    }

    private void Mark(BitArray may, string asked, ApiResource resource)
    {
        foreach (var operation in (ReadOnlySpan<string>)[Any, asked])
        {
            foreach (var group in (ReadOnlySpan<string>)[Any, resource.Group])
            {
                foreach (var plural in (ReadOnlySpan<string>)[Any, resource.Plural])
                {
                    foreach (var number in _named.GetValueOrDefault((operation, group, plural)) ?? [])
                    {
                        may[number] = true;
                    }
                }
            }
        }
    }

    private static IEnumerable<(string, string, string)> Keys(PolicyScope scope) => scope is MatchResources { Rules: { IsEmpty: false } rules }
        ? rules.SelectMany(Keys)
        : [(Any, Any, Any)];

    private static IEnumerable<(string, string, string)> Keys(ResourceRule rule) =>
        (long)rule.Operations.Length * rule.Groups.Length * rule.Resources.Length > MostKeys
            ? [(Any, Any, Any)]
            : from operation in rule.Operations
              from @group in rule.Groups
              from resource in rule.Resources
              select (operation, @group, resource.Split('/')[0]);
}
