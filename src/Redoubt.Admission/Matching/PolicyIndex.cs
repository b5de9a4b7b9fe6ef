using System.Collections.Immutable;
using Redoubt.Admission.Policies;

namespace Redoubt.Admission.Matching;

/// <summary>
/// Which scopes may have a rule about a resource, by group and plural: of the others it is known without looking at them that none is about
/// a request. Kyverno's filters and scopes without rules may be about anything.
/// </summary>
internal sealed class PolicyIndex
{
    private const string Any = "*";

    private readonly bool[] _anything;
    private readonly Dictionary<(string Group, string Resource), bool[]> _byResource = [];
    private readonly ApiResources _resources;

    /// <param name="scopes">The scopes, by number.</param>
    /// <param name="resources">The resources that are known.</param>
    public PolicyIndex(ImmutableArray<PolicyScope> scopes, ApiResources resources)
    {
        _resources = resources;
        _anything = new bool[scopes.Length];
        for (var number = 0; number < scopes.Length; number++)
        {
            Add(scopes[number], number, scopes.Length);
        }
    }

    /// <summary>The numbers of the scopes that may be about a request.</summary>
    public bool[] MayMatch(ApiResource resource)
    {
        var may = (bool[])_anything.Clone();
        Mark(may, resource);
        foreach (var other in _resources.Equivalents(resource))
        {
            Mark(may, other);
        }

        return may;
    }

    private void Mark(bool[] may, ApiResource resource)
    {
        if (!_byResource.TryGetValue((resource.Group, resource.Plural), out var named))
        {
            return;
        }

        for (var number = 0; number < may.Length; number++)
        {
            may[number] |= named[number];
        }
    }

    private void Add(PolicyScope scope, int number, int count)
    {
        if (scope is not MatchResources { Rules: { IsEmpty: false } rules })
        {
            _anything[number] = true;
            return;
        }

        foreach (var (group, resource) in rules.SelectMany(rule => rule.Groups.SelectMany(_ => rule.Resources, (group, name) => (group, name.Split('/')[0]))))
        {
            if (group == Any || resource == Any)
            {
                _anything[number] = true;
                continue;
            }

            if (!_byResource.TryGetValue((group, resource), out var named))
            {
                _byResource.Add((group, resource), named = new bool[count]);
            }

            named[number] = true;
        }
    }
}
