using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Network.Addresses;

namespace Redoubt.Network.Ends;

/// <summary>
/// Whether the network is the same with one or another content of an object that runs pods. Images, commands, resources and volumes are nothing to it: most changes of a workload change no connection.
/// </summary>
public static class PodLikeness
{
    private static readonly GroupKind DaemonSet = new("apps", "DaemonSet");

    // How an object is found, and whose it is.
    private static readonly string[][] OfObjects = [["metadata", "namespace"], ["metadata", "uid"], ["metadata", "ownerReferences"]];

    private static readonly string[][] OfPods =
    [
        ["metadata", "labels"], ["spec", "hostNetwork"], ["spec", "nodeName"], ["spec", "domain"],
        ["status", "podIP"], ["status", "podIPs"], ["status", "hostIP"], ["status", "hostIPs"],
    ];

    /// <summary>Whether nothing of what decides who reaches whom differs. False where that is not known.</summary>
    /// <param name="templates">Where a kind has its pods.</param>
    /// <param name="one">An object.</param>
    /// <param name="other">The object as it is on another platform, at the same place in the order.</param>
    public static bool AreAlike(PodTemplates templates, Document one, Document other)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Key == other.Key && one.IsNameGenerated == other.IsNameGenerated && one.IsNamespaceNamed == other.IsNamespaceNamed && one.Origin.File == other.Origin.File
            && one.Unknown.Count == 0 && other.Unknown.Count == 0
            && templates.TryGet(one, out var first) && templates.TryGet(other, out var second)
            && PodReader.IsIdle(first) == PodReader.IsIdle(second)
            && AreSame(one.Root, other.Root, OfObjects) && AreSame(first.Pod, second.Pod, OfPods) && AreSame(first.Containers, second.Containers, IsMaybePlugin(first));
    }

    /// <summary>Whether a workload may be a network plug-in, as its images say: by that it decides of all pods.</summary>
    /// <param name="workload">The workload.</param>
    public static bool IsMaybePlugin(Workload workload) => workload.Document.Key.Kind == DaemonSet && workload.Spec["hostNetwork"].IsTrue;

    /// <summary>Where on the machines a workload is, as far as its object says: node, addresses, whether it uses the node's network. Empty where it says nothing.</summary>
    /// <param name="workload">The workload.</param>
    public static string PlaceOf(Workload workload)
    {
        var (spec, status) = (workload.Spec, workload.Pod["status"]);
        var addresses = new List<IpAddress>(PodReader.AddressesOf(workload));
        PodReader.Add(status["hostIP"], addresses);
        foreach (var item in status["hostIPs"].Items)
        {
            PodReader.Add(item["ip"], addresses);
        }

        return spec["nodeName"].HasValue || spec["hostNetwork"].IsTrue || addresses.Count > 0 ? $"{spec["nodeName"].AsString()} {spec["hostNetwork"].IsTrue} {string.Join(' ', addresses)}" : "";
    }

    private static bool AreSame(Node one, Node other, string[][] paths) =>
        Array.TrueForAll(paths, path => NodeComparer.Instance.Equals(At(one, path), At(other, path)));

    private static Node At(Node node, string[] path) => path.Aggregate(node, (at, field) => at[field]);

    private static bool AreSame(ContainerWalk ones, ContainerWalk others, bool byImage)
    {
        var rest = others.GetEnumerator();
        foreach (var one in ones)
        {
            if (!rest.MoveNext() || one.Role != rest.Current.Role || !NodeComparer.Instance.Equals(one.Node["ports"], rest.Current.Node["ports"])
                || (byImage && one.Image != rest.Current.Image))
            {
                return false;
            }
        }

        return !rest.MoveNext();
    }
}
