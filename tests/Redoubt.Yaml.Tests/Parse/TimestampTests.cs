using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.Tests.Parse;

public class TimestampTests
{
    [Theory]
    [InlineData("2001-12-14", true)]
    [InlineData("2001-1-2", true)]
    [InlineData("2001-12-14T21:59:43.10-05:00", true)]
    [InlineData("2001-12-14t21:59:43Z", true)]
    [InlineData("2001-12-14 21:59:43.10", true)]
    [InlineData("2001-12-14 21:59:43Z", false)]
    [InlineData("2001-12-14T21:59:43", false)]
    [InlineData("2001-13-14", false)]
    [InlineData("2001-02-30", false)]
    [InlineData("01-02-03", false)]
    [InlineData("2001-12-14T25:00:00Z", false)]
    [InlineData("2001-12", false)]
    [InlineData("", false)]
    public void Four_forms_are_timestamps(string text, bool isValid) => Assert.Equal(isValid, Timestamp.IsValid(text));
}
