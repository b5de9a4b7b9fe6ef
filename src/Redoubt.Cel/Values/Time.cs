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

    /// <summary>As in Go, the shortest duration of all has no opposite.</summary>
    public static CelValue Subtract(in CelValue timestamp, long nanoseconds) =>
        nanoseconds == long.MinValue ? CelValue.Error("timestamp overflow") : Add(timestamp, -(Int128)nanoseconds);

    public static CelValue Between(in CelValue from, in CelValue to)
    {
        var (first, firstNanos) = from.AsTimestamp();
        var (second, secondNanos) = to.AsTimestamp();
        return Duration(((Int128)(second - first) * NanosPerSecond) + secondNanos - firstNanos);
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

    /// <summary>Seconds, as in `5400.5s`. As in Go they are a double first, so that a long duration loses its last nanoseconds.</summary>
    public static string ShowDuration(in CelValue value)
    {
        var (seconds, nanos) = Math.DivRem(value.AsDuration(), NanosPerSecond);
        return Text.ShowPlain(seconds + (nanos / (double)NanosPerSecond)) + "s";
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
