using System.Buffers;
using System.Globalization;

namespace Redoubt.Cel.Values;

/// <summary>Timestamps (years 1 to 9999) and durations (64 bits of nanoseconds) (cel-spec, "Timestamp", "Duration").</summary>
internal static class Time
{
    public const long MinSeconds = -62135596800;
    public const long MaxSeconds = 253402300799;
    public const int NanosPerSecond = 1_000_000_000;
    private static readonly SearchValues<char> NumberUnits = SearchValues.Create("0123456789.");
    private static readonly CelError DurationRange = new("duration out of range");

    public static CelValue Duration(Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? CelValue.Duration((long)nanoseconds) : CelValue.Error(DurationRange, 0);

    public static CelValue Add(in CelValue timestamp, Int128 nanoseconds)
    {
        var (seconds, nanos) = timestamp.AsTimestamp();
        var total = ((Int128)seconds * NanosPerSecond) + nanos + nanoseconds;
        var whole = total / NanosPerSecond;
        var rest = total % NanosPerSecond;
        var moved = rest < 0 ? CelValue.Timestamp((long)whole - 1, (int)rest + NanosPerSecond) : CelValue.Timestamp((long)whole, (int)rest);
        return timestamp.Offset is { } offset ? moved.WithOffset(offset) : moved;
    }

    public static CelValue Between(in CelValue from, in CelValue to)
    {
        var (first, firstNanos) = from.AsTimestamp();
        var (second, secondNanos) = to.AsTimestamp();
        return Duration(((Int128)(second - first) * NanosPerSecond) + secondNanos - firstNanos);
    }

    /// <summary>Reads RFC 3339, such as `2009-02-13T23:31:30.5+01:00`; absent if it is anything else.</summary>
    public static CelValue ParseTimestamp(ReadOnlySpan<char> text)
    {
        if (text.Length < 20 || text[10] != 'T' || !Date(text, out var seconds))
        {
            return default;
        }

        var rest = text[19..];
        var nanos = 0;
        if (rest[0] is '.' or ',')
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            if (digits == 1)
            {
                return default;
            }

            nanos = Fraction(rest[1..digits]);
            rest = rest[digits..];
        }
        UtcOffset? zone = null;
        if (rest is not "Z")
        {
            if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':' || !Two(rest[1..], out var hours) || !Two(rest[4..], out var minutes))
            {
                return default;
            }

            if (hours > 24 || minutes > 59)
            {
                return default;
            }

            zone = UtcOffset.Of((rest[0] == '-' ? -60 : 60) * ((hours * 60) + minutes));
            seconds -= zone?.Seconds ?? 0;
        }
        return CelValue.Timestamp(seconds, nanos).WithOffset(zone);
    }

    public static string ShowTimestamp(in CelValue value)
    {
        var (seconds, nanos) = value.AsTimestamp();
        var offset = value.Offset is { } own && seconds + own.Seconds is >= MinSeconds and <= MaxSeconds ? own : null;
        var local = DateTimeOffset.FromUnixTimeSeconds(seconds + (offset?.Seconds ?? 0));
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var zone = offset?.Text ?? "Z";
        return nanos == 0 ? text + zone : $"{text}.{nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}{zone}";
    }

    /// <summary>Reads a sum of decimal numbers with units, such as `1h30m0.5s`; absent if it is anything else or too long.</summary>
    public static CelValue ParseDuration(ReadOnlySpan<char> text)
    {
        var negative = text is ['-', ..];
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        if (text is "0")
        {
            return CelValue.Duration(0);
        }

        if (text.IsEmpty)
        {
            return default;
        }

        Int128 total = 0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(NumberUnits);
            if (digits <= 0 || !Unit(text[digits..], out var unit, out var length) || !Scaled(text[..digits], unit, out var part))
            {
                return default;
            }

            total += part;
            text = text[(digits + length)..];
            if (total > (Int128)long.MaxValue + 1)
            {
                return CelValue.Error(DurationRange, 0);
            }
        }
        return Duration(negative ? -total : total);
    }

    /// <summary>Seconds, as in `5400.5s`.</summary>
    public static string ShowDuration(in CelValue value)
    {
        var nanos = (Int128)value.AsDuration();
        var sign = nanos < 0 ? "-" : "";
        nanos = Int128.Abs(nanos);
        var fraction = ((long)(nanos % NanosPerSecond)).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{nanos / NanosPerSecond}{(fraction.Length == 0 ? "" : ".")}{fraction}s");
    }

    /// <summary>A timestamp's clock in a zone: an IANA name, or an offset such as `-08:00`; null, if there is no such zone.</summary>
    public static DateTime? InZone(in CelValue timestamp, ReadOnlySpan<char> zone)
    {
        var (seconds, nanos) = timestamp.AsTimestamp();
        var utc = DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(nanos / 100);
        if (Offset(zone) is { } offset)
        {
            return Shift(utc, offset);
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(zone.ToString(), out var found) ? Shift(utc, found.GetUtcOffset(utc)) : null;
    }

    private static DateTime? Shift(DateTime utc, TimeSpan offset)
    {
        var ticks = utc.Ticks + offset.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks) : null;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is "" or "UTC" or "Z")
        {
            return TimeSpan.Zero;
        }

        var negative = zone[0] == '-';
        if (zone[0] is '+' or '-')
        {
            zone = zone[1..];
        }

        if (zone.Length != 5 || zone[2] != ':' || !Two(zone, out var hours) || !Two(zone[3..], out var minutes) || hours > 23 || minutes > 59)
        {
            return null;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        return negative ? -offset : offset;
    }

    private static bool Date(ReadOnlySpan<char> text, out long seconds)
    {
        seconds = 0;
        var shaped = text[4] == '-' && text[7] == '-' && text[13] == ':' && text[16] == ':';
        if (!shaped || !Two(text, out var century) || !Two(text[2..], out var year) || !Two(text[5..], out var month) || !Two(text[8..], out var day)
            || !Two(text[11..], out var hour) || !Two(text[14..], out var minute) || !Two(text[17..], out var second))
        {
            return false;
        }

        year += century * 100;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        seconds = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds();
        return true;
    }

    private static bool Two(ReadOnlySpan<char> text, out int value)
    {
        value = ((text[0] - '0') * 10) + text[1] - '0';
        return char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]);
    }

    /// <summary>The digits after the point as nanoseconds; further digits are cut off.</summary>
    private static int Fraction(ReadOnlySpan<char> digits)
    {
        var nanos = 0;
        for (var i = 0; i < 9; i++)
        {
            nanos = (nanos * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return nanos;
    }

    private static bool Scaled(ReadOnlySpan<char> number, long unit, out Int128 value)
    {
        value = 0;
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || fraction.Contains('.') || whole.Length > 19)
        {
            return false;
        }

        foreach (var digit in whole)
        {
            value = (value * 10) + (digit - '0');
        }

        value *= unit;
        Int128 scale = 1;
        Int128 rest = 0;
        for (var i = 0; i < fraction.Length && i < 18; i++, scale *= 10)
        {
            rest = (rest * 10) + (fraction[i] - '0');
        }

        value += rest * unit / scale;
        return true;
    }

    private static bool Unit(ReadOnlySpan<char> text, out long nanos, out int length)
    {
        (nanos, length) = text switch
        {
            ['n', 's', ..] => (1L, 2),
            ['u' or 'µ' or 'μ', 's', ..] => (1_000L, 2),
            ['m', 's', ..] => (1_000_000L, 2),
            ['s', ..] => (1_000_000_000L, 1),
            ['m', ..] => (60_000_000_000L, 1),
            ['h', ..] => (3_600_000_000_000L, 1),
            _ => (0L, 0),
        };
        return length > 0;
    }
}
