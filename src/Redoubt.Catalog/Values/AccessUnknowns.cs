using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Values;

/// <summary>Which paths decide who may do what: where the evidence does not know one of them, nobody can say.</summary>
internal static class AccessUnknowns
{
    private static readonly string[] OfRoles = ["rules", "aggregationRule", "roleRef", "subjects", "metadata.labels", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfAccounts = ["automountServiceAccountToken", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfSecrets = ["type", "metadata.annotations", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfPods = ["spec.serviceAccountName", "spec.serviceAccount", "spec.automountServiceAccountToken", "spec.volumes", "spec.nodeName"];
    private static readonly GroupKind Secret = new("", "Secret");

    private static readonly (GroupKind Kind, string[] Paths)[] Deciding =
    [
        .. new[] { "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" }.Select(kind => (new GroupKind("rbac.authorization.k8s.io", kind), OfRoles)),
        (AccountUse.GroupKind, OfAccounts), (Secret, OfSecrets), .. PodTemplates.Default.Kinds.Select(kind => (kind, (string[])["metadata.name", "metadata.namespace", .. InPods(kind, OfPods)])),
    ];

    /// <summary>The first that is not known; null if all are.</summary>
    public static MissingEvidence? Of(Platform platform) => First(platform, Deciding);

    /// <summary>Where fields of pods stand in an object that runs pods.</summary>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="fields">The fields, as a pod has them.</param>
    public static IEnumerable<string> InPods(GroupKind kind, IReadOnlyList<string> fields) =>
        PodTemplates.Default.PathsOf(kind).SelectMany(path => fields.Select(field => $"{path}" is { Length: > 0 } template ? $"{template}.{field}" : field));

    /// <summary>The first path of those that decide which the evidence does not know; null if it knows them all.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="deciding">The paths that decide, for each kind; a path through a list is about all its items.</param>
    public static MissingEvidence? First(Platform platform, IEnumerable<(GroupKind Kind, string[] Paths)> deciding)
    {
        foreach (var (kind, paths) in deciding)
        {
            foreach (var document in platform.Of(kind))
            {
                foreach (var unknown in document.Unknown)
                {
                    if (paths.Any(path => Overlap(path, WithoutItems($"{unknown.Path}"))))
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
        path.StartsWith(ancestor, StringComparison.Ordinal) && (path.Length == ancestor.Length || path[ancestor.Length] == '.');

    // What is in brackets is an item of a list, or a key that is no word: then the map that has it counts.
    private static string WithoutItems(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            var end = path[at] == '[' ? path.IndexOf(']', at) : -1;
            at = end < 0 ? at : end;
            text.Append(end < 0 ? path[at..(at + 1)] : "");
        }

        return text.ToString();
    }
}
