namespace Redoubt.Network.Addresses;

/// <summary>All addresses, cut at the ends of the blocks in use: no policy tells two addresses of one piece apart.</summary>
internal sealed class AddressLine
{
    private readonly IpAddress[] _starts;

    public AddressLine(IEnumerable<AddressRange> blocks)
    {
        var starts = new HashSet<IpAddress> { AddressRange.AllV4.First, AddressRange.AllV6.First };
        foreach (var block in blocks)
        {
            starts.Add(block.First);
            if (block.Last != AddressRange.AllV4.Last && block.Last != AddressRange.AllV6.Last)
            {
                starts.Add(block.Last with { Value = block.Last.Value + 1 });
            }
        }

        _starts = [.. starts.Order()];
    }

    public int Count => _starts.Length;

    /// <summary>The number of the piece that an address lies in.</summary>
    public int PieceOf(IpAddress address)
    {
        var found = Array.BinarySearch(_starts, address);
        return found >= 0 ? found : ~found - 1;
    }

    public AddressRange this[int piece]
    {
        get
        {
            var isLast = piece + 1 == _starts.Length || _starts[piece + 1].IsV6 != _starts[piece].IsV6;
            var last = isLast
                ? (_starts[piece].IsV6 ? AddressRange.AllV6.Last : AddressRange.AllV4.Last)
                : _starts[piece + 1] with { Value = _starts[piece + 1].Value - 1 };
            return new AddressRange(_starts[piece], last);
        }
    }

    /// <summary>Whether a block's ends are cuts of this line.</summary>
    public bool Cuts(AddressRange block) => this[PieceOf(block.First)].First == block.First && this[PieceOf(block.Last)].Last == block.Last;
}
