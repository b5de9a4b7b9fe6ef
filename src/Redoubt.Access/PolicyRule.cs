using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>Whether one RBAC rule allows an access (kubernetes/kubernetes, <c>pkg/apis/rbac/v1/evaluation_helpers.go</c>).</summary>
internal static class PolicyRule
{
    private const string All = "*";

    public static bool Allows(Node rule, AccessRequest request)
    {
        if (!Lists(rule["verbs"], request.Verb))
        {
            return false;
        }

        return request.Path is { } path
            ? AllowsPath(rule["nonResourceURLs"], path)
            : Lists(rule["apiGroups"], request.Group) && AllowsResource(rule["resources"], request) && AllowsName(rule["resourceNames"], request.Name);
    }

    private static bool Lists(Node items, string wanted)
    {
        foreach (var item in items.Items)
        {
            if (item.Is(All) || item.Is(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllowsResource(Node resources, AccessRequest request)
    {
        var whole = request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}";
        return Lists(resources, whole) || (request.Subresource.Length > 0 && Lists(resources, $"{All}/{request.Subresource}"));
    }

    /// <summary>No names are all names; a star is a name like any other.</summary>
    private static bool AllowsName(Node names, string wanted)
    {
        foreach (var name in names.Items)
        {
            if (name.Is(wanted))
            {
                return true;
            }
        }

        return names.Count == 0;
    }

    private static bool AllowsPath(Node paths, string wanted)
    {
        foreach (var path in paths.Items)
        {
            if (path.Is(All) || path.Is(wanted) || (path.Text.EndsWith(All) && wanted.AsSpan().StartsWith(path.Text.TrimEnd('*'))))
            {
                return true;
            }
        }

        return false;
    }
}
