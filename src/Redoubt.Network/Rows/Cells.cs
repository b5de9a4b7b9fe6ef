using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>For every piece of the line of ports, the ends whose packets pass and those of which that is not known; all others are denied.</summary>
/// <param name="Starts">Where each piece starts; it ends before the next.</param>
/// <param name="Allowed">Per piece, the ends whose packets pass.</param>
/// <param name="Unknown">Per piece, the ends of which it is not known.</param>
internal sealed record Cells(int[] Starts, EndSet[] Allowed, EndSet[] Unknown)
{
    public Verdict At(int end, int point)
    {
        var piece = PieceOf(point);
        return Allowed[piece].Contains(end) ? Verdict.Allowed : Unknown[piece].Contains(end) ? Verdict.Unknown : Verdict.Denied;
    }

    /// <summary>The piece that a point lies in.</summary>
    public int PieceOf(int point)
    {
        var found = Array.BinarySearch(Starts, point);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The ports on which an end's packets pass, and those on which that is not known.</summary>
    public Connection PortsOf(int end)
    {
        var (allowed, unknown) = (new List<(int, int)>(), new List<(int, int)>());
        for (var piece = 0; piece < Starts.Length; piece++)
        {
            if (Allowed[piece].Contains(end))
            {
                allowed.Add((Starts[piece], EndOf(piece)));
            }
            else if (Unknown[piece].Contains(end))
            {
                unknown.Add((Starts[piece], EndOf(piece)));
            }
        }

        // A piece may reach over the ports 0 that lie between two protocols, and that no set holds.
        return new Connection(PortSet.OfPoints(allowed).Intersect(PortSet.All), PortSet.OfPoints(unknown).Intersect(PortSet.All));
    }

    /// <summary>The last point of a piece.</summary>
    public int EndOf(int piece) => piece + 1 < Starts.Length ? Starts[piece + 1] - 1 : PortSet.LastPoint;
}
