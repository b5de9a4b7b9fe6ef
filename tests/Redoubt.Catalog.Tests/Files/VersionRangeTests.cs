using Redoubt.Catalog.Files;

namespace Redoubt.Catalog.Tests.Files;

public class VersionRangeTests
{
    [Theory]
    [InlineData("", 0, true)]
    [InlineData(">=1.19", 18, false)]
    [InlineData(">=1.19", 19, true)]
    [InlineData(">=1.19 <1.27", 26, true)]
    [InlineData(">=1.19 <1.27", 27, false)]
    [InlineData(">1.19", 19, false)]
    [InlineData("<=1.27", 27, true)]
    [InlineData("1.25", 25, true)]
    [InlineData("1.25", 26, false)]
    public void A_version_is_in_the_range_or_not(string range, int minor, bool expected)
    {
        Assert.True(VersionRange.TryParse(range, out var parsed));
        Assert.Equal(expected, parsed.Contains(minor));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("~1.2")]
    [InlineData(">=1.x")]
    [InlineData(">=2.1")]
    public void What_is_no_range_is_refused(string range) => Assert.False(VersionRange.TryParse(range, out _));
}
