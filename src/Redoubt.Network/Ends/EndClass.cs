using Redoubt.Network.Labels;

namespace Redoubt.Network.Ends;

/// <summary>Ends that no policy can tell apart: pods of one namespace with the same labels and named ports, a node, or addresses.</summary>
public sealed class EndClass
{
    private readonly List<NetworkEnd> _ends = [];

    internal EndClass(int number, EndKind kind, string ns, LabelMap labels) => (Number, Kind, Namespace, Labels) = (number, kind, ns, labels);

    /// <summary>Its number: those of one namespace follow one another.</summary>
    public int Number { get; }

    /// <summary>What its ends are.</summary>
    public EndKind Kind { get; }

    /// <summary>The namespace of its pods; empty for anything else.</summary>
    public string Namespace { get; }

    /// <summary>Its ends, in the order of the evidence.</summary>
    public IReadOnlyList<NetworkEnd> Ends => _ends;

    internal LabelMap Labels { get; }

    internal void Add(NetworkEnd end)
    {
        end.ClassNumber = Number;
        _ends.Add(end);
    }
}
