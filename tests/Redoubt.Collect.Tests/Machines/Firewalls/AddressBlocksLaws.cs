using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Tests.Machines.Firewalls;

/// <summary>Sets of addresses are what a list of every single one of them is.</summary>
public sealed class AddressBlocksLaws
{
    private const int Bytes = 4;
    private const uint Base = 0xFFFFFF00; // the end of all addresses, where a successor does not exist

    public static Arbitrary<bool[]> Members { get; } = Gen.ArrayOf(Gen.Elements(true, false), 256).ToArbitrary();

    [Property(Arbitrary = [typeof(AddressBlocksLaws)])]
    public void Prefixes_hold_each_address_once_and_no_other(bool[] members)
    {
        var prefixes = Set(members).Prefixes(Bytes).Select(IPNetwork.Parse).ToArray();

        Assert.Equal(members, Enumerable.Range(0, 256).Select(i => prefixes.Count(block => block.Contains(Address(i))) == 1));
        Assert.Equal(members.Count(one => one), prefixes.Sum(block => 1 << (32 - block.PrefixLength)));
    }

    [Property(Arbitrary = [typeof(AddressBlocksLaws)])]
    public void Operations_are_those_of_sets(bool[] one, bool[] other)
    {
        Assert.Equal(Set([.. one.Zip(other, (left, right) => left || right)]).Prefixes(Bytes), Set(one).Or(Set(other)).Prefixes(Bytes));
        Assert.Equal(Set([.. one.Zip(other, (left, right) => left && right)]).Prefixes(Bytes), Set(one).And(Set(other)).Prefixes(Bytes));
        Assert.Equal(Set([.. one.Zip(other, (left, right) => left && !right)]).Prefixes(Bytes), Set(one).Without(Set(other), Bytes).Prefixes(Bytes));
    }

    [Theory]
    [InlineData(4, "0.0.0.0/0")]
    [InlineData(16, "::/0")]
    public void Everything_is_one_block_and_its_opposite_none(int bytes, string block)
    {
        Assert.Equal([block], AddressBlocks.All(bytes).Prefixes(bytes));
        Assert.True(AddressBlocks.All(bytes).Not(bytes).IsEmpty);
        Assert.Equal([block], AddressBlocks.None.Not(bytes).Prefixes(bytes));
    }

    private static AddressBlocks Set(bool[] members) => AddressBlocks.Union([.. members.Select((isIn, i) => isIn ? AddressBlocks.Between(Base + (uint)i, Base + (uint)i) : AddressBlocks.None)]);

    private static IPAddress Address(int last) => new([255, 255, 255, (byte)last]);
}
