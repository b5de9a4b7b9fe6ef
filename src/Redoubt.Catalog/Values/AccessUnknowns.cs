using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Values;

/// <summary>Which paths decide who may do what: where the evidence does not know one of them, nobody can say.</summary>
internal static class AccessUnknowns
{
    private static readonly string[] OfRoles = ["rules", "aggregationRule", "roleRef", "subjects", "metadata.labels", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfAccounts = ["automountServiceAccountToken", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfSecrets = ["type", "metadata.annotations", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfPods = ["spec", "metadata.name", "metadata.namespace"];
    private static readonly GroupKind Secret = new("", "Secret");

    private static readonly (GroupKind Kind, string[] Paths)[] Deciding =
    [
        .. new[] { "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" }.Select(kind => (new GroupKind("rbac.authorization.k8s.io", kind), OfRoles)),
        (AccountUse.GroupKind, OfAccounts), (Secret, OfSecrets), .. PodTemplates.Default.Kinds.Select(kind => (kind, OfPods)),
    ];

    /// <summary>The first that is not known; null if all are.</summary>
    public static MissingEvidence? Of(Platform platform) => First(platform, Deciding);

    /// <summary>The first path of those that decide which the evidence does not know; null if it knows them all.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="deciding">The paths that decide, for each kind.</param>
    public static MissingEvidence? First(Platform platform, IEnumerable<(GroupKind Kind, string[] Paths)> deciding)
    {
        foreach (var (kind, paths) in deciding)
        {
            foreach (var document in platform.Of(kind))
            {
                foreach (var unknown in document.Unknown)
                {
                    if (paths.Any(path => Overlap(path, $"{unknown.Path}")))
                    {
                        return document.Missing(unknown);
                    }
                }
            }
        }

        return null;
    }

    private static bool Overlap(string path, string unknown) => unknown.Length == 0 || IsWithin(path, unknown) || IsWithin(unknown, path);

    private static bool IsWithin(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.Ordinal) && (path.Length == ancestor.Length || path[ancestor.Length] is '.' or '[');
}
