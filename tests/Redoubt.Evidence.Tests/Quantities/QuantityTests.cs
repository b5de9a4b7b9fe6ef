using Redoubt.Evidence.Quantities;

namespace Redoubt.Evidence.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0Ki", "0")]
    [InlineData("-0.0m", "0")]
    [InlineData("1.5", "1500m")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("1023", "1023")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1000k", "1M")]
    [InlineData("+12E", "12E")]
    [InlineData("12e6", "12e6")]
    [InlineData("12000E3", "12e6")]
    [InlineData("0.1u", "100n")]
    [InlineData("0.00000000012", "1n")]
    [InlineData("-0.00000000012", "-1n")]
    [InlineData("1e-20", "1e-9")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5")]
    [InlineData("0005", "5")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("9999999999999999999Ei", "9223372036854775807")]
    [InlineData("9999999999999999999999G", "9999999999999999999999G")]
    public void A_quantity_is_written_canonically(string text, string canonical) => Assert.Equal(canonical, Read(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("10Mo")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData("0.1mi")]
    [InlineData("1i")]
    [InlineData("200K")]
    [InlineData("1,3G")]
    [InlineData("1e")]
    [InlineData("1e9999999999")]
    [InlineData("-3.01e-")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("١")]
    public void What_is_no_quantity_is_refused(string text) => Assert.Null(Quantity.Read(text, out _));

    [Theory]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("Mi")]
    public void Digits_may_be_missing_as_they_may_in_Kubernetes(string text) => Assert.Equal(0, Read(text).Sign);

    [Theory]
    [InlineData("50k", true, 50_000)]
    [InlineData("0", true, 0)]
    [InlineData("0.5k", true, 500)]
    [InlineData("1Ki", true, 1024)]
    [InlineData("1000m", false, 0)]
    [InlineData("1.0", false, 0)]
    [InlineData("0.5Ki", false, 0)]
    [InlineData("9223372036854775807", false, 0)]
    [InlineData("999999999999999999", true, 999_999_999_999_999_999)]
    [InlineData("10E", false, 0)]
    [InlineData("9E", true, 9_000_000_000_000_000_000)]
    public void Only_what_is_held_as_an_integer_is_one(string text, bool isInteger, long integer)
    {
        Assert.Equal(isInteger, Read(text).TryInteger(out var found));
        Assert.Equal(integer, isInteger ? found : 0);
    }

    [Theory]
    [InlineData("200M", "0.2G", 0)]
    [InlineData("50Mi", "50M", 1)]
    [InlineData("-1", "1", -1)]
    [InlineData("1e10000", "1e9999", 1)]
    [InlineData("0", "1n", -1)]
    [InlineData("1", "1000m", 0)]
    public void Quantities_are_ordered_by_value(string left, string right, int order) => Assert.Equal(order, Read(left).CompareTo(Read(right)));

    [Theory]
    [InlineData("50k", "20", "50020")]
    [InlineData("0", "1Ki", "1Ki")]
    [InlineData("1Ki", "0", "1Ki")]
    [InlineData("1", "1m", "1001m")]
    [InlineData("9E", "9E", "18E")]
    public void A_sum_has_the_form_of_its_first_part_that_is_not_zero(string left, string right, string sum) =>
        Assert.Equal(sum, Read(left).Add(Read(right)).ToString());

    [Fact]
    public void A_sum_beyond_64_bits_is_no_integer_any_more() =>
        Assert.False(Read("9E").Add(Read("1")).Add(Read("9E")).Subtract(Read("9E")).TryInteger(out _));

    private static Quantity Read(string text)
    {
        var quantity = Quantity.Read(text, out var reason);
        Assert.True(quantity is not null, reason);
        return quantity;
    }
}
