using Redoubt.Evidence;
using Redoubt.Evidence.Addresses;
using Redoubt.Evidence.Views;
using Redoubt.Network;
using Redoubt.Network.Addresses;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Lint;

namespace Redoubt.Catalog.Values;

/// <summary>The network of one platform, made when the first rule asks: who an object's pods are, and which doors lead to them. Safe for many threads.</summary>
internal sealed class NetworkFacts
{
    // What no address of the internet lies in.
    private static readonly AddressRange[] Local =
    [
        .. ReservedBlocks.Private.Concat(ReservedBlocks.Link).Concat(ReservedBlocks.NoNetwork)
            .Select(text => AddressRange.TryParse(text, out var range) ? range : throw new FormatException(text)),
    ];

    private static readonly GroupKind DaemonSet = new("apps", "DaemonSet");
    private static readonly string[] OfObjects = ["spec", "specs", "subsets", "endpoints", "ports", "name", "status.addresses", "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace"];
    private static readonly string[] OfRunning = ["status.podIP", "status.podIPs", "metadata.name", "metadata.namespace", "metadata.ownerReferences"];

    private static readonly string[] OfPods = ["metadata.labels", "spec.hostNetwork", "spec.nodeName", "spec.domain", "spec.containers.ports", "spec.initContainers.ports", "spec.initContainers.restartPolicy"];

    private static readonly (GroupKind Kind, string[] Paths)[] Deciding =
    [
        .. NetworkKinds.All.Select(kind => (kind, OfObjects)),
        .. PodTemplates.Default.Kinds.Select(kind => (kind, (string[])[.. OfRunning, .. AccessUnknowns.InPods(kind, OfPods)])),
        // By its image a network plug-in is known.
        (DaemonSet, [.. AccessUnknowns.InPods(DaemonSet, ["spec.containers.image"])]),
    ];

    private readonly Lazy<ILookup<string, NetworkEnd>> _byWorkload;
    private readonly Lazy<ILookup<ObjectKey, NetworkEnd>> _byDocument;
    private readonly Lazy<ILookup<string, NetworkEnd>> _byNamespace;
    private readonly Lazy<ILookup<string, (Door Door, DoorTarget Target)>> _doors;
    private readonly Lazy<ILookup<Document, LintFinding>> _lint;
    private readonly Lazy<bool> _hasOtherPolicies;

    public NetworkFacts(Reachability reachability)
    {
        Reachability = reachability;
        Partly = AccessUnknowns.First(reachability.Platform, Deciding);
        Internet = [.. reachability.Ends.Where(end => end is { Kind: EndKind.Address, Range: { } range } && !Local.Any(local => local.Contains(range)))];
        var pods = new Lazy<NetworkEnd[]>(() => [.. reachability.Ends.Where(end => end.Kind == EndKind.Pod)]);
        _byWorkload = new(() => pods.Value.ToLookup(end => end.Workload, StringComparer.Ordinal));
        _byDocument = new(() => pods.Value.Where(end => end.Document is not null).ToLookup(end => end.Document!.Key));
        _byNamespace = new(() => pods.Value.ToLookup(end => end.Namespace, StringComparer.Ordinal));
        _doors = new(() => reachability.Doors.SelectMany(door => door.Targets.Select(target => (door, target))).ToLookup(pair => pair.target.End.Workload, StringComparer.Ordinal));
        _hasOtherPolicies = new(() => reachability.Policies.Any(policy => policy.Document.Key.Kind.Group != "networking.k8s.io"));
        _lint = new(() => reachability.Lint().ToLookup(finding => finding.Policy.Document));
    }

    public Reachability Reachability { get; }

    /// <summary>Whether there are policies other than NetworkPolicies.</summary>
    public bool HasOtherPolicies => _hasOtherPolicies.Value;

    /// <summary>What of the objects that decide the evidence itself does not know: then nothing is certain. Null where all is known.</summary>
    public MissingEvidence? Partly { get; }

    /// <summary>The pieces of the line of addresses in which addresses of the internet lie.</summary>
    public IReadOnlyList<NetworkEnd> Internet { get; }

    /// <summary>The pods of an object: of what makes pods, of a Service those to which it leads.</summary>
    public IReadOnlyList<NetworkEnd> EndsOf(Document document) => document.Key.Kind == new GroupKind("", "Service")
        ? [.. Reachability.BackendsOf(document).Select(target => target.End).Distinct()]
        : [.. _byDocument.Value[document.Key].Union(_byWorkload.Value[$"{document.Namespace}/{document.Name}[{document.Kind}]"])];

    /// <summary>The pods of a namespace.</summary>
    public IEnumerable<NetworkEnd> In(string ns) => _byNamespace.Value[ns];

    /// <summary>The doors that lead to what has a name with its kind, and where in it.</summary>
    public IEnumerable<(Door Door, DoorTarget Target)> DoorsTo(string workload) => _doors.Value[workload];

    /// <summary>What of a policy does not do what it looks like.</summary>
    public IEnumerable<LintFinding> LintOf(Document policy) => _lint.Value[policy];

    /// <summary>The network after a change of the platform; what does not depend on it is shared.</summary>
    public NetworkFacts On(Platform platform) => new(Reachability.On(platform));
}
