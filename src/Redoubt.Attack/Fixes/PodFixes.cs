using System.Text.Json.Nodes;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Fixes;

/// <summary>Fixes of a pod as a whole.</summary>
internal static class PodFixes
{
    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    public static IReadOnlyList<FixKind> All { get; } =
    [
        new("no-token", 1, (row, ground) => UsesToken(row.Pod!, ground) ? null
            : Spec(row.Pod!, $"Mount no token of its account into {row.Pod!.Id}: it has no rights that the token could be for.", spec => spec["automountServiceAccountToken"] = false)),
        // A pod with namespaces of its node cannot have users of its own.
        new("user-namespace", 2, (row, _) => HostNamespaces.Any(name => row.Pod!.Workload.Spec[name].IsTrue) ? null
            : Spec(row.Pod!, $"Give {row.Pod!.Id} users of its own: root in it is nobody on the node.", spec => spec["hostUsers"] = false)),
        new("own-processes", 2, (row, _) => Spec(row.Pod!, $"Let the containers of {row.Pod!.Id} not see each other's processes.", spec => spec.Remove("shareProcessNamespace"))),
    ];

    /// <summary>Whether a pod's token may be in use: its account may do something.</summary>
    public static bool UsesToken(PodThing pod, FixGround ground) => pod.HasToken && ground.Before.Identities.HasRights(pod.Namespace, pod.AccountName);

    private static FixDraft Spec(PodThing pod, string say, Action<JsonObject> edit) => new(pod.Id, say, new FixEdit(pod.Document.Key, pod.Document, root =>
    {
        if (PodJson.Spec(root) is { } spec)
        {
            edit(spec);
        }
    })
    { At = pod.Workload.Spec });
}
