using Redoubt.Evidence.Quantities;

namespace Redoubt.Evidence.Tests.Quantities;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1", "1")]
    [InlineData("+1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("1.", "1")]
    [InlineData("1.5", "1500m")]
    [InlineData("-1.5", "-1500m")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("100", "100")]
    [InlineData("1000", "1k")]
    [InlineData("2048", "2048")]
    [InlineData("1500k", "1500k")]
    [InlineData("1000k", "1M")]
    [InlineData("1000000E", "1")]
    [InlineData("1000000000000000000000", "1")]
    [InlineData("-1500000000000000000000", "-1500E")]
    [InlineData("1e30", "1e30")]
    [InlineData("99999999999999999999.9999999999", "100E")]
    [InlineData("12345678901234567890.123", "12345678901234567890123m")]
    [InlineData("9999999999Ei", "9223372036854775807")]
    [InlineData("1E", "1E")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("12e-1", "1200e-3")]
    [InlineData("1e0", "1")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("0.1Mi", "104857600m")]
    [InlineData("1025Ki", "1025Ki")]
    [InlineData("1n", "1n")]
    [InlineData("0.1n", "1n")]
    [InlineData("1.0000000001", "1000000001n")]
    public void A_quantity_has_one_form(string written, string canonical) => Assert.Equal(canonical, Quantity.Canonical(written));

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1 ")]
    [InlineData("1ki")]
    [InlineData("1Gb")]
    [InlineData("1GB")]
    [InlineData("one")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("0x10")]
    [InlineData("--1")]
    public void Anything_else_is_no_quantity(string written) => Assert.Null(Quantity.Canonical(written));

    [FsCheck.Xunit.Property]
    public void The_canonical_form_is_its_own_canonical_form(int number, int suffix)
    {
        string[] suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "e-2", ".25", ".001Mi"];
        var canonical = Quantity.Canonical(number + suffixes[(int)((uint)suffix % suffixes.Length)]);
        Assert.NotNull(canonical);
        Assert.Equal(canonical, Quantity.Canonical(canonical));
    }

    [FsCheck.Xunit.Property]
    public void What_is_canonical_at_a_glance_is(int number, int suffix)
    {
        string[] suffixes = ["", "m", "k", "M", "Ki", "Mi", "Gi", "000", "024"];
        var text = number % 5000 + suffixes[(int)((uint)suffix % suffixes.Length)];
        Assert.True(!QuantityText.IsCanonical(text) || Quantity.Canonical(text) == text);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("250m")]
    [InlineData("64Mi")]
    [InlineData("2")]
    public void Everyday_quantities_are_canonical_at_a_glance(string text) => Assert.True(QuantityText.IsCanonical(text));
}
