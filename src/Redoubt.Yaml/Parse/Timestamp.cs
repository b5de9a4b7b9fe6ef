namespace Redoubt.Yaml.Parse;

/// <summary>The four forms that go-yaml v2 takes after <c>!!timestamp</c>. Without the tag a timestamp is text anyway.</summary>
internal static class Timestamp
{
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var i = 0;
        if (!Number(text, ref i, out var year) || i != 4 || !Skip(text, ref i, '-') || !Number(text, ref i, out var month)
            || !Skip(text, ref i, '-') || !Number(text, ref i, out var day))
        {
            return false;
        }

        if (month is < 1 or > 12 || day < 1 || day > (year == 0 ? DateTime.DaysInMonth(4, month) : DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        if (i == text.Length)
        {
            return true;
        }

        var separator = text[i++];
        if (separator is not ('T' or 't' or ' ') || !IsTime(text, ref i))
        {
            return false;
        }

        return separator == ' ' ? i == text.Length : IsZone(text[i..]);
    }

    private static bool IsTime(ReadOnlySpan<char> text, ref int i)
    {
        if (!Number(text, ref i, out var hour) || !Skip(text, ref i, ':') || !Number(text, ref i, out var minute)
            || !Skip(text, ref i, ':') || !Number(text, ref i, out var second) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        if (i + 1 < text.Length && text[i] is '.' or ',' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }
        }

        return true;
    }

    private static bool IsZone(ReadOnlySpan<char> zone) =>
        zone is "Z"
        || (zone is ['+' or '-', _, _, ':', _, _] && int.TryParse(zone[1..3], out var hours) && int.TryParse(zone[4..], out var minutes)
            && hours is >= 0 and <= 24 && minutes is >= 0 and <= 60);

    /// <summary>One or two digits; four of a year.</summary>
    private static bool Number(ReadOnlySpan<char> text, ref int i, out int value)
    {
        value = 0;
        var start = i;
        var most = start == 0 ? 4 : 2;
        while (i < text.Length && i - start < most && char.IsAsciiDigit(text[i]))
        {
            value = (value * 10) + text[i++] - '0';
        }

        return i > start;
    }

    private static bool Skip(ReadOnlySpan<char> text, ref int i, char c)
    {
        if (i >= text.Length || text[i] != c)
        {
            return false;
        }

        i++;
        return true;
    }
}
