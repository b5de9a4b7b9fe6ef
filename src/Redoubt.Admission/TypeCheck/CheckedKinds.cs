using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.TypeCheck;

/// <summary>
/// The kinds for which the API server checks the types of a policy's expressions (kubernetes/apiserver, <c>typesToCheck</c>): those that rules
/// name outright, of at most ten the search ends.
/// </summary>
internal static class CheckedKinds
{
    private const int Most = 10;

    /// <summary>The kinds, in the order in which the server tells of them.</summary>
    public static IReadOnlyList<ApiResource> Of(PolicyScope scope, ApiResources resources)
    {
        var kinds = new HashSet<ApiResource>();
        foreach (var rule in scope is MatchResources match ? match.Rules : [])
        {
            if (Take(rule, resources, kinds))
            {
                break;
            }
        }

        return [.. kinds.OrderBy(kind => kind.Group, StringComparer.Ordinal).ThenBy(kind => kind.Version, StringComparer.Ordinal).ThenBy(kind => kind.Kind, StringComparer.Ordinal)];
    }

    private static bool Take(ResourceRule rule, ApiResources resources, HashSet<ApiResource> kinds)
    {
        if (rule.Groups.Any(HasWildcard) || rule.Versions.Any(HasWildcard))
        {
            return false;
        }

        var count = 0;
        var named =
            from @group in rule.Groups.Order(StringComparer.Ordinal)
            from version in rule.Versions.Order(StringComparer.Ordinal)
            from plural in rule.Resources.Where(name => !name.AsSpan().ContainsAny('*', '/')).Order(StringComparer.Ordinal)
            from kind in resources.Kinds(@group, version, plural)
            select kind;
        foreach (var kind in named)
        {
            kinds.Add(kind);
            if (++count == Most)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWildcard(string word) => word.Contains('*', StringComparison.Ordinal);
}
