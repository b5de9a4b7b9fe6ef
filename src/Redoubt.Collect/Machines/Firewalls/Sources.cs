namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>From which addresses packets are at some place: from these for certain, and from those it may be, where something was not understood.</summary>
/// <param name="Must">For certain.</param>
/// <param name="May">For certain or perhaps.</param>
internal readonly record struct Sources(AddressBlocks Must, AddressBlocks May)
{
    /// <summary>From nowhere.</summary>
    public static Sources None { get; } = new(AddressBlocks.None, AddressBlocks.None);

    /// <summary>Whether there is nothing, not even perhaps.</summary>
    public bool IsEmpty => May.IsEmpty;

    /// <summary>For certain from these.</summary>
    public static Sources Certain(AddressBlocks blocks) => new(blocks, blocks);

    /// <summary>Perhaps from these.</summary>
    public static Sources Perhaps(AddressBlocks blocks) => new(AddressBlocks.None, blocks);

    /// <summary>What is in both.</summary>
    public Sources And(Sources other) => new(Must.And(other.Must), May.And(other.May));

    /// <summary>What is in either.</summary>
    public Sources Or(Sources other) => new(Must.Or(other.Must), May.Or(other.May));

    /// <summary>What is in this and not in the other.</summary>
    /// <param name="other">The other.</param>
    /// <param name="bytes">The length of an address in bytes.</param>
    public Sources Without(Sources other, int bytes) => new(Must.Without(other.May, bytes), May.Without(other.Must, bytes));

    /// <summary>Many of them as one.</summary>
    public static Sources Union(IReadOnlyList<Sources> all) =>
        new(AddressBlocks.Union(all.Select(one => one.Must)), AddressBlocks.Union(all.Select(one => one.May)));
}
