using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of roles and of who has them.</summary>
internal static class RbacRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>One rule of a role.</summary>
    public static void Rule(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["verbs"].Count == 0)
        {
            faults.Required(Spot.Of(at, "verbs"), "verbs must contain at least one value");
        }

        var urls = at["nonResourceURLs"];
        if (urls.Count > 0)
        {
            if (scope.Kind.Kind == "Role")
            {
                faults.Invalid(urls, "namespaced rules cannot apply to non-resource URLs");
            }

            if (at["apiGroups"].Count > 0 || at["resources"].Count > 0 || at["resourceNames"].Count > 0)
            {
                faults.Invalid(urls, "rules cannot apply to both regular resources and non-resource URLs");
            }

            return;
        }

        if (at["apiGroups"].Count == 0)
        {
            faults.Required(Spot.Of(at, "apiGroups"), "resource rules must supply at least one api group");
        }

        if (at["resources"].Count == 0)
        {
            faults.Required(Spot.Of(at, "resources"), "resource rules must supply at least one resource");
        }
    }

    /// <summary>A role that is made of others.</summary>
    public static void Aggregation(Node root, Scope scope)
    {
        if (root["aggregationRule"] is { Exists: true } rule && rule["clusterRoleSelectors"].Count == 0)
        {
            scope.Faults.Required(Spot.Of(rule, "clusterRoleSelectors"), "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
    }

    /// <summary>Who has which role.</summary>
    public static void Binding(Node root, Scope scope)
    {
        var faults = scope.Faults;
        var isCluster = scope.Kind.Kind == "ClusterRoleBinding";
        var reference = root["roleRef"];
        Spot Of(string name) => reference.Exists ? Spot.Of(reference, name) : new Spot(root, ".roleRef." + name, root);
        if (reference["apiGroup"].AsString() is { Length: > 0 } group && group != Group)
        {
            faults.NotSupported(reference["apiGroup"], Group);
        }

        if (!reference["kind"].Is("ClusterRole") && (isCluster || !reference["kind"].Is("Role")))
        {
            faults.NotSupported(Of("kind"), isCluster ? ["ClusterRole"] : ["Role", "ClusterRole"]);
        }

        if (Check.IsEmpty(reference["name"]))
        {
            faults.Required(Of("name"));
        }
        else
        {
            faults.Invalid(reference["name"], TextFormats.PathSegment(reference["name"].AsString() ?? ""));
        }

        foreach (var subject in root["subjects"].Items)
        {
            Subject(subject, isCluster, faults);
        }
    }

    private static void Subject(Node subject, bool isCluster, Faults faults)
    {
        var (kind, name) = (subject["kind"].AsString() ?? "", subject["name"].AsString() ?? "");
        if (name.Length == 0)
        {
            faults.Required(Spot.Of(subject, "name"));
        }

        switch (kind)
        {
            case "ServiceAccount":
                if (name.Length > 0)
                {
                    faults.Invalid(subject["name"], NameRules.DnsSubdomain(name));
                }

                if (!Check.IsEmpty(subject["apiGroup"]))
                {
                    faults.NotSupported(subject["apiGroup"], "");
                }

                if (isCluster && Check.IsEmpty(subject["namespace"]))
                {
                    faults.Required(Spot.Of(subject, "namespace"));
                }

                break;
            case "User" or "Group":
                if (subject["apiGroup"].AsString() is { Length: > 0 } group && group != Group)
                {
                    faults.NotSupported(subject["apiGroup"], Group);
                }

                break;
            default:
                faults.NotSupported(Spot.Of(subject, "kind"), "ServiceAccount", "User", "Group");
                break;
        }
    }
}
