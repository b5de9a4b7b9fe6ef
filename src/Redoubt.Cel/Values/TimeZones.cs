using System.Globalization;

namespace Redoubt.Cel.Values;

/// <summary>
/// Zones as cel-go knows them: an IANA name, as it is written there, or an offset such as `-08:00`, of which hours and minutes are any integers.
/// </summary>
internal static class TimeZones
{
    /// <summary>A timestamp's clock and calendar in a zone; null if there is no such zone.</summary>
    public static CivilTime? Local(in CelValue timestamp, ReadOnlySpan<char> zone)
    {
        var (seconds, nanos) = timestamp.AsTimestamp();
        return Offset(zone, seconds) is { } offset ? new CivilTime(seconds + offset, nanos) : null;
    }

    /// <summary>Seconds east of UTC.</summary>
    private static long? Offset(ReadOnlySpan<char> zone, long seconds)
    {
        // Of a server's own zone nobody knows; it has UTC's as a rule.
        if (zone is "" or "UTC" or "Local")
        {
            return 0;
        }

        return zone.Contains(':') ? OfNumbers(zone) : OfName(zone.ToString(), seconds);
    }

    private static long? OfName(string zone, long seconds)
    {
        // The name must be that of a file among the zones, letter by letter.
        var isName = !zone.Contains("..", StringComparison.Ordinal) && zone[0] is not ('/' or '\\');
        return isName && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.Id == zone
            ? (long)found.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(seconds)).TotalSeconds
            : null;
    }

    private static long? OfNumbers(ReadOnlySpan<char> zone)
    {
        var colon = zone.IndexOf(':');
        if (!Integer(zone[..colon], out var hours) || !Integer(zone[(colon + 1)..], out var minutes))
        {
            return null;
        }

        // Beyond what a duration holds the result is as chance has it in Go too.
        return unchecked(((hours * 60) + (zone[0] == '-' ? -minutes : minutes)) * 60);
    }

    private static bool Integer(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
