using Redoubt.Network.Ends;
using Redoubt.Network.Rows;

namespace Redoubt.Network;

/// <summary>
/// Who may send to whom, by class, for the whole platform. That a pod reaches itself, and its node it, is about single pods and not in it.
/// </summary>
public sealed class ReachMap
{
    private readonly int _ends;
    private readonly RowIndex _ingress;
    private readonly Senders _senders;
    private readonly IReadOnlyList<MapCell>?[] _byReceiver;

    internal ReachMap(EndIndex ends, RowIndex ingress, RowIndex egress)
    {
        _ends = ends.Classes.Count;
        _ingress = ingress;
        _senders = Senders.Of(egress, _ends);
        _byReceiver = new IReadOnlyList<MapCell>?[_ends];
        IsByProtocol = ingress.All.Concat(egress.All).Any(row => row.IsByProtocol);
    }

    /// <summary>Whether some rows are by protocol only, for want of <see cref="NetworkLimits.RowSteps"/>: what differs within a protocol is then not known.</summary>
    public bool IsByProtocol { get; }

    /// <summary>Who may send to the ends of a class, by port; ports that nobody may send to are left out. Worked out when it is first asked.</summary>
    /// <param name="to">The class.</param>
    public IReadOnlyList<MapCell> Into(EndClass to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return _byReceiver[to.Number] ??= new MapFold(_senders, _ends).Into(to.Number, _ingress.Of(to.Number));
    }

    /// <summary>Works all classes out, on all processors.</summary>
    /// <returns>The cells of each class, by its number.</returns>
    public IReadOnlyList<IReadOnlyList<MapCell>> All()
    {
        Parallel.For(
            0, _ends, () => new MapFold(_senders, _ends),
            (receiver, _, fold) =>
            {
                _byReceiver[receiver] ??= fold.Into(receiver, _ingress.Of(receiver));
                return fold;
            },
            _ => { });
        return _byReceiver!;
    }
}
