using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2006-01-02T15:04:05Z")]
    [InlineData("2006-01-02T15:04:05.123456789Z")]
    [InlineData("2006-01-02T15:04:05+01:00")]
    [InlineData("2024-02-29T00:00:00-23:59")]
    [InlineData("0000-02-29T00:00:00Z")]
    public void A_time_of_the_standard_is_one(string text) => Assert.True(TimeText.IsTime(text));

    [Theory]
    [InlineData("")]
    [InlineData("2006-01-02")]
    [InlineData("2006-01-02 15:04:05Z")]
    [InlineData("2006-01-02t15:04:05z")]
    [InlineData("2006-01-02T15:04:05")]
    [InlineData("2006-01-02T15:04:05.Z")]
    [InlineData("2006-01-02T15:04:05+0100")]
    [InlineData("2006-01-02T24:00:00Z")]
    [InlineData("2006-01-02T15:60:00Z")]
    [InlineData("2006-01-02T15:04:60Z")]
    [InlineData("2006-13-02T15:04:05Z")]
    [InlineData("2023-02-29T15:04:05Z")]
    [InlineData("2006-01-00T15:04:05Z")]
    [InlineData("２006-01-02T15:04:05Z")]
    public void Anything_else_is_no_time(string text) => Assert.False(TimeText.IsTime(text));
}
