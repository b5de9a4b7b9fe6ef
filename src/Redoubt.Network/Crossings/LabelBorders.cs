using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Crossings;

/// <summary>The namespaces of a platform by the value of one label: what lies on the other side of its borders.</summary>
internal sealed class LabelBorders
{
    private readonly EndIndex _ends;
    private readonly string _key;
    private readonly EndSet _labelled;
    private readonly EndSet _doubtful;
    private readonly Dictionary<string, EndSet> _byValue = new(StringComparer.Ordinal);

    public LabelBorders(EndIndex ends, string key)
    {
        (_ends, _key) = (ends, key);
        _labelled = ClassesOf(ends.Namespaces.Where(ns => ns.Labels[key] is not null));
        _doubtful = ClassesOf(ends.Namespaces.Where(ns => !ns.Labels.IsWhole && ns.Labels[key] is null));
        foreach (var group in ends.Namespaces.Where(ns => ns.Labels[key] is not null).GroupBy(ns => ns.Labels[key]!, StringComparer.Ordinal))
        {
            _byValue.Add(group.Key, ClassesOf(group));
        }
    }

    /// <summary>What crosses into a namespace, one for each class of its pods: a sure one where there is any.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="same">The values of the label that are on its own side.</param>
    /// <param name="map">Who may send to whom.</param>
    public IEnumerable<Crossing> Into(string ns, IEnumerable<string> same, ReachMap map)
    {
        if (!_ends.ByNamespace.TryGetValue(ns, out var entry))
        {
            yield break;
        }

        var others = OthersThan(same);
        // A rule that may fit a pod of which nothing is known is one for labels: it is not for a stranger.
        var strangers = new EndBits(_ends.Classes.Count).Or(_doubtful).SetRange(_ends.SomePod.ClassNumber, _ends.SomePod.ClassNumber);
        var perhaps = new EndBits(_ends.Classes.Count).Or(_doubtful).Or(others);
        for (var number = entry.First; number < entry.End; number++)
        {
            var (to, cells) = (_ends.Classes[number], map.Into(_ends.Classes[number]));
            if ((First(cells, to, others, unknown: null) ?? First(cells, to, strangers, perhaps)) is { } crossing)
            {
                yield return crossing;
            }
        }
    }

    /// <summary>The first pods on both sides.</summary>
    public Crossing? Across(string ns, IEnumerable<string> same) =>
        _ends.ByNamespace.TryGetValue(ns, out var entry) && entry.First < entry.End && OthersThan(same).ToSet() is { IsEmpty: false } others
            ? New(_ends.Classes[others.First], _ends.Classes[entry.First], PortSet.None, isSure: false) : null;

    private EndBits OthersThan(IEnumerable<string> same)
    {
        var others = new EndBits(_ends.Classes.Count).Or(_labelled);
        foreach (var own in same)
        {
            others.Except(_byValue.GetValueOrDefault(own, EndSet.Empty));
        }

        return others;
    }

    // The first of these who may send; where others are told too, those of whom that is not known count.
    private Crossing? First(IReadOnlyList<MapCell> cells, EndClass to, EndBits senders, EndBits? unknown)
    {
        foreach (var cell in cells)
        {
            var found = new EndBits(_ends.Classes.Count).OrBoth(cell.Allowed, senders);
            if (unknown is not null)
            {
                found.OrBoth(cell.Unknown, unknown);
            }

            if (found.ToSet() is { IsEmpty: false } set)
            {
                return New(_ends.Classes[set.First], to, cell.Ports, isSure: unknown is null);
            }
        }

        return null;
    }

    private Crossing New(EndClass from, EndClass to, PortSet ports, bool isSure) => new(from, to, _ends.ByNamespace.GetValueOrDefault(from.Namespace)?.Labels[_key] ?? "", ports, isSure);

    private static EndSet ClassesOf(IEnumerable<NamespaceEntry> namespaces) => EndSet.Of(namespaces.SelectMany(ns => Enumerable.Range(ns.First, ns.End - ns.First)));
}
