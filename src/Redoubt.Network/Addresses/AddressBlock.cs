namespace Redoubt.Network.Addresses;

/// <summary>A block of addresses without its exceptions.</summary>
/// <param name="Range">The block.</param>
/// <param name="Except">What is cut out of it.</param>
public sealed record AddressBlock(AddressRange Range, IReadOnlyList<AddressRange> Except)
{
    /// <summary>Whether an address is in the block and in no exception.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(IpAddress address) => Range.Contains(address) && !Except.Any(except => except.Contains(address));

    /// <summary>
    /// Whether a pod lies in the block. One whose address is not known may lie wherever clusters give addresses, and certainly among all
    /// of IPv4.
    /// </summary>
    /// <param name="addresses">The pod's addresses; none where they are not known.</param>
    public Match Holds(IReadOnlyList<IpAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            return addresses.Any(Contains) ? Match.Yes : Match.No;
        }

        if (Range == AddressRange.AllV4 && Except.Count == 0)
        {
            return Match.Yes;
        }

        return AddressRange.Private.Any(MayLieIn) ? Match.Maybe : Match.No;
    }

    // Whether something of a range is in the block and not in its exceptions.
    private bool MayLieIn(AddressRange where)
    {
        if (!Range.Overlaps(where))
        {
            return false;
        }

        var next = Range.First > where.First ? Range.First : where.First;
        var last = Range.Last < where.Last ? Range.Last : where.Last;
        foreach (var except in Except.Where(except => except.First.IsV6 == next.IsV6).OrderBy(except => except.First))
        {
            if (except.First > next)
            {
                return true;
            }

            if (except.Last >= last)
            {
                return false;
            }

            next = except.Last >= next ? except.Last with { Value = except.Last.Value + 1 } : next;
        }

        return true;
    }
}
