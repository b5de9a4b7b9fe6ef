using Redoubt.Evidence;

namespace Redoubt.Catalog.Kubernetes.Authorizer;

/// <summary>Whether one RBAC rule allows an access (kubernetes/kubernetes, <c>pkg/apis/rbac/v1/evaluation_helpers.go</c>).</summary>
internal static class RbacRule
{
    private const string All = "*";

    public static bool Allows(Node rule, AccessAttributes attributes)
    {
        if (!Lists(rule["verbs"], attributes.Verb))
        {
            return false;
        }

        return attributes.Path is { } path
            ? AllowsPath(rule["nonResourceURLs"], path)
            : Lists(rule["apiGroups"], attributes.Group) && AllowsResource(rule["resources"], attributes) && AllowsName(rule["resourceNames"], attributes.Name);
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

    private static bool AllowsResource(Node resources, AccessAttributes attributes)
    {
        var whole = attributes.Subresource.Length == 0 ? attributes.Resource : $"{attributes.Resource}/{attributes.Subresource}";
        return Lists(resources, whole) || (attributes.Subresource.Length > 0 && Lists(resources, $"{All}/{attributes.Subresource}"));
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
