using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>
/// Compares what the engine lets through on a platform with what was asked for: of every pod that got a policy with every other end, in both directions.
/// </summary>
internal sealed class SuggestionProof
{
    private readonly Reachability _patched;
    private readonly NeedCover _cover;
    private readonly HashSet<int> _subjects;
    private readonly ILookup<int, (NeedPeer Other, PortSet Ports)> _into;
    private readonly ILookup<int, (NeedPeer Other, PortSet Ports)> _outOf;
    private readonly List<(string, string, PortSet)> _closed = [];
    private readonly List<(string, string, PortSet)> _open = [];

    public SuggestionProof(Reachability patched, IEnumerable<PolicySubject> subjects, IReadOnlyList<Need> needs)
    {
        _patched = patched;
        _cover = new NeedCover(patched);
        _subjects = [.. subjects.SelectMany(subject => _cover.ClassesOf(subject.Name))];
        _into = Sides(needs, need => need.To, need => need.From);
        _outOf = Sides(needs, need => need.From, need => need.To);
        foreach (var to in patched.Classes)
        {
            Compare(to);
        }
    }

    /// <summary>What is asked for and does not pass.</summary>
    public IReadOnlyList<string> Closed => Told(_closed);

    /// <summary>What passes and is not asked for.</summary>
    public IReadOnlyList<string> Open => Told(_open);

    private ILookup<int, (NeedPeer, PortSet)> Sides(IReadOnlyList<Need> needs, Func<Need, NeedPeer> own, Func<Need, NeedPeer> other) =>
        needs.GroupBy(need => (Own: own(need), Other: other(need))).Where(group => group.Key.Own is NeedPeer.Workload)
            .Select(group => (group.Key, Ports: group.Aggregate(PortSet.None, (all, need) => all.Union(need.Ports))))
            .SelectMany(group => _cover.ClassesOf(((NeedPeer.Workload)group.Key.Own).Name), (group, one) => (one, group.Key.Other, group.Ports))
            .ToLookup(side => side.one, side => (side.Other, side.Ports));

    // Where an answer is not known, as for a block and the pods in it, nothing is claimed of either.
    private void Compare(EndClass to)
    {
        var passes = new Dictionary<int, (PortSet Allowed, PortSet Unknown)>();
        foreach (var cell in _patched.Map.Into(to))
        {
            foreach (var from in cell.AllowedClasses.Where(from => IsConcerned(from, to.Number)))
            {
                var known = Known(passes, from);
                passes[from] = known with { Allowed = known.Allowed.Union(cell.Ports) };
            }

            foreach (var from in cell.UnknownClasses.Where(from => IsConcerned(from, to.Number)))
            {
                var known = Known(passes, from);
                passes[from] = known with { Unknown = known.Unknown.Union(cell.Ports) };
            }
        }

        foreach (var (from, (allowed, _)) in passes)
        {
            Tell(_open, from, to.Number, allowed.Except(Asked(from, to.Number, perhaps: true)));
        }

        foreach (var from in Askers(to.Number))
        {
            var (allowed, unknown) = Known(passes, from);
            Tell(_closed, from, to.Number, Asked(from, to.Number, perhaps: false).Except(allowed).Except(unknown));
        }
    }

    private static (PortSet Allowed, PortSet Unknown) Known(Dictionary<int, (PortSet Allowed, PortSet Unknown)> passes, int from) =>
        passes.TryGetValue(from, out var known) ? known : (PortSet.None, PortSet.None);

    private bool IsConcerned(int from, int to) => from != to && (_subjects.Contains(from) || _subjects.Contains(to));

    // Whoever a need of the receiver names, or has a need that names the receiver.
    private IEnumerable<int> Askers(int to)
    {
        var named = _subjects.Contains(to) ? _into[to].SelectMany(side => _cover.Of(side.Other).Sure.Ends())
            : _subjects.Where(from => _outOf[from].Any(side => _cover.Of(side.Other).Sure.Contains(to)));
        return named.Where(from => IsConcerned(from, to)).Distinct();
    }

    // A packet has to be asked for on each side that has a policy.
    private PortSet Asked(int from, int to, bool perhaps)
    {
        var asked = PortSet.All;
        if (_subjects.Contains(from))
        {
            asked = asked.Intersect(Ports(_outOf[from], to, perhaps));
        }

        return _subjects.Contains(to) ? asked.Intersect(Ports(_into[to], from, perhaps)) : asked;
    }

    private PortSet Ports(IEnumerable<(NeedPeer Other, PortSet Ports)> sides, int other, bool perhaps) =>
        sides.Where(side => (perhaps ? _cover.Of(side.Other).Perhaps : _cover.Of(side.Other).Sure).Contains(other)).Aggregate(PortSet.None, (all, side) => all.Union(side.Ports));

    private void Tell(List<(string, string, PortSet)> into, int from, int to, PortSet ports)
    {
        if (!ports.IsEmpty)
        {
            into.Add((NameOf(from), NameOf(to), ports));
        }
    }

    private string NameOf(int number) => _patched.Classes[number] switch
    {
        { Kind: EndKind.Address } => "addresses outside",
        { Ends: [{ } first, ..] } => first.Workload,
        _ => "a node",
    };

    private static string[] Told(List<(string From, string To, PortSet Ports)> pairs) =>
        [.. pairs.GroupBy(pair => (pair.From, pair.To)).Select(group => $"{group.Key.From} to {group.Key.To}: {group.Aggregate(PortSet.None, (all, pair) => all.Union(pair.Ports))}").Order(StringComparer.Ordinal)];
}
