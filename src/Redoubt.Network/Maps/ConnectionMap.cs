using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Maps;

/// <summary>
/// The connections of a platform folded for a reader: by workload or by namespace, addresses as ranges. What pods of one name may do is what any of them may.
/// That a pod reaches itself, and its node it, is not told; nodes are left out. Where no policy names a block of IPv6, it is as IPv4 where that is open, and left out.
/// </summary>
public static class ConnectionMap
{
    /// <summary>The rows, by sender and receiver.</summary>
    /// <param name="reachability">The platform.</param>
    /// <param name="byNamespace">Whether to fold by namespace instead of by workload.</param>
    /// <param name="isMeant">Which pods are asked about: rows that concern none of them are left out; null for all.</param>
    public static IReadOnlyList<ConnectionRow> Of(Reachability reachability, bool byNamespace = false, Func<NetworkEnd, bool>? isMeant = null)
    {
        ArgumentNullException.ThrowIfNull(reachability);
        var hasV6 = reachability.Classes.Count(one => one.Kind == EndKind.Address && one.Ends is [{ Range.First.IsV6: true }, ..]) > 1;
        var classes = reachability.Classes.Select(one => new Side(one, byNamespace, hasV6, isMeant)).ToArray();
        var rows = new Dictionary<(string From, string To), (PortSet Allowed, PortSet Unknown)>();
        var ranges = new Dictionary<(string End, bool IsFrom), SortedDictionary<AddressRange, (PortSet Allowed, PortSet Unknown)>>();
        foreach (var to in classes.Where(side => side.Names.Count > 0))
        {
            foreach (var cell in reachability.Map.Into(to.Class))
            {
                foreach (var number in cell.AllowedClasses)
                {
                    Add(classes[number], to, cell.Ports, PortSet.None, rows, ranges);
                }

                foreach (var number in cell.UnknownClasses)
                {
                    Add(classes[number], to, PortSet.None, cell.Ports, rows, ranges);
                }
            }
        }

        return
        [
            .. rows.Select(row => new ConnectionRow(row.Key.From, row.Key.To, row.Value.Allowed, row.Value.Unknown.Except(row.Value.Allowed))).Concat(Merged(ranges))
                .OrderBy(row => row.From, StringComparer.Ordinal).ThenBy(row => row.To, StringComparer.Ordinal),
        ];
    }

    private static void Add(
        Side from, Side to, PortSet allowed, PortSet unknown, Dictionary<(string From, string To), (PortSet Allowed, PortSet Unknown)> rows,
        Dictionary<(string End, bool IsFrom), SortedDictionary<AddressRange, (PortSet Allowed, PortSet Unknown)>> ranges)
    {
        if ((from.Range is not null && to.Range is not null) || !(from.IsMeant || to.IsMeant))
        {
            return;
        }

        foreach (var sender in from.Names)
        {
            foreach (var receiver in to.Names.Where(receiver => receiver != sender))
            {
                if ((from.Range ?? to.Range) is { } range)
                {
                    var key = from.Range is not null ? (receiver, true) : (sender, false);
                    var line = ranges.TryGetValue(key, out var known) ? known : ranges[key] = new(Comparer<AddressRange>.Create((one, other) => one.First.CompareTo(other.First)));
                    line[range] = With(line.GetValueOrDefault(range, (PortSet.None, PortSet.None)), allowed, unknown);
                }
                else
                {
                    rows[(sender, receiver)] = With(rows.GetValueOrDefault((sender, receiver), (PortSet.None, PortSet.None)), allowed, unknown);
                }
            }
        }
    }

    private static (PortSet Allowed, PortSet Unknown) With((PortSet Allowed, PortSet Unknown) known, PortSet allowed, PortSet unknown) => (known.Allowed.Union(allowed), known.Unknown.Union(unknown));

    // Neighbours with the same ports are one range to a reader.
    private static IEnumerable<ConnectionRow> Merged(Dictionary<(string End, bool IsFrom), SortedDictionary<AddressRange, (PortSet Allowed, PortSet Unknown)>> ranges)
    {
        foreach (var ((end, isFrom), line) in ranges)
        {
            AddressRange? open = null;
            var ports = (Allowed: PortSet.None, Unknown: PortSet.None);
            foreach (var (range, own) in line)
            {
                if (open is { } before && before.Last.IsV6 == range.First.IsV6 && before.Last.Value + 1 == range.First.Value && ports.Allowed.Equals(own.Allowed) && ports.Unknown.Equals(own.Unknown))
                {
                    open = new AddressRange(before.First, range.Last);
                    continue;
                }

                if (open is { } done)
                {
                    yield return Row(end, isFrom, done, ports);
                }

                (open, ports) = (range, own);
            }

            if (open is { } last)
            {
                yield return Row(end, isFrom, last, ports);
            }
        }
    }

    private static ConnectionRow Row(string end, bool isFrom, AddressRange range, (PortSet Allowed, PortSet Unknown) ports) =>
        new(isFrom ? $"{range}" : end, isFrom ? end : $"{range}", ports.Allowed, ports.Unknown.Except(ports.Allowed));

    // A class as a reader names it.
    private sealed class Side
    {
        public Side(EndClass one, bool byNamespace, bool hasV6, Func<NetworkEnd, bool>? isMeant)
        {
            Class = one;
            Range = one.Kind == EndKind.Address && one.Ends is [{ Range: { } range }, ..] && (hasV6 || !range.First.IsV6) ? range : null;
            IsMeant = one.Kind == EndKind.Pod && (isMeant is null || one.Ends.Any(isMeant));
            Names = one.Kind == EndKind.Pod ? [.. one.Ends.Select(end => byNamespace ? end.Namespace : end.Workload).Distinct()] : Range is { } line ? [$"{line}"] : [];
        }

        public EndClass Class { get; }

        public AddressRange? Range { get; }

        public bool IsMeant { get; }

        public IReadOnlyList<string> Names { get; }
    }
}
