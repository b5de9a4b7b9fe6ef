using System.Collections.Concurrent;
using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Crossings;
using Redoubt.Network.Doors;
using Redoubt.Network.Effects;
using Redoubt.Network.Ends;
using Redoubt.Network.Enforcement;
using Redoubt.Network.Labels;
using Redoubt.Network.Lint;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Network.Rows;

namespace Redoubt.Network;

/// <summary>
/// What can reach what on a platform, as its network policies say. Immutable, safe to use from several threads. One packet and whole maps are
/// answered from the same cells: for the pods of a class, one direction and each piece of the line of ports, the ends whose packets pass.
/// </summary>
public sealed class Reachability
{
    private readonly Lazy<ServiceBackends> _services;
    private readonly Lazy<IReadOnlyList<Door>> _doors;
    private readonly Lazy<ReachMap> _map;
    private readonly Lazy<PolicyEffects> _effects;
    private readonly ConcurrentDictionary<string, LabelBorders> _borders = new(StringComparer.Ordinal);
    private readonly PolicyIndex _policies;
    private readonly PolicyBinder _binder;
    private readonly IReadOnlyList<BoundPolicy> _bound;
    private readonly RowIndex _ingress;
    private readonly RowIndex _egress;

    private Reachability(Platform platform, NetworkOptions options, PolicyIndex policies, PolicyBinder binder, PolicyEnforcement enforcement, Reachability? before)
    {
        Platform = platform;
        Options = options;
        Enforcement = enforcement;
        _policies = policies;
        _binder = binder;
        _bound = binder.Bind(policies.All);
        _ingress = new RowIndex(_bound, binder.Ends, Direction.Ingress, before?._ingress);
        _egress = new RowIndex(_bound, binder.Ends, Direction.Egress, before?._egress);
        _map = new(() => MapOf(NetworkLimits.MapCells));
        _effects = new(() => new PolicyEffects(_bound, binder.Ends, _ingress, _egress));
        _services = new(() => new ServiceBackends(platform, binder.Ends));
        _doors = new(() => DoorFinder.Find(platform, binder.Ends, _services.Value));
        Ends = before is not null && ReferenceEquals(before._binder.Ends, binder.Ends) ? before.Ends : [.. binder.Ends.Classes.SelectMany(one => one.Ends)];
    }

    /// <summary>The platform.</summary>
    public Platform Platform { get; }

    /// <summary>How what the specification leaves open is read.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The policies that count, in the order of their kinds and of the evidence; those that a server would refuse are among the problems.</summary>
    public IReadOnlyList<Policy> Policies => _policies.All;

    /// <summary>What a server would refuse, and what is not understood.</summary>
    public IReadOnlyList<NetworkProblem> Problems => _policies.Problems;

    /// <summary>Whether anything enforces policies: what they deny passes where nothing does.</summary>
    public PolicyEnforcement Enforcement { get; }

    /// <summary>Everything that sends or gets packets: pods by namespace, a pod of which nothing is known, nodes, and all addresses in pieces.</summary>
    public IReadOnlyList<NetworkEnd> Ends { get; }

    /// <summary>The ends in classes that no policy tells apart; a class's place is its number.</summary>
    public IReadOnlyList<EndClass> Classes => _binder.Ends.Classes;

    /// <summary>Some pod of the cluster of which nothing is known, as an ingress controller that is not in the evidence.</summary>
    public NetworkEnd SomePod => _binder.Ends.SomePod;

    /// <summary>Every way in from outside, and where each leads; whether policies let packets in is another question.</summary>
    public IReadOnlyList<Door> Doors => _doors.Value;

    /// <summary>The API server: where the Service <c>default/kubernetes</c> leads; empty where the evidence does not say.</summary>
    public IReadOnlyList<DoorTarget> ApiServer => KnownPlaces.ApiServerOf(_services.Value);

    /// <summary>The addresses at which clouds tell a machine who it is, and give it credentials.</summary>
    public IReadOnlyList<NetworkEnd> MetadataServices => KnownPlaces.MetadataOf(_binder.Ends);

    /// <summary>Where the ports of a Service lead, whether it is a door or not: by its selector, else by its slices.</summary>
    /// <param name="service">The service.</param>
    public IReadOnlyList<DoorTarget> BackendsOf(Document service) => _services.Value.TargetsOf(service);

    /// <summary>Who may send to whom, by class: what <see cref="Between"/> says of two, of all at once.</summary>
    public ReachMap Map => _map.Value;

    /// <summary>What the policies of a name change; null where there is more to compare than <see cref="NetworkLimits.EffectSteps"/>. Worked out for all when the first is asked.</summary>
    /// <param name="policy">The policy.</param>
    public PolicyEffect? EffectOf(ObjectKey policy) => _effects.Value.Of(policy);

    /// <summary>
    /// What pods of other namespaces, on the other side of a label's borders, may send to pods of a namespace: one for each class of its pods. Those whose label, or whose way in, is not
    /// known are not sure, and among them is a pod that is not in the evidence.
    /// </summary>
    /// <param name="ns">The namespace that is reached.</param>
    /// <param name="key">The label of namespaces.</param>
    /// <param name="same">The values that are on the same side.</param>
    public IEnumerable<Crossing> CrossingsInto(string ns, string key, IEnumerable<string> same) =>
        BordersOf(key).Into(ns, same, Map);

    /// <summary>Pods on both sides of a label's borders, whether they may send or not; null where there are none on one of them.</summary>
    /// <param name="ns">The namespace on this side.</param>
    /// <param name="key">The label of namespaces.</param>
    /// <param name="same">The values that are on the same side.</param>
    public Crossing? AcrossFrom(string ns, string key, IEnumerable<string> same) => BordersOf(key).Across(ns, same);

    /// <summary>What in the policies does not do what it looks like, in their order.</summary>
    public IReadOnlyList<LintFinding> Lint() => [.. new PolicyLint(this, _binder.Ends, _bound).Find()];

    /// <summary>The reachability of a platform.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="options">How it is read; null for the default.</param>
    public static Reachability Of(Platform platform, NetworkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        options ??= NetworkOptions.Default;
        var policies = new PolicyIndex(platform, before: null);
        var enforcement = PluginFinder.Find(platform);
        var binder = new PolicyBinder(EndIndex.Of(platform, new AddressLine(policies.Blocks)), options.Blocks ?? PluginFinder.BlocksOf(enforcement));
        return new Reachability(platform, options, policies, binder, enforcement, before: null);
    }

    /// <summary>
    /// The reachability of the platform in which these documents stand for the objects that they name: what they do not touch is shared with this one. The answers are those of
    /// <see cref="Of"/>; addresses may be cut into more pieces.
    /// </summary>
    /// <param name="documents">The documents.</param>
    public Reachability With(params IReadOnlyList<Document> documents) => On(Platform.With(documents));

    /// <summary>The reachability of the platform without these objects: what they do not touch is shared with this one.</summary>
    /// <param name="keys">The objects; one that is not there is passed over.</param>
    public Reachability Without(params IReadOnlyList<ObjectKey> keys) => On(Platform.Without(keys));

    /// <summary>The reachability of a platform that was made of this one's: what did not change is shared.</summary>
    /// <param name="platform">The platform.</param>
    public Reachability On(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var change = platform.ChangeSince(Platform);
        GroupKind[] kinds = [.. change.ComeDocuments.Concat(change.GoneDocuments).Select(document => document.Key.Kind).Distinct()];
        if (change.IsOfScope || kinds.Any(PolicySurroundings.IsMadeOf))
        {
            return Of(platform, Options);
        }

        var policies = new PolicyIndex(platform, _policies);
        if (!policies.Blocks.All(_binder.Ends.Line.Cuts))
        {
            return Of(platform, Options);
        }

        if (!kinds.Any(kind => EndIndex.IsMadeOf(platform, kind) || PluginFinder.IsShownBy(kind)))
        {
            return new Reachability(platform, Options, policies, _binder, Enforcement, this);
        }

        // Other pods in the same classes are the same to every policy.
        var (ends, enforcement) = (EndIndex.Of(platform, _binder.Ends.Line), PluginFinder.Find(platform));
        return ends.HasClassesOf(_binder.Ends) && (Options.Blocks is not null || PluginFinder.BlocksOf(enforcement) == PluginFinder.BlocksOf(Enforcement))
            ? new Reachability(platform, Options, policies, _binder.Over(ends), enforcement, this) : Of(platform, Options);
    }

    /// <summary>
    /// The end of a name: <c>shop/db</c> (a pod or what makes pods), <c>shop/db[StatefulSet]</c>, <c>node/n1</c>, an address. An address that a node has is that node.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <returns>Null if nothing has it.</returns>
    public NetworkEnd? Find(string name) => IpAddress.TryParse(name, out var address) ? _binder.Ends.At(address) : _binder.Ends.Named(name);

    /// <summary>Whether a packet passes, and what decides.</summary>
    /// <param name="from">Who sends it.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The port of the one who gets it.</param>
    public ReachAnswer Answer(NetworkEnd from, NetworkEnd to, Protocol protocol, int port) => Answer(new Packet(from, to, protocol, port));

    /// <summary>Whether a packet passes, and what decides.</summary>
    /// <param name="packet">The packet.</param>
    public ReachAnswer Answer(Packet packet)
    {
        var (from, to) = (packet.From, packet.To);
        if (from.IsSingle && ReferenceEquals(from.Document, to.Document))
        {
            return new ReachAnswer(packet, Verdict.Allowed, [Reason.Itself], null, null, [], Match.Yes);
        }

        if (IsOwnNode(from, to) == Match.Yes)
        {
            return new ReachAnswer(packet, Verdict.Allowed, [Reason.OwnNode], null, null, [], Match.Yes);
        }

        var point = PortSet.Point(packet.Protocol, packet.Port);
        var egress = _egress.Of(from.ClassNumber) is { } sender ? new RowWalk(sender, to.ClassNumber, point).Answer(Classes[to.ClassNumber]) : null;
        var ingress = _ingress.Of(to.ClassNumber) is { } receiver ? new RowWalk(receiver, from.ClassNumber, point).Answer(Classes[from.ClassNumber]) : null;
        var verdict = Both(egress?.Verdict ?? Verdict.Allowed, ingress?.Verdict ?? Verdict.Allowed);
        return verdict == Verdict.Denied && IsOwnNode(from, to) == Match.Maybe
            ? new ReachAnswer(packet, Verdict.Unknown, [Reason.MaybeOwnNode], egress, ingress, Missing(packet), Match.Yes)
            : Answer(packet, verdict, ReasonsOf(verdict, egress, ingress), egress, ingress);
    }

    /// <summary>Whether a packet passes, without what decides: two look-ups of a bit.</summary>
    /// <param name="packet">The packet.</param>
    public Verdict VerdictOf(Packet packet)
    {
        if ((packet.From.IsSingle && ReferenceEquals(packet.From.Document, packet.To.Document)) || IsOwnNode(packet.From, packet.To) == Match.Yes)
        {
            return Verdict.Allowed;
        }

        var point = PortSet.Point(packet.Protocol, packet.Port);
        var verdict = Both(
            _egress.Of(packet.From.ClassNumber)?.At(packet.To.ClassNumber, point) ?? Verdict.Allowed,
            _ingress.Of(packet.To.ClassNumber)?.At(packet.From.ClassNumber, point) ?? Verdict.Allowed);
        return verdict == Verdict.Denied && IsOwnNode(packet.From, packet.To) == Match.Maybe ? Verdict.Unknown : verdict;
    }

    /// <summary>
    /// What the ends of one class may send those of another, as policies say. That a pod reaches itself, and its node it, is not in it: these are
    /// about single pods.
    /// </summary>
    /// <param name="from">The senders.</param>
    /// <param name="to">The receivers.</param>
    public Connection Between(EndClass from, EndClass to)
    {
        var sent = Half(from, to, Direction.Egress) ?? new Connection(PortSet.All, PortSet.None);
        var taken = Half(from, to, Direction.Ingress) ?? new Connection(PortSet.All, PortSet.None);
        var allowed = sent.Allowed.Intersect(taken.Allowed);
        return new Connection(allowed, sent.Allowed.Union(sent.Unknown).Intersect(taken.Allowed.Union(taken.Unknown)).Except(allowed));
    }

    /// <summary>What the policies of one side alone let pass: those of the senders on the way out, or those of the receivers on the way in.</summary>
    /// <param name="from">The senders.</param>
    /// <param name="to">The receivers.</param>
    /// <param name="direction">Whose policies are asked.</param>
    /// <returns>Null if no policy is for that side in that direction, so that all passes.</returns>
    public Connection? Half(EndClass from, EndClass to, Direction direction) => direction == Direction.Egress
        ? _egress.Of(from.Number)?.Cells.PortsOf(to.Number)
        : _ingress.Of(to.Number)?.Cells.PortsOf(from.Number);

    /// <summary>The ports on which policies of a pod may let in a pod of a namespace that has the labels they ask for: whoever makes pods there may give them such.</summary>
    /// <param name="ns">The namespace in which the pod is made.</param>
    /// <param name="to">The pod that is reached.</param>
    public PortSet LetInByLabels(string ns, NetworkEnd to)
    {
        var ports = PortSet.None;
        foreach (var policy in _bound.Where(policy => policy.Subjects.Yes.Contains(to.ClassNumber) || policy.Subjects.Maybe.Contains(to.ClassNumber)))
        {
            foreach (var rule in policy.Policy.Ingress ?? [])
            {
                if (rule.Action == RuleAction.Allow && rule.Peers.Any(peer => peer is EveryPeer || (peer is PodPeer pods && _binder.Ends.MayLieIn(ns, pods))))
                {
                    ports = ports.Union(rule.Ports.At(to.NamedPorts));
                }
            }
        }

        return ports;
    }

    /// <summary>The pods of a namespace, or of all for null, that have the labels that a selector asks for.</summary>
    internal IEnumerable<NetworkEnd> PodsOf(string? ns, Selector selector) => ns is null ? _services.Value.Having(selector) : _services.Value.Having(ns, selector);

    /// <summary>The policies with the ends that they speak of.</summary>
    internal IReadOnlyList<BoundPolicy> Bound => _bound;

    /// <summary>The map where it may hold so many cells.</summary>
    internal ReachMap MapOf(long mostCells) => new(_binder.Ends, _ingress, _egress, mostCells);

    private LabelBorders BordersOf(string key) => _borders.GetOrAdd(key, label => new LabelBorders(_binder.Ends, label));

    // A pod's node reaches it, whatever policies say: the kubelet probes it.
    private static Match IsOwnNode(NetworkEnd from, NetworkEnd to)
    {
        if (to.Kind != EndKind.Pod || (from.Kind != EndKind.Node && !from.IsOnHostNetwork))
        {
            return Match.No;
        }

        return from.Node is null || to.Node is null ? Match.Maybe : from.Node == to.Node ? Match.Yes : Match.No;
    }

    private static Verdict Both(Verdict one, Verdict other) =>
        one == Verdict.Denied || other == Verdict.Denied ? Verdict.Denied : one == Verdict.Unknown ? one : other;

    private ReachAnswer Answer(Packet packet, Verdict verdict, Reason[] reasons, SideAnswer? egress, SideAnswer? ingress) =>
        new(packet, verdict, reasons, egress, ingress, Missing(packet), verdict == Verdict.Allowed ? Match.Yes : Enforcement.Of(reasons));

    private static Reason[] ReasonsOf(Verdict verdict, SideAnswer? egress, SideAnswer? ingress)
    {
        Reason[] reasons =
        [
            .. new[] { egress, ingress }.OfType<SideAnswer>().Where(side => side.Verdict == verdict).SelectMany(side => side.Reasons).Where(reason => reason != Reason.Nothing),
        ];
        return reasons.Length == 0 ? [Reason.Nothing] : reasons;
    }

    // Policies that were not given may allow, deny or select: no answer is certain without them.
    private List<MissingEvidence> Missing(Packet packet)
    {
        var missing = new List<MissingEvidence>();
        var pods = new[] { packet.From, packet.To }.Where(end => end.Kind == EndKind.Pod && !end.IsOnHostNetwork).ToArray();
        foreach (var ns in pods.Select(pod => pod.Namespace).Distinct())
        {
            AddMissing(NetworkPolicyReader.Kind, ns, missing);
        }

        foreach (var kind in pods.Length == 0 ? [] : PolicyReaders.Kinds.Where(kind => kind != NetworkPolicyReader.Kind && Platform.Of(kind).Count > 0))
        {
            AddMissing(kind, null, missing);
        }

        return missing;
    }

    private void AddMissing(GroupKind kind, string? ns, List<MissingEvidence> into)
    {
        if (!Platform.IsComplete(kind, ns, out var missing))
        {
            into.Add(missing);
        }
    }
}
