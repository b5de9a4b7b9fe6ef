namespace Redoubt.Network.Tests.Laws;

/// <summary>
/// The specifications, read for one packet: every order of policies that may be, and every answer to what is not known of a rule, one after another.
/// </summary>
internal sealed class NaiveNetwork(World world)
{
    private static readonly string[] Orders = ["old first", "successor first"];

    public Verdict Answer(string from, string to, string protocol, int port)
    {
        var (sender, receiver) = (End(from), End(to));
        if (sender.Pod is not null && sender.Pod == receiver.Pod)
        {
            return Verdict.Allowed;
        }

        var isFromNode = sender.Pod is null or { IsOnHost: true } && sender.IsNode;
        var isOwn = isFromNode && receiver.Pod is not null && sender.Node is not null && sender.Node == receiver.Pod.Node;
        if (isOwn)
        {
            return Verdict.Allowed;
        }

        var verdicts = new HashSet<bool>(
            from sent in Side(sender, receiver, receiver, protocol, port, isIngress: false)
            from taken in Side(receiver, sender, receiver, protocol, port, isIngress: true)
            select sent && taken);
        var mayBeOwn = isFromNode && receiver.Pod is not null && (sender.Node is null || receiver.Pod.Node is null);
        return verdicts.Count == 2 || (mayBeOwn && verdicts.Contains(false)) ? Verdict.Unknown : verdicts.Single() ? Verdict.Allowed : Verdict.Denied;
    }

    /// <summary>Who sends or gets: a pod, a node, or an address.</summary>
    private sealed record NaiveEnd(WorldPod? Pod, bool IsNode, string? Node, string[] Addresses, Dictionary<string, string>? Labels)
    {
        public bool IsPod => Pod is { IsOnHost: false };
    }

    private NaiveEnd End(string name)
    {
        if (world.Pods.FirstOrDefault(pod => $"{pod.Namespace}/{pod.Name}" == name) is { } found)
        {
            var own = world.Nodes.FirstOrDefault(node => node.Name == found.Node);
            return found.IsOnHost ? new NaiveEnd(found, true, found.Node, own?.Addresses ?? [], own?.Labels) : new NaiveEnd(found, false, null, found.Addresses, null);
        }

        var isAddress = !name.StartsWith("node/", StringComparison.Ordinal);
        var node = world.Nodes.FirstOrDefault(node => isAddress ? node.Addresses.Contains(name) : $"node/{node.Name}" == name);
        return node is null ? new NaiveEnd(null, false, null, [name], null) : new NaiveEnd(null, true, node.Name, isAddress ? [name] : node.Addresses, node.Labels);
    }

    // What the policies of one end may say, over everything that is not known.
    private IEnumerable<bool> Side(NaiveEnd subject, NaiveEnd peer, NaiveEnd receiver, string protocol, int port, bool isIngress)
    {
        if (!subject.IsPod)
        {
            return [true];
        }

        var selecting = world.Policies.Where(policy => (isIngress ? policy.Ingress : policy.Egress) is not null && IsFor(policy, subject.Pod!)).ToArray();
        return Orders.SelectMany(order => Sequences(selecting.Where(policy => policy.Tier == "Admin"), order)
            .SelectMany(admin => Sequences(selecting.Where(policy => policy.Tier == "Baseline"), order).SelectMany(baseline => Outcomes(admin, baseline)))).Distinct();

        IEnumerable<bool> Outcomes(WorldPolicy[] admin, WorldPolicy[] baseline)
        {
            foreach (var first in Firsts(admin))
            {
                var own = selecting.Where(policy => policy.Kind == "NetworkPolicy").ToArray();
                var outcomes = first is "Allow" or "Deny" ? [first == "Allow"]
                    : own.Length > 0 ? Firsts(own).Select(let => let == "Allow")
                    : Firsts(baseline).Select(last => last != "Deny");
                foreach (var outcome in outcomes)
                {
                    yield return outcome;
                }
            }
        }

        // The action of the first rule that fits, for every way in which what is not known may be.
        IEnumerable<string?> Firsts(WorldPolicy[] policies)
        {
            foreach (var rule in policies.SelectMany(policy => (isIngress ? policy.Ingress : policy.Egress)!.Select(rule => (policy, rule))))
            {
                var match = rule.rule.Ports.Length == 0 || rule.rule.Ports.Any(one => IsPort(rule.policy, one, receiver, protocol, port))
                    ? rule.rule.Peers.Length == 0 ? Match.Yes : rule.rule.Peers.Max(one => On(rule.policy, one, peer))
                    : Match.No;
                if (match != Match.No)
                {
                    yield return rule.rule.Action;
                }

                if (match == Match.Yes)
                {
                    yield break;
                }
            }

            yield return null;
        }
    }

    // All orders of policies that agree with their priorities; the baseline of the old kind has none, and is before or after all others.
    private static IEnumerable<WorldPolicy[]> Sequences(IEnumerable<WorldPolicy> policies, string order)
    {
        IEnumerable<WorldPolicy[]> sequences = [[]];
        foreach (var group in policies.GroupBy(policy => policy.Kind == "BaselineAdminNetworkPolicy" ? (order == "old first" ? -1 : 9) : policy.Priority).OrderBy(group => group.Key))
        {
            sequences = sequences.SelectMany(before => Permutations([.. group]), (before, permutation) => (WorldPolicy[])[.. before, .. permutation]).ToArray();
        }

        return sequences;
    }

    private static IEnumerable<WorldPolicy[]> Permutations(WorldPolicy[] policies) => policies.Length == 0
        ? [[]]
        : policies.SelectMany(first => Permutations([.. policies.Where(other => other != first)]), (first, rest) => (WorldPolicy[])[first, .. rest]);

    internal bool IsFor(WorldPolicy policy, WorldPod pod) => policy.Kind == "NetworkPolicy"
        ? policy.Namespace == pod.Namespace && Selects(policy.Pods, pod.Labels)
        : Selects(policy.Namespaces, LabelsOf(pod.Namespace)) && Selects(policy.Pods, pod.Labels);

    /// <summary>Whether a pod is surely one of a peer's.</summary>
    internal bool IsPeer(WorldPolicy policy, WorldPeer peer, WorldPod pod) => On(policy, peer, End($"{pod.Namespace}/{pod.Name}")) == Match.Yes;

    private Dictionary<string, string> LabelsOf(string ns) =>
        new(world.Namespaces.Single(one => one.Name == ns).Labels) { ["kubernetes.io/metadata.name"] = ns };

    private Match On(WorldPolicy policy, WorldPeer peer, NaiveEnd end)
    {
        if (peer.Block is { } block)
        {
            var match = In(block.Cidr, block.Except, end);
            return end.IsPod && match == Match.Yes ? Match.Maybe : match;
        }

        if (peer.Networks is { } networks)
        {
            return networks.Max(network => In(network, [], end));
        }

        if (peer.Nodes is { } nodes)
        {
            return !end.IsNode ? Match.No : end.Labels is { } labels ? Selects(nodes, labels) ? Match.Yes : Match.No
                : nodes.Labels.Count + nodes.Expressions.Length == 0 ? Match.Yes : Match.Maybe;
        }

        if (peer.IsDomain)
        {
            return end.IsPod ? Match.No : Match.Maybe;
        }

        var isNamespace = peer.Namespaces is { } namespaces ? end.IsPod && Selects(namespaces, LabelsOf(end.Pod!.Namespace)) : end.Pod?.Namespace == policy.Namespace;
        return end.IsPod && isNamespace && (peer.Pods is null || Selects(peer.Pods, end.Pod!.Labels)) ? Match.Yes : Match.No;
    }

    private static Match In(string block, string[] except, NaiveEnd end) => end.Addresses.Length > 0
        ? end.Addresses.Any(address => NaiveAddress.IsIn(address, block) && !except.Any(cut => NaiveAddress.IsIn(address, cut))) ? Match.Yes : Match.No
        : block == "0.0.0.0/0" && except.Length == 0 ? Match.Yes
        : NaiveAddress.MayHoldPods(block, except) ? Match.Maybe : Match.No;

    private static bool IsPort(WorldPolicy policy, WorldPort wanted, NaiveEnd receiver, string protocol, int port)
    {
        var isAnyProtocol = policy.Kind != "NetworkPolicy" && wanted.Name is not null;
        if (!isAnyProtocol && (wanted.Protocol ?? "TCP") != protocol)
        {
            return false;
        }

        if (wanted.Name is { } name)
        {
            return receiver.IsPod && receiver.Pod!.Ports.Contains((name, protocol, port));
        }

        return wanted.Number is not { } number || (port >= number && port <= (wanted.End ?? number));
    }

    private static bool Selects(WorldSelector selector, Dictionary<string, string> labels) =>
        selector.Labels.All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value)
        && selector.Expressions.All(one => one.Operator switch
        {
            "In" => labels.TryGetValue(one.Key, out var value) && one.Values.Contains(value),
            "NotIn" => !labels.TryGetValue(one.Key, out var value) || !one.Values.Contains(value),
            "Exists" => labels.ContainsKey(one.Key),
            _ => !labels.ContainsKey(one.Key),
        });
}
