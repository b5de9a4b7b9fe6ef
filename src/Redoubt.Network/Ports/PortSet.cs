using System.Collections.Immutable;

namespace Redoubt.Network.Ports;

/// <summary>
/// Ports of all protocols, as ranges that neither meet nor overlap. All protocols lie on one line: a port's point on it is
/// <c>protocol × 65536 + port</c>, so that a set is cut and joined without a thought of protocols.
/// </summary>
public sealed class PortSet : IEquatable<PortSet>
{
    private readonly ImmutableArray<(int First, int Last)> _points;

    private PortSet(ImmutableArray<(int First, int Last)> points) => _points = points;

    /// <summary>No port.</summary>
    public static PortSet None { get; } = new([]);

    /// <summary>Every port of every protocol.</summary>
    public static PortSet All { get; } = Of(Protocols.All.Select(protocol => new PortRange(protocol, 1, PortRange.Highest)));

    /// <summary>Whether no port is in it.</summary>
    public bool IsEmpty => _points.IsEmpty;

    /// <summary>Whether every port of every protocol is in it.</summary>
    public bool IsAll => Equals(All);

    /// <summary>The ranges, by protocol and port.</summary>
    public IEnumerable<PortRange> Ranges => _points.Select(range => new PortRange((Protocol)(range.First >> 16), range.First & 0xffff, range.Last & 0xffff));

    /// <summary>The ranges as points of the line.</summary>
    internal ImmutableArray<(int First, int Last)> Points => _points;

    /// <summary>The ports of these ranges.</summary>
    /// <param name="ranges">The ranges, in any order.</param>
    public static PortSet Of(params IEnumerable<PortRange> ranges) => OfPoints(ranges.Select(range => (Point(range.Protocol, range.First), Point(range.Protocol, range.Last))));

    /// <summary>Whether a port is in it.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The port.</param>
    public bool Contains(Protocol protocol, int port) => Contains(Point(protocol, port));

    /// <summary>The ports of either.</summary>
    /// <param name="other">The other.</param>
    public PortSet Union(PortSet other) => IsEmpty ? other : other.IsEmpty ? this : OfPoints(_points.Concat(other._points));

    /// <summary>The ports of both.</summary>
    /// <param name="other">The other.</param>
    public PortSet Intersect(PortSet other)
    {
        var both = ImmutableArray.CreateBuilder<(int, int)>();
        for (int i = 0, j = 0; i < _points.Length && j < other._points.Length;)
        {
            var (first, last) = (Math.Max(_points[i].First, other._points[j].First), Math.Min(_points[i].Last, other._points[j].Last));
            if (first <= last)
            {
                both.Add((first, last));
            }

            if (_points[i].Last < other._points[j].Last)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return both.Count == 0 ? None : new PortSet(both.ToImmutable());
    }

    /// <summary>The ports that the other has not.</summary>
    /// <param name="other">The other.</param>
    public PortSet Except(PortSet other) => other.IsEmpty ? this : Intersect(other.Others());

    /// <inheritdoc/>
    public bool Equals(PortSet? other) => other is not null && _points.AsSpan().SequenceEqual(other._points.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PortSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var range in _points)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>All Connections</c>, <c>No Connections</c>, or the ports by protocol: <c>TCP 80,8080-8090,UDP 53</c>.</summary>
    public override string ToString() => IsAll ? "All Connections" : IsEmpty ? "No Connections"
        : string.Join(',', Ranges.GroupBy(range => Protocols.NameOf(range.Protocol)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {string.Join(',', group)}"));

    /// <summary>The last point of the line.</summary>
    internal static int LastPoint { get; } = Point(Protocol.Sctp, PortRange.Highest);

    internal static int Point(Protocol protocol, int port) => ((int)protocol << 16) | port;

    /// <summary>Whether a point is a port 0, which lies between two protocols and which nothing has.</summary>
    internal static bool IsNobodys(int point) => (point & 0xffff) == 0;

    internal static PortSet OfPoints(IEnumerable<(int First, int Last)> ranges)
    {
        var joined = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var range in ranges.Where(range => range.First <= range.Last).Order())
        {
            // Ports of two protocols never meet: each protocol's line starts at its port 0, which no set holds.
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined.Count == 0 ? None : new PortSet(joined.ToImmutable());
    }

    internal bool Contains(int point)
    {
        var (low, high) = (0, _points.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < _points[middle].First)
            {
                high = middle - 1;
            }
            else if (point > _points[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private PortSet Others()
    {
        var others = new List<(int, int)>();
        foreach (var whole in All._points)
        {
            var next = whole.First;
            foreach (var range in _points.Where(range => range.First >= whole.First && range.Last <= whole.Last))
            {
                others.Add((next, range.First - 1));
                next = range.Last + 1;
            }

            others.Add((next, whole.Last));
        }

        return OfPoints(others);
    }
}
