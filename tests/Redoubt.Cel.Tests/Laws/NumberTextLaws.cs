using System.Globalization;
using System.Numerics;
using FsCheck.Xunit;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Tests.Laws;

/// <summary>Doubles as text, there and back.</summary>
public sealed class NumberTextLaws
{
    [Property(MaxTest = 2000)]
    public void A_printed_double_reads_back_equal(int seed) => ReadsBack(BitConverter.Int64BitsToDouble(new Random(seed).NextInt64()));

    [Fact]
    public void Every_power_of_two_reads_back_equal()
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            ReadsBack(Math.ScaleB(1, exponent));
            ReadsBack(-Math.ScaleB(1, exponent));
        }
    }

    [Property(MaxTest = 2000)]
    public void A_hexadecimal_double_is_the_nearest_to_what_is_written(int seed)
    {
        var random = new Random(seed);
        // As a rule more bits than a double has, often half a way between two.
        var mantissa = ((ulong)random.NextInt64() << random.Next(64)) | (random.Next(2) == 0 ? 0 : (ulong)random.NextInt64());
        var power = random.Next(-1200, 1000);
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(Nearest(mantissa, power)),
            BitConverter.DoubleToInt64Bits(DoubleReader.TryRead(string.Create(CultureInfo.InvariantCulture, $"0x{mantissa:x}p{power}"), out var read) ? read : double.PositiveInfinity));
    }

    [Theory]
    [InlineData("0x1p-2", 0.25)]
    [InlineData("-0X1.8P+1", -3.0)]
    [InlineData("1_000", 1000.0)]
    [InlineData("0x_1p0", 1.0)]
    [InlineData("5e-324", 5e-324)]
    [InlineData("+Inf", double.PositiveInfinity)]
    public void What_Go_reads_is_read(string text, double expected)
    {
        Assert.True(DoubleReader.TryRead(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(" 1")]
    [InlineData("1_")]
    [InlineData("_1")]
    [InlineData("1__0")]
    [InlineData("0x1")]
    [InlineData("0xp1")]
    [InlineData("0x1p")]
    [InlineData("1e309")]
    [InlineData("0x1p1024")]
    [InlineData("-nan")]
    [InlineData("∞")]
    public void What_Go_does_not_read_is_no_double(string text) => Assert.False(DoubleReader.TryRead(text, out _));

    private static void ReadsBack(double number)
    {
        var text = Text.ShowDouble(number);
        Assert.True(DoubleReader.TryRead(text, out var read), text);
        Assert.True(double.IsNaN(number) ? double.IsNaN(read) : BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(number), text);
    }

    /// <summary>By the exact decimal text, which .NET reads right.</summary>
    private static double Nearest(BigInteger mantissa, int power)
    {
        var digits = power >= 0 ? mantissa << power : mantissa * BigInteger.Pow(5, -power);
        return double.Parse($"{digits.ToString(CultureInfo.InvariantCulture)}e{Math.Min(0, power)}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
