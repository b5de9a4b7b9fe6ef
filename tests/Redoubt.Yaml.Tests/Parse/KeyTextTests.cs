using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.Tests.Parse;

public class KeyTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.0, "1")]
    [InlineData(1.1, "1.1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100000.0, "100000")]
    [InlineData(1e6, "1e+06")]
    [InlineData(123456789.0, "1.2345679e+08")]
    [InlineData(16777217.0, "1.6777216e+07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e39, ".inf")]
    [InlineData(-1e39, "-.inf")]
    [InlineData(double.NaN, ".nan")]
    [InlineData(1e-45, "1e-45")]
    [InlineData(3.4e38, "3.4e+38")]
    public void A_float_key_goes_through_32_bits(double value, string expected)
    {
        Span<char> buffer = stackalloc char[KeyText.Longest];
        Assert.Equal(expected, buffer[..KeyText.Format(value, buffer)].ToString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void An_integer_key_is_decimal(long value, string expected)
    {
        Span<char> buffer = stackalloc char[KeyText.Longest];
        Assert.Equal(expected, buffer[..KeyText.Format(value, buffer)].ToString());
    }
}
