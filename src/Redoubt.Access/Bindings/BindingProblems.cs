using Redoubt.Evidence;

namespace Redoubt.Access.Bindings;

/// <summary>Looks for what in bindings names nobody, or nothing that there can be.</summary>
internal static class BindingProblems
{
    public static IEnumerable<AccessProblem> Of(IEnumerable<Binding> bindings)
    {
        var seen = new Dictionary<ObjectKey, Document>();
        foreach (var document in bindings.Select(binding => binding.Document))
        {
            if (!seen.TryAdd(document.Key, document))
            {
                yield return new AccessProblem(document, document.Mention, $"{Binding.LabelOf(document)} stands in {seen[document.Key].PlaceOf(seen[document.Key].Mention)} too and says something else: both are taken for there");
            }

            if (RoleProblem(document) is { } problem)
            {
                yield return problem;
            }

            foreach (var entry in document.Root["subjects"].Items)
            {
                if (ReasonOf(entry, document) is { } reason)
                {
                    yield return new AccessProblem(document, entry, $"{reason}: it is nobody here");
                }
            }
        }
    }

    private static AccessProblem? RoleProblem(Document document)
    {
        var kind = document.Root["roleRef"]["kind"];
        return kind.HasValue && !kind.Is("ClusterRole") && !(kind.Is("Role") && document.Key.Kind == Binding.RoleBinding)
            ? new AccessProblem(document, kind, document.Key.Kind == Binding.RoleBinding ? "a RoleBinding gives a Role or a ClusterRole" : "a ClusterRoleBinding gives a ClusterRole")
            : null;
    }

    private static string? ReasonOf(Node entry, Document document) => entry["kind"].Text is "User" or "Group" ? null
        : entry["kind"].Text is not "ServiceAccount" ? "a subject is a User, a Group or a ServiceAccount"
        : Binding.NamespaceOf(entry, document).Length == 0 ? "an account that a ClusterRoleBinding names has a namespace" : null;
}
