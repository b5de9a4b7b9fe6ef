namespace Redoubt.Cel.Values;

/// <summary>
/// Reads RFC 3339, such as `2009-02-13T23:31:30.5+01:00`, as Go's <c>time.Parse</c> does: an hour may have one digit, a fraction may begin with a
/// comma and have any number of digits, an offset may reach 24 hours and 60 minutes.
/// </summary>
internal ref struct TimestampReader
{
    private const int MostHours = 24;
    private const int MostMinutes = 60;
    private ReadOnlySpan<char> _rest;

    private TimestampReader(ReadOnlySpan<char> text) => _rest = text;

    /// <summary>The point in time, an error if it is out of range, absent if the text is anything else.</summary>
    public static CelValue Read(ReadOnlySpan<char> text)
    {
        var reader = new TimestampReader(text);
        return reader.Date(out var days) && reader.Clock(out var seconds, out var nanos) && reader.Zone(out var zone) && reader._rest.IsEmpty
            ? CelValue.Timestamp((days * CivilTime.SecondsPerDay) + seconds - (zone?.Seconds ?? 0), nanos).WithOffset(zone)
            : default;
    }

    private bool Date(out long days)
    {
        days = 0;
        if (!Two(out var century) || !Two(out var year) || !Skip('-') || !Two(out var month) || !Skip('-') || !Two(out var day) || !Skip('T'))
        {
            return false;
        }

        year += century * 100;
        if (month is < 1 or > 12 || day < 1 || day > CivilTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = CivilTime.DaysOf(year, month, day);
        return true;
    }

    private bool Clock(out int seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        if (!Hour(out var hour) || !Skip(':') || !Two(out var minute) || !Skip(':') || !Two(out var second) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        seconds = (((hour * 60) + minute) * 60) + second;
        if (_rest is ['.' or ',', >= '0' and <= '9', ..])
        {
            var end = _rest[1..].IndexOfAnyExceptInRange('0', '9');
            var digits = end < 0 ? _rest[1..] : _rest[1..(end + 1)];
            nanos = Fraction(digits);
            _rest = _rest[(digits.Length + 1)..];
        }

        return true;
    }

    private bool Hour(out int hour)
    {
        if (_rest is [>= '0' and <= '9', not (>= '0' and <= '9'), ..])
        {
            hour = _rest[0] - '0';
            _rest = _rest[1..];
            return true;
        }

        return Two(out hour);
    }

    private bool Zone(out UtcOffset? zone)
    {
        zone = null;
        if (Skip('Z'))
        {
            return true;
        }

        var isWest = _rest is ['-', ..];
        if (!isWest && _rest is not ['+', ..])
        {
            return false;
        }

        _rest = _rest[1..];
        if (!Two(out var hours) || !Skip(':') || !Two(out var minutes) || hours > MostHours || minutes > MostMinutes)
        {
            return false;
        }

        zone = UtcOffset.Of((isWest ? -60 : 60) * ((hours * 60) + minutes));
        return true;
    }

    private bool Two(out int value)
    {
        value = 0;
        if (_rest is not [>= '0' and <= '9', >= '0' and <= '9', ..])
        {
            return false;
        }

        value = ((_rest[0] - '0') * 10) + _rest[1] - '0';
        _rest = _rest[2..];
        return true;
    }

    private bool Skip(char wanted)
    {
        if (_rest.IsEmpty || _rest[0] != wanted)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
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
}
