using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>`getFullYear`, `getHours` and the like, in UTC or in a zone (cel-spec, "Timestamp and Duration functions").</summary>
internal static class TimeFunctions
{
    private const long Second = Time.NanosPerSecond;
    private const string Then = "timestamp('2009-02-13T23:31:30Z')";

    public static IEnumerable<CelFunction> All { get; } =
    [
        Part("getFullYear", "The year.", date => date.Year, null, Example($"{Then}.getFullYear()", "2009")),
        Part("getMonth", "The month, January is 0.", date => date.Month - 1, null, Example($"{Then}.getMonth()", "1")),
        Part("getDate", "The day of the month, from 1.", date => date.Day, null, Example($"{Then}.getDate('+01:00')", "14")),
        Part("getDayOfMonth", "The day of the month, from 0.", date => date.Day - 1, null,
            Example($"{Then}.getDayOfMonth()", "12")),
        Part("getDayOfWeek", "The day of the week, Sunday is 0.", date => date.DayOfWeek, null,
            Example($"{Then}.getDayOfWeek()", "5")),
        Part("getDayOfYear", "The day of the year, from 0.", date => date.DayOfYear - 1, null,
            Example($"{Then}.getDayOfYear()", "43")),
        Part("getHours", "The hour of the day, or all hours of a duration.", date => date.Hour, nanos => nanos / (3600 * Second),
            Example("duration('90m').getHours()", "1")),
        Part("getMinutes", "The minute of the hour, or all minutes of a duration.", date => date.Minute, nanos => nanos / (60 * Second),
            Example("duration('90m').getMinutes()", "90")),
        Part("getSeconds", "The second of the minute, or all seconds of a duration.", date => date.Second, nanos => nanos / Second,
            Example("duration('90m').getSeconds()", "5400")),
        Part("getMilliseconds", "The milliseconds of the second.", date => date.Millisecond, nanos => nanos % Second / 1_000_000,
            Example("duration('1.5s').getMilliseconds()", "500")),
    ];

    private static CelFunction Part(string name, string summary, Func<CivilTime, long> ofDate, Func<long, long>? ofDuration, CelExample example)
    {
        var suffix = name[3..];
        List<CelOverload> overloads =
        [
            Receiver($"timestamp_to_{suffix}", CelType.Timestamp, CelType.Int, (in time) => Of(time, "", ofDate)),
            Receiver(
                $"timestamp_to_{suffix}_with_tz", CelType.Timestamp, CelType.String, CelType.Int,
                (in time, in zone) => Of(time, zone.AsSpan(), ofDate)),
        ];
        if (ofDuration is not null)
        {
            Unary part = (in time) => CelValue.Int(ofDuration(time.AsDuration()));
            overloads.Add(Receiver($"duration_to_{suffix}", CelType.Duration, CelType.Int, part));
        }
        return Function(name, summary, [.. overloads], example);
    }

    private static CelValue Of(in CelValue time, ReadOnlySpan<char> zone, Func<CivilTime, long> part) =>
        TimeZones.Local(time, zone) is { } date ? CelValue.Int(part(date)) : CelValue.Error($"there is no time zone `{zone}` for this time");
}
