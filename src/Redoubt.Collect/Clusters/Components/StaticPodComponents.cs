using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>
/// Components of the control plane that an API server shows: the pods that mirror static ones. Their flags are there, the files that these name are not,
/// and so a setting that such a file decides is not known.
/// </summary>
internal static class StaticPodComponents
{
    private const string Mirror = "kubernetes.io/config.mirror";

    /// <summary>The components that a pod runs; none for a pod that mirrors no static one.</summary>
    /// <param name="json">The pod.</param>
    public static IEnumerable<EvidenceDraft> Of(string json)
    {
        // Most pods are looked at no further.
        if (!json.Contains(Mirror, StringComparison.Ordinal) || ValueReader.Read("pod", json, []) is not [var pod] || !pod["metadata"]["annotations"][Mirror].HasValue)
        {
            return [];
        }

        return pod["spec"]["containers"].AllItems().Select(container => StaticPod.Container("", container)).Where(container => container.Component.Length > 0).Select(container => Draft(pod, container));
    }

    private static EvidenceDraft Draft(Node pod, StaticPod container)
    {
        using var root = SeenRoot.Hidden(ComponentDraft.NotShown);
        var draft = PodComponent.Draft(pod, container, root);
        draft.Unknown("configuration", ComponentDraft.NotShown);
        return draft;
    }
}
