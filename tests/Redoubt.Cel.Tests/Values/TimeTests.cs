namespace Redoubt.Cel.Tests.Values;

/// <summary>Timestamps and durations: ranges, zones, text.</summary>
public sealed class TimeTests
{
    [Theory]
    [InlineData("timestamp('0001-01-01T00:00:00Z') + duration('-1s')")]
    [InlineData("timestamp('9999-12-31T23:59:59Z') + duration('1s')")]
    [InlineData("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')")]
    [InlineData("timestamp('0000-01-01T00:00:00Z')")]
    [InlineData("timestamp('10000-01-01T00:00:00Z')")]
    [InlineData("timestamp(253402300800)")]
    [InlineData("timestamp('2020-01-01')")]
    [InlineData("timestamp('2020-01-01T24:00:00Z')")]
    [InlineData("timestamp('2020-01-01T00:00:00')")]
    [InlineData("timestamp('2020-01-01T00:00:00.Z')")]
    [InlineData("duration('320000000000s')")]
    [InlineData("duration('9223372036s') + duration('1s')")]
    [InlineData("duration('')")]
    [InlineData("duration('1')")]
    [InlineData("duration('1.2.3s')")]
    [InlineData("duration('s')")]
    [InlineData("timestamp('2020-01-01T00:00:00Z').getHours('Nowhere/Else')")]
    public void What_is_out_of_range_or_unreadable_is_an_error(string text) => Assert.Equal(CelKind.Error, Language.Agree(Language.Standard, text).Kind);

    [Theory]
    [InlineData("string(timestamp('2009-02-13T23:31:30.123456789+01:30'))", "\"2009-02-13T23:31:30.123456789+01:30\"")]
    [InlineData("string(timestamp('2009-02-13T23:31:30+01:30') + duration('1h'))", "\"2009-02-14T00:31:30+01:30\"")]
    [InlineData("timestamp('2009-02-13T23:31:30+01:30') == timestamp('2009-02-13T22:01:30Z')", "true")]
    [InlineData("string(timestamp('0001-01-01T00:00:00Z'))", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("string(timestamp('1969-12-31T23:59:59.5Z'))", "\"1969-12-31T23:59:59.5Z\"")]
    [InlineData("timestamp('1969-12-31T23:59:59.5Z').getMilliseconds()", "500")]
    [InlineData("timestamp('1969-12-31T23:59:59.5Z') + duration('500ms') == timestamp(0)", "true")]
    [InlineData("timestamp('2009-02-13T23:31:30Z').getMinutes('Asia/Kathmandu')", "16")]
    [InlineData("timestamp('2009-02-13T23:31:30Z').getDayOfMonth('-01:00')", "12")]
    [InlineData("timestamp('2009-02-13T02:00:00Z').getDayOfMonth('US/Central')", "11")]
    [InlineData("timestamp('2009-02-13T23:31:30Z').getHours('02:00')", "1")]
    [InlineData("string(duration('-1.5s'))", "\"-1.5s\"")]
    [InlineData("string(duration('1h2m3s4ms5us6ns'))", "\"3723.004005006s\"")]
    [InlineData("duration('-0.5h').getMinutes()", "-30")]
    [InlineData("duration('+.5s') == duration('500ms')", "true")]
    [InlineData("duration('123.321456789s').getMilliseconds()", "321")]
    [InlineData("-(2) < 0 && duration('1s') > duration('-1s')", "true")]
    [InlineData("timestamp('2009-02-13T23:31:30Z') > timestamp('2009-02-13T23:31:29.999999999Z')", "true")]
    [InlineData("int(timestamp('1969-12-31T23:59:58Z'))", "-2")]
    public void Times_are_read_shown_and_counted(string text, string value) => Assert.Equal(value, Language.Agree(Language.Standard, text).ToString());
}
