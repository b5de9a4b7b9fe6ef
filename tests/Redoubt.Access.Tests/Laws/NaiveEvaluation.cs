namespace Redoubt.Access.Tests.Laws;

/// <summary>RBAC by definition: every binding, every subject, every rule; and a controller that aggregates until nothing changes.</summary>
internal sealed class NaiveEvaluation
{
    private readonly World _world;
    private readonly Dictionary<string, WorldRule[]> _clusterRoles;

    public NaiveEvaluation(World world)
    {
        _world = world;
        var cluster = world.Roles.Where(role => role.Namespace.Length == 0).ToArray();
        _clusterRoles = cluster.ToDictionary(role => role.Name, role => role.Rules);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var role in cluster.Where(role => role.Takes is not null))
            {
                WorldRule[] taken = [.. cluster.Where(part => part.Name != role.Name && role.Takes!.Any(part.Labels.Contains)).SelectMany(part => _clusterRoles[part.Name]).Distinct()];
                if (taken.Length > 0 && !taken.ToHashSet().SetEquals(_clusterRoles[role.Name]))
                {
                    _clusterRoles[role.Name] = taken;
                    changed = true;
                }
            }
        }
    }

    /// <summary>The bindings that allow a request.</summary>
    public IEnumerable<string> Allowing(AccessRequest request)
    {
        foreach (var binding in _world.Bindings)
        {
            var counts = binding.Namespace.Length == 0 || (request.Path is null && request.Namespace == binding.Namespace);
            if (counts && binding.Subjects.Any(subject => IsMeant(subject, request.User)) && RulesOf(binding).Any(rule => Allows(rule, request)))
            {
                yield return binding.Namespace.Length == 0 ? $"ClusterRoleBinding/{binding.Name}" : $"RoleBinding/{binding.Namespace}/{binding.Name}";
            }
        }
    }

    public static bool Allows(WorldRule rule, AccessRequest request)
    {
        if (!rule.Verbs.Contains("*") && !rule.Verbs.Contains(request.Verb))
        {
            return false;
        }

        if (request.Path is { } path)
        {
            return rule.Paths.Any(own => own == path || (own.EndsWith('*') && path.StartsWith(own.TrimEnd('*'), StringComparison.Ordinal)));
        }

        var asked = request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}";
        return (rule.Groups.Contains("*") || rule.Groups.Contains(request.Group))
            && (rule.Resources.Contains("*") || rule.Resources.Contains(asked) || (request.Subresource.Length > 0 && rule.Resources.Contains($"*/{request.Subresource}")))
            && (rule.Names.Length == 0 || rule.Names.Contains(request.Name));
    }

    public static bool IsMeant(AccessSubject subject, AccessUser user) => subject.Kind switch
    {
        SubjectKind.User => user.Name == subject.Name,
        SubjectKind.Group => user.Groups.Contains(subject.Name),
        _ => user.Name == $"system:serviceaccount:{subject.Namespace}:{subject.Name}",
    };

    /// <summary>The rules that a role holds in the end.</summary>
    public WorldRule[] RulesOf(WorldRole role) => role.Namespace.Length == 0 ? _clusterRoles[role.Name] : role.Rules;

    private WorldRule[] RulesOf(WorldBinding binding) => binding.IsToClusterRole
        ? _clusterRoles.GetValueOrDefault(binding.Role, [])
        : [.. _world.Roles.Where(role => role.Namespace == binding.Namespace && role.Name == binding.Role).SelectMany(role => role.Rules)];
}
