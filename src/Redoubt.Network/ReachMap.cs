using System.Collections.Concurrent;
using Redoubt.Network.Ends;
using Redoubt.Network.Rows;

namespace Redoubt.Network;

/// <summary>
/// Who may send to whom, by class, for the whole platform. That a pod reaches itself, and its node it, is about single pods and not in it.
/// </summary>
public sealed class ReachMap
{
    private readonly int _ends;
    private readonly int _mostPieces;
    private readonly RowIndex _ingress;
    private readonly Senders _senders;
    private readonly IReadOnlyList<MapCell>?[] _byReceiver;
    private readonly ConcurrentDictionary<EndSet, EndSet> _known = new();
    private volatile bool _isByProtocol;

    internal ReachMap(EndIndex ends, RowIndex ingress, RowIndex egress, long mostCells)
    {
        _ends = ends.Classes.Count;
        _mostPieces = (int)Math.Min(int.MaxValue, mostCells / _ends);
        _ingress = ingress;
        _senders = Senders.Of(egress, _ends);
        _byReceiver = new IReadOnlyList<MapCell>?[_ends];
        _isByProtocol = ingress.All.Concat(egress.All).Any(row => row.IsByProtocol);
    }

    /// <summary>
    /// Whether something of what was asked is by protocol only, for want of <see cref="NetworkLimits.RowSteps"/> or <see cref="NetworkLimits.MapCells"/>: what differs within
    /// a protocol is then not known.
    /// </summary>
    public bool IsByProtocol => _isByProtocol;

    /// <summary>Who may send to the ends of a class, by port; ports that nobody may send to are left out. Worked out when it is first asked.</summary>
    /// <param name="to">The class.</param>
    public IReadOnlyList<MapCell> Into(EndClass to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return _byReceiver[to.Number] ?? WorkOut(to.Number, NewFold());
    }

    /// <summary>Works all classes out, on all processors.</summary>
    /// <returns>The cells of each class, by its number.</returns>
    public IReadOnlyList<IReadOnlyList<MapCell>> All()
    {
        Parallel.For(
            0, _ends, NewFold,
            (receiver, _, fold) =>
            {
                if (_byReceiver[receiver] is null)
                {
                    WorkOut(receiver, fold);
                }

                return fold;
            },
            _ => { });
        return _byReceiver!;
    }

    private MapFold NewFold() => new(_senders, _ends, _mostPieces, _known);

    private IReadOnlyList<MapCell> WorkOut(int receiver, MapFold fold)
    {
        var cells = fold.Into(receiver, _ingress.Of(receiver), out var isByProtocol);
        if (isByProtocol)
        {
            _isByProtocol = true;
        }

        return _byReceiver[receiver] = cells;
    }
}
