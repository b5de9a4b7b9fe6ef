using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Network.Addresses;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.Addresses;

/// <summary>Addresses and blocks against a look at their bits.</summary>
public sealed class AddressLaws
{
    private static readonly string[] Blocks =
        ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/7", "10.1.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/9", "fc00::/7", "::/0", "203.0.113.0/24", "128.0.0.0/1"];

    private static readonly string[] Cuts =
        ["10.0.0.0/9", "10.128.0.0/9", "10.0.0.0/8", "10.1.0.0/17", "10.1.128.0/17", "172.16.0.0/13", "172.24.0.0/13", "fc00::/8", "fd00::/8", "100.64.0.0/10", "192.168.0.0/16"];

    private static readonly string[] Addresses = ["10.0.0.0", "10.255.255.255", "10.1.127.255", "172.31.255.255", "fdff::1", "fbff::1", "203.0.113.7", "0.0.0.0", "255.255.255.255"];

    public static Arbitrary<(string Block, string[] Except)> Cases() => (
        from block in Gen.Elements(Blocks)
        from except in Gen.SubListOf(Cuts)
        select (block, except.Where(part => NaiveAddress.IsPart(part, block)).ToArray())).ToArbitrary();

    [Property(Arbitrary = [typeof(AddressLaws)], MaxTest = 500)]
    public void A_block_may_hold_a_pod_where_something_of_a_private_range_is_left_of_it((string Block, string[] Except) one)
    {
        var expected = one.Block == "0.0.0.0/0" && one.Except.Length == 0 ? Match.Yes : NaiveAddress.MayHoldPods(one.Block, one.Except) ? Match.Maybe : Match.No;
        Assert.Equal(expected, Read(one.Block, one.Except).Holds([]));
    }

    [Property(Arbitrary = [typeof(AddressLaws)], MaxTest = 200)]
    public void A_block_holds_what_its_bits_say_without_its_exceptions((string Block, string[] Except) one) => Assert.All(Addresses, address =>
    {
        Assert.True(IpAddress.TryParse(address, out var read));
        Assert.Equal(NaiveAddress.IsIn(address, one.Block) && !one.Except.Any(cut => NaiveAddress.IsIn(address, cut)), Read(one.Block, one.Except).Contains(read));
    });

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0-10.255.255.255")] // bits beyond the mask
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0-10.255.255.255")] // IPv4 in IPv6
    [InlineData("0.0.0.0/0", "0.0.0.0-255.255.255.255")]
    [InlineData("fd00::1/128", "fd00::1-fd00::1")]
    [InlineData("010.001.0.0/16", "10.1.0.0-10.1.255.255")] // zeros in front are no octal
    public void A_block_is_read_as_kubernetes_reads_it(string text, string range)
    {
        Assert.True(AddressRange.TryParse(text, out var read));
        Assert.Equal(range, read.ToString());
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.256/8")]
    [InlineData("fd00::%eth0/64")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("")]
    public void What_is_no_block_is_refused(string text) => Assert.False(AddressRange.TryParse(text, out _));

    private static AddressBlock Read(string block, string[] except)
    {
        Assert.True(AddressRange.TryParse(block, out var range));
        return new AddressBlock(range, [.. except.Select(text => AddressRange.TryParse(text, out var cut) ? cut : throw new FormatException(text))]);
    }
}
