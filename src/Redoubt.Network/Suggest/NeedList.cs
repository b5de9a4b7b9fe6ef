using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>What was found that is needed, each once, and what could not be inferred.</summary>
public sealed class NeedList
{
    private readonly Dictionary<(NeedPeer From, NeedPeer To, string Reason), int> _places = [];
    private readonly List<Need> _all = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>What is needed, in the order in which it was found.</summary>
    public IReadOnlyList<Need> All => _all;

    /// <summary>What could not be inferred.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a need; of the same two ends for the same reason there is one, with the ports of all.</summary>
    /// <param name="need">The need.</param>
    public void Add(Need need)
    {
        ArgumentNullException.ThrowIfNull(need);
        if (need.Ports.IsEmpty)
        {
            return;
        }

        var key = (need.From, need.To, need.Reason);
        if (_places.TryGetValue(key, out var at))
        {
            _all[at] = _all[at] with { Ports = _all[at].Ports.Union(need.Ports) };
        }
        else if (_all.Count < NetworkLimits.Needs)
        {
            _places.Add(key, _all.Count);
            _all.Add(need);
        }
        else
        {
            Say($"more than {NetworkLimits.Needs} connections are needed: the rest is left out, and so cut");
        }
    }

    /// <summary>Says what could not be inferred, once.</summary>
    /// <param name="note">The words.</param>
    public void Say(string note)
    {
        if (_notes.Count < NetworkLimits.Needs && _said.Add(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>An end as a policy names it: pods by their owner, what has no selector by its addresses.</summary>
    internal static IEnumerable<NeedPeer> PeersOf(NetworkEnd end) => end switch
    {
        { Kind: EndKind.SomePod } => [new NeedPeer.EveryPod()],
        { Kind: EndKind.Pod, IsOnHostNetwork: false } => [new NeedPeer.Workload(end.Workload)],
        { Addresses.Count: > 0 } => end.Addresses.Select(address => new NeedPeer.Addresses($"{address}/{address.Bits}")),
        _ => [new NeedPeer.Anybody()],
    };

    internal static PortSet Tcp(params IEnumerable<int> ports) => PortSet.Of(ports.Select(port => new PortRange(Protocol.Tcp, port, port)));
}
