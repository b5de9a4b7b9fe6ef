using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network;

/// <summary>Who may send to a class of ends, on some ports.</summary>
public sealed class MapCell
{
    internal MapCell(PortSet ports, EndSet allowed, EndSet unknown) => (Ports, Allowed, Unknown) = (ports, allowed, unknown);

    /// <summary>The ports.</summary>
    public PortSet Ports { get; }

    /// <summary>The numbers of the classes whose packets pass, in order.</summary>
    public IEnumerable<int> AllowedClasses => Allowed.Ends();

    /// <summary>The numbers of the classes of which that is not known, in order.</summary>
    public IEnumerable<int> UnknownClasses => Unknown.Ends();

    internal EndSet Allowed { get; }

    internal EndSet Unknown { get; }
}
