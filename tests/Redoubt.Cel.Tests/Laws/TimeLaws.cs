using System.Globalization;
using FsCheck.Xunit;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Tests.Laws;

/// <summary>Clock and calendar against .NET's own, where those reach.</summary>
public sealed class TimeLaws
{
    [Property(MaxTest = 3000)]
    public void Clock_and_calendar_are_those_of_DateTime(int seed)
    {
        var random = new Random(seed);
        var day = random.Next(2) == 0 ? CivilTime.DaysOf(random.Next(1, 100) * 100, 3, 1) - random.Next(2) : random.NextInt64(Time.MinSeconds / 86_400, Time.MaxSeconds / 86_400);
        var (seconds, nanos) = ((day * 86_400) + random.Next(86_400), random.Next(Time.NanosPerSecond));
        var wanted = DateTime.UnixEpoch.AddSeconds(seconds);
        var found = new CivilTime(seconds, nanos);

        Assert.Equal((wanted.Year, wanted.Month, wanted.Day, wanted.DayOfYear, (int)wanted.DayOfWeek), ((int)found.Year, found.Month, found.Day, found.DayOfYear, found.DayOfWeek));
        Assert.Equal((wanted.Hour, wanted.Minute, wanted.Second, nanos / 1_000_000), (found.Hour, found.Minute, found.Second, found.Millisecond));
        Assert.Equal(seconds, (CivilTime.DaysOf(found.Year, found.Month, found.Day) * CivilTime.SecondsPerDay) + (long)wanted.TimeOfDay.TotalSeconds);
    }

    [Property(MaxTest = 2000)]
    public void A_written_timestamp_reads_back_in_every_offset(int seed)
    {
        var random = new Random(seed);
        var minutes = random.Next(-24 * 60, (24 * 60) + 1);
        var seconds = random.NextInt64(Time.MinSeconds + 86_400, Time.MaxSeconds - 86_400);
        var zone = $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:D2}:{Math.Abs(minutes) % 60:D2}";
        var local = DateTime.UnixEpoch.AddSeconds(seconds + (60 * minutes));
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + ".5" + zone;

        Assert.Equal((seconds, 500_000_000), TimestampReader.Read(text).AsTimestamp());
    }

    [Theory]
    [InlineData("getFullYear('+14:00')", "9999-12-31T23:59:59Z", 10000)]
    [InlineData("getMonth('+14:00')", "9999-12-31T23:59:59Z", 0)]
    [InlineData("getFullYear('-0:30')", "0001-01-01T00:00:00Z", 0)]
    [InlineData("getDayOfYear('-0:30')", "0001-01-01T00:00:00Z", 365)]
    [InlineData("getMinutes('+5:3')", "2020-01-01T00:00:00Z", 3)]
    [InlineData("getHours('UTC')", "2020-01-01T7:00:00Z", 7)]
    public void A_clock_in_a_zone_may_show_what_no_timestamp_is(string call, string time, int expected) =>
        Assert.Equal(CelValue.Int(expected), Language.Agree(Language.Standard, $"timestamp('{time}').{call}"));

    [Theory]
    [InlineData("utc")]
    [InlineData("america/new_york")]
    [InlineData("../UTC")]
    [InlineData("/etc/localtime")]
    [InlineData("1:x")]
    public void A_zone_is_named_as_it_is_written(string zone)
    {
        Assert.Equal(CelKind.Int, Language.Agree(Language.Standard, "timestamp(0).getHours('America/New_York')").Kind);
        Assert.Equal(CelKind.Error, Language.Agree(Language.Standard, $"timestamp(0).getHours('{zone}')").Kind);
    }
}
