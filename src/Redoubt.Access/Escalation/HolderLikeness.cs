using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access.Escalation;

/// <summary>
/// Whether who can become whom is the same with one or another content of an object that runs pods: most changes of a workload leave its account, its token and its node.
/// </summary>
public static class HolderLikeness
{
    /// <summary>Whether nothing differs of what moves ask of a workload. False where that is not known.</summary>
    /// <param name="templates">Where a kind has its pods.</param>
    /// <param name="one">An object.</param>
    /// <param name="other">The object as it is on another platform.</param>
    public static bool AreAlike(PodTemplates templates, Document one, Document other)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Key == other.Key && one.IsNameGenerated == other.IsNameGenerated
            && one.Unknown.Count == 0 && other.Unknown.Count == 0
            && templates.TryGet(one, out var first) && templates.TryGet(other, out var second)
            && first.ServiceAccount.Name == second.ServiceAccount.Name
            && AreSame(first, second, "nodeName") && AreSame(first, second, "automountServiceAccountToken") && AreSame(first, second, "volumes");
    }

    private static bool AreSame(Workload one, Workload other, string field) => NodeComparer.Instance.Equals(one.Spec[field], other.Spec[field]);
}
