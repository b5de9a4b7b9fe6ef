using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;
using Redoubt.Network;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

using Passing = Redoubt.Network.Verdict;

namespace Redoubt.Catalog.Values;

/// <summary>
/// The variable <c>network</c>: what can reach what, as one thread asks about it. An answer is unknown where policies may be missing, where a policy asks what
/// is not known, and where it is a denial of which nobody knows whether a plug-in enforces it.
/// </summary>
/// <param name="questions">The platform, which remembers what was asked.</param>
internal sealed partial class NetworkQuestions(PlatformQuestions questions) : CelOpaque
{
    /// <summary>The type of <c>network</c>.</summary>
    public static readonly CelType NetworkType = CelType.Opaque("redoubt.Network");

    private const int AnyPort = 1;
    private static readonly GroupKind NetworkPolicies = new("networking.k8s.io", "NetworkPolicy");
    private static readonly GroupKind Nodes = new("", "Node");
    private static readonly GroupKind Pods = new("", "Pod");
    private static readonly MissingEvidence NotSaid = new(MissingCode.Incomplete, "what network policies let pass", "a policy asks what no evidence says");
    private static readonly MissingEvidence TooMany = new(MissingCode.Incomplete, "what each policy changes", "there are more policies and pods than are compared");
    // A control asks of one object several things, and most pods are alike to every policy.
    private readonly Dictionary<(int Class, string Namespace, bool IsIngress), (Answered Answer, MissingEvidence? Missing)> _isolates = [];
    private (Document Document, IReadOnlyList<NetworkEnd> Ends)? _last;
    private (Document Document, CelValue Doors)? _lastDoors;

    private enum Answered
    {
        No,
        Unknown,
        Yes,
    }

    public override CelType Type => NetworkType;

    private NetworkFacts Facts => questions.Network;

    private Reachability Reachability => Facts.Reachability;

    /// <summary>What decides and is itself not known; null where all is.</summary>
    public MissingEvidence? Partly
    {
        get
        {
            questions.Ask(OfSurroundings);
            return Facts.Partly;
        }
    }

    /// <summary>Whether one end may connect to another, on any port or on one of TCP.</summary>
    public CelValue Reaches(CelValue from, CelValue to, long? port)
    {
        AskPlaces(from, to);
        var ports = port is not { } number ? PortSet.All : number is > 0 and <= ushort.MaxValue ? PortSet.Of(new PortRange(Protocol.Tcp, (int)number, (int)number)) : PortSet.None;
        var (senders, receivers) = (EndsOf(from), EndsOf(to));
        return Unseen(from, senders) ?? Unseen(to, receivers) ?? Any(senders.SelectMany(sender => receivers.Select(receiver => (sender, receiver))), ports);
    }

    /// <summary>Whether a door leads to an object's pods and policies let packets in by it.</summary>
    public CelValue Exposed(CelValue workload)
    {
        AskDoors(workload);
        MissingEvidence? unknown = null;
        foreach (var (door, target) in DoorsTo(workload))
        {
            var (answer, missing) = Opens(door, target);
            if (answer == Answered.Yes)
            {
                return CelValue.True;
            }

            unknown ??= answer == Answered.Unknown ? missing : null;
        }

        return unknown is null ? CelValue.False : EvidenceMissing.Unknown(unknown);
    }

    /// <summary>The ways from outside to an object's pods that policies do not shut.</summary>
    public CelValue Doors(CelValue workload)
    {
        AskDoors(workload);
        if (questions.Values.DocumentOf(workload) is not { } document)
        {
            return DoorsOf(workload);
        }

        if (_lastDoors is not { } last || !ReferenceEquals(last.Document, document))
        {
            _lastDoors = last = (document, DoorsOf(workload));
        }

        return last.Doors;
    }

    private CelValue DoorsOf(CelValue workload)
    {
        var items = new List<CelValue>();
        MissingEvidence? unknown = null;
        foreach (var group in DoorsTo(workload).GroupBy(pair => pair.Door))
        {
            var answers = group.Select(pair => Opens(pair.Door, pair.Target)).ToArray();
            if (answers.Any(one => one.Answer == Answered.Yes))
            {
                items.Add(CelValue.Map(
                    ("door", CelValue.String(group.Key.Label)), ("kind", CelValue.String($"{group.Key.Kind}")),
                    ("through", CelValue.String(string.Join(", ", group.Key.Controller.Select(end => end.Name).Distinct())))));
            }
            else
            {
                unknown ??= answers.FirstOrDefault(one => one.Answer == Answered.Unknown).Missing;
            }
        }

        return List(items, unknown);
    }

    /// <summary>Whether only what policies name passes to or from all pods of an object.</summary>
    public CelValue Isolated(CelValue workload, string direction)
    {
        if (direction is not ("ingress" or "egress"))
        {
            return CelValue.False;
        }

        AskPlace(workload);

        // Policies are not asked about a pod that uses its node's network.
        var pods = EndsOf(workload).Where(end => end.Kind == EndKind.Pod && !end.IsOnHostNetwork).ToArray();
        MissingEvidence? unknown = null;
        foreach (var pod in pods)
        {
            var key = (pod.ClassNumber, pod.Namespace, direction == "ingress");
            if (!_isolates.TryGetValue(key, out var known))
            {
                _isolates.Add(key, known = Isolates(pod, direction == "ingress"));
            }

            var (answer, missing) = known;
            if (answer == Answered.No)
            {
                return CelValue.False;
            }

            unknown ??= answer == Answered.Unknown ? missing : null;
        }

        return unknown is null ? CelValue.Bool(pods.Length > 0) : EvidenceMissing.Unknown(unknown);
    }

    /// <summary>Whether an object's pods may send to an address of the internet.</summary>
    public CelValue ReachesOutside(CelValue workload)
    {
        AskPlace(workload);
        return Any(EndsOf(workload).SelectMany(sender => Internet().Select(address => (sender, address))), PortSet.All);
    }

    /// <summary>The pods that may send to an object's.</summary>
    public CelValue Sources(CelValue workload)
    {
        questions.Ask(OfNetwork);
        var receivers = EndsOf(workload);
        var map = Reachability.Map;
        var found = new SortedDictionary<string, (string Namespace, PortSet Ports)>(StringComparer.Ordinal);
        var isUnknown = false;
        foreach (var number in receivers.Where(end => end.Kind == EndKind.Pod).Select(end => end.ClassNumber).Distinct())
        {
            foreach (var cell in map.Into(Reachability.Classes[number]))
            {
                isUnknown |= cell.UnknownClasses.Any(one => Reachability.Classes[one] is { Kind: EndKind.Pod, Ends.Count: > 0 });
                foreach (var sender in cell.AllowedClasses.Select(one => Reachability.Classes[one]).Where(one => one.Kind == EndKind.Pod).SelectMany(one => one.Ends).DistinctBy(end => end.Workload))
                {
                    found[sender.Workload] = (sender.Namespace, found.GetValueOrDefault(sender.Workload, ("", PortSet.None)).Item2.Union(cell.Ports));
                }
            }
        }

        var missing = receivers.Select(end => end.Namespace).Distinct().Select(PoliciesOf).FirstOrDefault(one => one is not null) ?? (isUnknown ? NotSaid : null);
        return missing is not null && found.Count == 0 ? EvidenceMissing.Unknown(missing)
            : List(found.Select(pair => CelValue.Map(
                ("from", CelValue.String(pair.Key)), ("namespace", CelValue.String(pair.Value.Namespace)), ("ports", CelValue.String($"{pair.Value.Ports}")))), missing);
    }

    /// <summary>What a policy changes, in words; empty for nothing.</summary>
    public CelValue Does(CelValue value)
    {
        questions.Ask(OfNetwork);
        if (questions.Values.DocumentOf(value) is not { } document)
        {
            return CelValue.String("");
        }

        if (Incomplete(document.Namespace) is { } missing)
        {
            return EvidenceMissing.Unknown(missing);
        }

        return Reachability.EffectOf(document.Key) is { } effect ? CelValue.String($"{effect}") : EvidenceMissing.Unknown(TooMany);
    }

    /// <summary>What of a policy does not do what it looks like.</summary>
    public CelValue Findings(CelValue value)
    {
        questions.Ask(OfNetwork);
        if (questions.Values.DocumentOf(value) is not { } document)
        {
            return CelValue.List();
        }

        var found = Facts.LintOf(document).ToArray();
        var missing = found.Length > 0 ? Incomplete(null) : null;
        return missing is not null ? EvidenceMissing.Unknown(missing)
            : List(found.Select(one => CelValue.Map(
                ("code", CelValue.String(one.Code)), ("at", questions.Values.Of(one.At.Exists ? one.At : document.Root)), ("say", CelValue.String(one.Say)))), null);
    }

    /// <summary>Whether there are policies other than NetworkPolicies.</summary>
    public CelValue HasOtherPolicies()
    {
        questions.Ask(OfSurroundings);
        return CelValue.Bool(Facts.HasOtherPolicies);
    }

    /// <summary>Whether the plug-in enforces policies of an object's kind.</summary>
    public CelValue Enforced(CelValue policy) =>
        questions.Values.DocumentOf(policy) is { } document ? Enforced(document.Key.Kind) : CelValue.False;

    /// <summary>Whether a plug-in enforces NetworkPolicies.</summary>
    public CelValue Enforces() => Enforced(NetworkPolicies);

    /// <summary>The names of the plug-ins.</summary>
    public CelValue Plugins()
    {
        questions.Ask(OfSurroundings);
        var enforcement = Reachability.Enforcement;
        return List(enforcement.Plugins.Select(plugin => plugin.Name).Distinct().Select(CelValue.String), enforcement.Missing);
    }

    public override bool Equals(object? obj) => obj is NetworkQuestions other && ReferenceEquals(questions, other.Questions);

    public override int GetHashCode() => questions.GetHashCode();

    private PlatformQuestions Questions => questions;

    private CelValue Enforced(GroupKind kind)
    {
        questions.Ask(OfSurroundings);
        var enforcement = Reachability.Enforcement;
        return enforcement.Of(kind) switch
        {
            Match.Yes => CelValue.True,
            Match.No => CelValue.False,
            _ => EvidenceMissing.Unknown(enforcement.Missing ?? Depends(enforcement.Plugins.Count > 0 ? enforcement.Plugins[0].Name : "the plug-in")),
        };
    }

    private static MissingEvidence Depends(string plugin) => new(MissingCode.Incomplete, $"whether {plugin} enforces the policies", "that depends on its version or its settings");

    private IEnumerable<(Door Door, DoorTarget Target)> DoorsTo(CelValue workload) =>
        EndsOf(workload).Select(end => end.Workload).Distinct().SelectMany(Facts.DoorsTo);

    // Packets of a load balancer, or to a port of a node, may come from any address, or from a node that passes them on.
    private (Answered Answer, MissingEvidence? Missing) Opens(Door door, DoorTarget target)
    {
        var senders = door.Controller.Count > 0 ? door.Controller : Internet();
        var unknown = door.Missing.Count > 0 ? door.Missing[0] : null;
        foreach (var sender in senders)
        {
            var (answer, missing) = Connects(sender, target.End, target.Ports);
            if (answer == Answered.Yes)
            {
                return (answer, null);
            }

            unknown ??= answer == Answered.Unknown ? missing : null;
        }

        return (unknown is null ? Answered.No : Answered.Unknown, unknown);
    }

    private CelValue Any(IEnumerable<(NetworkEnd From, NetworkEnd To)> pairs, PortSet ports)
    {
        MissingEvidence? unknown = null;
        // Ends of one class are the same to every policy, so one pair of each is enough.
        foreach (var (from, to) in pairs.DistinctBy(pair => (pair.From.ClassNumber, pair.To.ClassNumber)))
        {
            var (answer, missing) = Connects(from, to, ports);
            if (answer == Answered.Yes)
            {
                return CelValue.True;
            }

            unknown ??= answer == Answered.Unknown ? missing : null;
        }

        return unknown is null ? CelValue.False : EvidenceMissing.Unknown(unknown);
    }

    private (Answered Answer, MissingEvidence? Missing) Connects(NetworkEnd from, NetworkEnd to, PortSet ports)
    {
        var between = Reachability.Between(Reachability.Classes[from.ClassNumber], Reachability.Classes[to.ClassNumber]);
        var allowed = between.Allowed.Intersect(ports);
        var unknown = between.Unknown.Intersect(ports);
        var point = (allowed.IsEmpty ? unknown.IsEmpty ? ports : unknown : allowed).Ranges.FirstOrDefault();
        if (point == default)
        {
            return (Answered.No, null);
        }

        var answer = Reachability.Answer(from, to, point.Protocol, Math.Max(point.First, AnyPort));
        return answer.Missing.Count > 0 ? (Answered.Unknown, answer.Missing[0])
            : !allowed.IsEmpty ? (Answered.Yes, null)
            : !unknown.IsEmpty && !IsOnlyStrange(answer) ? (Answered.Unknown, answer.Reasons.Select(reason => reason.Missing).FirstOrDefault(one => one is not null) ?? NotSaid)
            : answer.IsEnforced switch
            {
                Match.Yes => (Answered.No, null),
                Match.No => (Answered.Yes, null),
                _ => (Answered.Unknown, Reachability.Enforcement.Missing ?? Depends("the plug-in")),
            };
    }

    // A stranger is a pod that no rule names: a rule of NetworkPolicies that might fit it by labels is not for it. What else is not known about a rule is.
    private bool IsOnlyStrange(ReachAnswer answer) =>
        (ReferenceEquals(answer.Packet.From, Reachability.SomePod) || ReferenceEquals(answer.Packet.To, Reachability.SomePod))
        && new[] { answer.Egress, answer.Ingress }.OfType<SideAnswer>().SelectMany(side => side.Rules)
            .All(fit => fit.Peer != Match.Maybe || fit.Rule.Policy.Document.Key.Kind == NetworkPolicies);

    // What no policy is about passes. A stranger of whom nothing is known is kept out only where something is kept out.
    private (Answered Answer, MissingEvidence? Missing) Isolates(NetworkEnd pod, bool isIngress)
    {
        var stranger = Reachability.SomePod;
        var answer = isIngress ? Reachability.Answer(stranger, pod, Protocol.Tcp, AnyPort) : Reachability.Answer(pod, stranger, Protocol.Tcp, AnyPort);
        var side = isIngress ? answer.Ingress : answer.Egress;
        var isSelected = side is not null && (side.Verdict != Passing.Allowed || side.Selecting.Any(policy => policy.Tier == PolicyTier.Namespace));
        return isSelected ? side!.Verdict == Passing.Unknown && side.Selecting.All(policy => policy.Tier != PolicyTier.Namespace)
                ? (Answered.Unknown, side.Reasons.Select(reason => reason.Missing).FirstOrDefault(one => one is not null) ?? NotSaid)
                : (Answered.Yes, null)
            : PoliciesOf(pod.Namespace) is { } missing ? (Answered.Unknown, missing)
            : (Answered.No, null);
    }

    // What is named and not there may be where nobody looked.
    private CelValue? Unseen(CelValue named, IReadOnlyList<NetworkEnd> ends) =>
        ends.Count == 0 && named.Kind == CelKind.String && !questions.Values.Platform.IsComplete(named.AsString() == "nodes" ? Nodes : Pods, null, out var missing)
            ? EvidenceMissing.Unknown(missing)
            : null;

    private MissingEvidence? PoliciesOf(string ns) => questions.Values.Platform.IsComplete(NetworkPolicies, ns, out var missing) ? null : missing;

    private MissingEvidence? Incomplete(string? ns) =>
        questions.Values.Platform.IsComplete(Pods, ns, out var missing) && questions.Values.Platform.IsComplete(NetworkPolicies, ns, out missing) ? null : missing;

    private IReadOnlyList<NetworkEnd> Internet() => Facts.Internet;

    private IReadOnlyList<NetworkEnd> EndsOf(CelValue value) => value.Kind != CelKind.String
        ? questions.Values.DocumentOf(value) is { } document ? EndsOf(document) : []
        : value.AsString() switch
        {
            "outside" => Internet(),
            "stranger" => [Reachability.SomePod],
            "nodes" => [.. Reachability.Ends.Where(end => end.Kind == EndKind.Node)],
            "metadata" => Reachability.MetadataServices,
            "apiserver" => [.. Reachability.ApiServer.Select(target => target.End)],
            var name when name.StartsWith("namespace/", StringComparison.Ordinal) => [.. Facts.In(name["namespace/".Length..])],
            var name => Reachability.Find(name) is { } end ? [end] : [],
        };

    private IReadOnlyList<NetworkEnd> EndsOf(Document document)
    {
        var facts = Facts;
        if (_last is not { } last || !ReferenceEquals(last.Document, document))
        {
            _last = last = (document, facts.EndsOf(document));
        }

        return last.Ends;
    }

    private static CelValue List(IEnumerable<CelValue> items, MissingEvidence? missing) =>
        CelValue.List(missing is null ? [.. items] : [.. items, CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing)))]);
}
