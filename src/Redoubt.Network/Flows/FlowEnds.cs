using System.Buffers;
using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;
using Redoubt.Network.Suggest;

namespace Redoubt.Network.Flows;

/// <summary>Finds the ends of flows on a platform: pods by name, by what their names begin with, or by address.</summary>
internal sealed class FlowEnds
{
    // What a ReplicaSet, a DaemonSet or a Job and what makes them put behind the name.
    private const int MostSuffixes = 3;

    private static readonly SearchValues<char> MadeUpLetters = SearchValues.Create("bcdfghjklmnpqrstvwxz2456789");

    private readonly Reachability _reachability;
    private readonly Dictionary<(string Namespace, string Name), string> _byName = [];
    private readonly Dictionary<IpAddress, NetworkEnd> _byAddress = [];

    public FlowEnds(Reachability reachability)
    {
        _reachability = reachability;
        foreach (var pod in reachability.Ends.Where(end => end.Kind == EndKind.Pod))
        {
            _byName.TryAdd((pod.Namespace, pod.Name[(pod.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]), pod.Workload);
            _byName.TryAdd((pod.Namespace, pod.Workload[(pod.Workload.IndexOf('/', StringComparison.Ordinal) + 1)..pod.Workload.LastIndexOf('[')]), pod.Workload);
            foreach (var address in pod.IsOnHostNetwork ? [] : pod.Addresses)
            {
                _byAddress.TryAdd(address, pod);
            }
        }
    }

    /// <summary>An end without what tells pods of one owner, or addresses of the internet, apart: so that a log of any length is few flows.</summary>
    public FlowEnd Folded(FlowEnd end)
    {
        if (OwnerOf(end) is { } owner)
        {
            return new FlowEnd(end.Namespace, "", owner, "", "");
        }

        return end.Namespace.Length > 0 || end.Place is "kube-apiserver" or "host" or "remote-node" ? end with { Address = end.Place.Length > 0 ? end.Address : "" }
            : IpAddress.TryParse(end.Address, out var address) && IsPublic(address) ? new FlowEnd("", "", "", "", address.IsV6 ? "world-ipv6" : "world")
            : end with { Place = end.Address.Length > 0 ? "" : end.Place };
    }

    /// <summary>A folded end as a policy names it; none, and a note, where nothing here is it.</summary>
    public IEnumerable<NeedPeer> PeersOf(FlowEnd end, NeedList notes)
    {
        if (end.Owner.Length > 0 && end.Owner.EndsWith(']'))
        {
            return [.. _reachability.Find(end.Owner) is { } owner ? NeedList.PeersOf(owner) : []];
        }

        if (end.Namespace.Length > 0)
        {
            notes.Say($"the flow log names {end.Namespace}/{(end.Pod.Length > 0 ? end.Pod : end.Owner)}, which is not here: its connections are not let through");
            return [];
        }

        if (IpAddress.TryParse(end.Address, out var address))
        {
            // A node's own pods it always reaches; who else comes from a node has its address.
            return [new NeedPeer.Addresses($"{address}/{address.Bits}")];
        }

        if (end.Place is "world" or "world-ipv4" or "world-ipv6")
        {
            return [end.Place == "world-ipv6" ? new NeedPeer.Addresses("2000::/3") : NeedPeer.Addresses.Internet];
        }

        notes.Say($"the flow log names {(end.Place.Length > 0 ? end.Place : "an end without a name")} without an address: its connections are not let through");
        return [];
    }

    private string? OwnerOf(FlowEnd end)
    {
        if (end.Namespace.Length == 0)
        {
            return IpAddress.TryParse(end.Address, out var address) && _byAddress.TryGetValue(address, out var pod) ? pod.Workload : null;
        }

        if (end.Owner.Length > 0 && _byName.TryGetValue((end.Namespace, end.Owner), out var owner))
        {
            return owner;
        }

        var name = end.Pod.TrimEnd('*').TrimEnd('-');
        for (var suffixes = 0; suffixes <= MostSuffixes && name.Length > 0; suffixes++)
        {
            if (_byName.TryGetValue((end.Namespace, name), out var found))
            {
                return found;
            }

            var dash = name.LastIndexOf('-');
            if (dash < 0 || !IsMadeUp(name.AsSpan(dash + 1)))
            {
                return null;
            }

            name = name[..dash];
        }

        return null;
    }

    // A number, or letters of those that Kubernetes makes names up from: no vowels, so that they are no words.
    private static bool IsMadeUp(ReadOnlySpan<char> suffix) => suffix.Length > 0 && (suffix.IndexOfAnyExceptInRange('0', '9') < 0 || suffix.IndexOfAnyExcept(MadeUpLetters) < 0);

    private static bool IsPublic(IpAddress address) => !AddressRange.Unrouted.Any(range => range.Contains(address));
}
