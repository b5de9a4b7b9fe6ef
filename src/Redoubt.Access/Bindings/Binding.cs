using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Bindings;

/// <summary>A RoleBinding or ClusterRoleBinding, with the role that it gives.</summary>
internal sealed class Binding(Document document, int order, RoleIndex.Reference role)
{
    public static readonly GroupKind ClusterRoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding");
    public static readonly GroupKind RoleBinding = GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding");

    public Document Document => document;

    /// <summary>Its place among the bindings: those of the cluster first, as the authorizer visits them.</summary>
    public int Order => order;

    public RoleIndex.Reference Role => role;

    public bool IsOfCluster => document.Key.Kind == ClusterRoleBinding;

    /// <summary>The binding as answers name it: <c>RoleBinding/shop/readers</c>.</summary>
    public string Label => LabelOf(document);

    public static string LabelOf(Document document) =>
        document.Namespace.Length == 0 ? $"{document.Kind}/{document.Name}" : $"{document.Kind}/{document.Namespace}/{document.Name}";

    /// <summary>The first rule that allows a request; null if none does. Allocates nothing.</summary>
    public AccessRule? RuleFor(AccessRequest request)
    {
        for (var i = 0; i < role.Roles.Count; i++)
        {
            var rules = role.Roles[i].Rules;
            for (var j = 0; j < rules.Count; j++)
            {
                if (rules[j].Allows(request))
                {
                    return rules[j];
                }
            }
        }

        return null;
    }

    /// <summary>Whom an entry of <c>subjects</c> names; null for nobody: an unknown kind, or an account of which nobody says the namespace.</summary>
    public static AccessSubject? SubjectOf(Node entry, Document binding)
    {
        var name = entry["name"].AsString() ?? "";
        return entry["kind"].Text switch
        {
            "User" => AccessSubject.User(name),
            "Group" => AccessSubject.Group(name),
            "ServiceAccount" => NamespaceOf(entry, binding) is { Length: > 0 } ns ? AccessSubject.Account(ns, name) : null,
            _ => null,
        };
    }

    /// <summary>The namespace of an entry of a binding's subjects: the binding's where it says none.</summary>
    public static string NamespaceOf(Node entry, Document binding) => entry["namespace"].AsString() is { Length: > 0 } ns ? ns : binding.Namespace;
}
