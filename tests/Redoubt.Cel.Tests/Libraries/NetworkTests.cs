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
        Assert.Equal(canonical, IpAddressReader.Read(text, out _)?.ToString());
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
    public void What_is_no_address_or_mapped_is_refused(string text) => Assert.Null(IpAddressReader.Read(text, out _));

    [Theory]
    [InlineData("", "unable to parse IP")]
    [InlineData("%eth0", "missing IPv6 address")]
    [InlineData("1.2.3", "IPv4 address too short")]
    [InlineData("127.0.0.1.0", "IPv4 address too long")]
    [InlineData("1.2.3.256", "IPv4 field has value >255")]
    [InlineData("1.2.3.04", "IPv4 field has octet with leading zero")]
    [InlineData("1..2.3", "IPv4 field must have at least one digit (at \".2.3\")")]
    [InlineData("1.2.3.x", "unexpected character (at \"x\")")]
    [InlineData("2001:db8:::68", "each colon-separated field must have at least one digit (at \":68\")")]
    [InlineData("12345::", "each group must have 4 or less digits (at \"12345::\")")]
    [InlineData("::1::", "multiple :: in address (at \":\")")]
    [InlineData("1:", "colon must be followed by more characters (at \":\")")]
    [InlineData("1:2:3", "address string too short")]
    [InlineData("1:2:3:4:5:6:7:8:9", "trailing garbage after address (at \"9\")")]
    [InlineData("1:2:3:4:5:6:7:8::", "the :: must expand to at least one field of zeros")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4", "embedded IPv4 address must replace the final 2 fields of the address (at \"1.2.3.4\")")]
    [InlineData("::1.2.3.4:5", "unexpected character (at \":5\")")]
    [InlineData("fe80::1%", "zone must be a non-empty string")]
    public void A_refusal_says_what_Go_says(string text, string reason)
    {
        Assert.Null(IpAddressReader.Read(text, out var found));
        Assert.Equal($"IP Address \"{text}\" parse error during conversion from string: ParseAddr(\"{text}\"): {reason}", found);
    }

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
    public void A_range_is_read_strictly(string text, bool valid) => Assert.Equal(valid, IpRange.Read(text, out _) is not null);

    [Property]
    public bool Canonical_text_reads_back_and_is_that_of_the_runtime(ulong high, ulong low, byte zeros)
    {
        // Runs of zero groups, where the canonical form decides something.
        var bits = new UInt128(high, low);
        for (var group = 0; group < 8; group++)
        {
            if ((zeros & (1 << group)) != 0)
            {
                bits &= ~((UInt128)0xFFFF << (16 * group));
            }
        }
        var address = new IpAddress(bits, isV4: false);
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        // The runtime writes what embeds an IPv4 address with dots.
        var plain = bits >> 64 != 0;
        return IpAddressReader.Parse(address.ToString(), out _) is { } again && again.Equals(address)
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
