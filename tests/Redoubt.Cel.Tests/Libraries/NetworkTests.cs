using System.Net;
using FsCheck;
using FsCheck.Xunit;
using Redoubt.Cel.Libraries;

namespace Redoubt.Cel.Tests.Libraries;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("2001:DB8::A", "2001:db8::a")]
    [InlineData("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("0:0:1:0:0:0:1:0", "0:0:1::1:0")]
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    public void An_address_is_read_and_written_canonically(string text, string canonical)
    {
        Assert.True(IpAddress.TryParse(text, out var address));
        Assert.Equal(canonical, address!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3.+4")]
    [InlineData("0x1.2.3.4")]
    [InlineData("1:2:3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("::1::")]
    [InlineData(":::")]
    [InlineData(":1")]
    [InlineData("1:")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("::1.2.3")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::ffff:1.2.3.4")]
    [InlineData("::ffff:102:304")]
    public void What_is_no_address_or_mapped_is_refused(string text) => Assert.False(IpAddress.TryParse(text, out _));

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.1.2.3/32", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("::/0", true)]
    [InlineData("::1/128", true)]
    [InlineData("10.0.0.0", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0.0/08", false)]
    [InlineData("10.0.0.0/+8", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("10.0.0/8", false)]
    [InlineData("::1/129", false)]
    [InlineData("::ffff:1.2.3.4/120", false)]
    [InlineData("/8", false)]
    public void A_range_is_read_strictly(string text, bool valid) => Assert.Equal(valid, IpRange.TryParse(text, out _));

    [Property]
    public bool Canonical_text_reads_back_and_is_that_of_the_runtime(ulong high, ulong low, byte zeros)
    {
        // Runs of zero groups, where the canonical form decides something.
        var bits = new UInt128(high, low);
        for (var group = 0; group < 8; group++)
        {
            if ((zeros & (1 << group)) != 0)
                bits &= ~((UInt128)0xFFFF << (16 * group));
        }
        var address = new IpAddress(bits, isV4: false);
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        // The runtime writes what embeds an IPv4 address with dots.
        var plain = bits >> 64 != 0;
        return IpAddress.TryParse(address.ToString(), out var again) && again!.Equals(address)
            && (!plain || new IPAddress(bytes).ToString() == address.ToString());
    }

    [Property]
    public bool A_masked_range_contains_what_it_is_made_of(uint bits, byte prefix)
    {
        var address = new IpAddress(bits, isV4: true);
        var range = new IpRange(address, prefix % 33);
        return range.Masked().Contains(address) && range.Masked().Equals(range.Masked().Masked()) && range.Contains(range.Masked());
    }
}
