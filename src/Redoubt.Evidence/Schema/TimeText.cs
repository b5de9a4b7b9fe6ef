namespace Redoubt.Evidence.Schema;

/// <summary>A time of RFC 3339 as Go reads it: `2006-01-02T15:04:05Z`, with a fraction of any length or an offset such as `+01:00`.</summary>
internal static class TimeText
{
    private const string Form = "0000-00-00T00:00:00";

    /// <summary>Whether the text is such a time, of a day that exists.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < Form.Length || !HasForm(text[..Form.Length], Form))
        {
            return false;
        }

        var rest = text[Form.Length..];
        if (rest is ['.' or ',', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
            {
                return false;
            }

            rest = rest[(1 + digits)..];
        }
        return IsDay(text) && IsZone(rest);
    }

    private static bool IsDay(ReadOnlySpan<char> text)
    {
        var (year, month, day) = (Number(text, 0) * 100 + Number(text, 2), Number(text, 5), Number(text, 8));
        // Year 0 is a leap year to Go; .NET begins at 1.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month)
            && Number(text, 11) < 24 && Number(text, 14) < 60 && Number(text, 17) < 60;
    }

    private static bool IsZone(ReadOnlySpan<char> zone) =>
        zone is "Z" || (zone is ['+' or '-', .. var offset] && HasForm(offset, "00:00") && Number(offset, 0) <= 24 && Number(offset, 3) < 60);

    private static bool HasForm(ReadOnlySpan<char> text, string form)
    {
        if (text.Length != form.Length)
        {
            return false;
        }

        for (var at = 0; at < form.Length; at++)
        {
            if (form[at] == '0' ? !char.IsAsciiDigit(text[at]) : text[at] != form[at])
            {
                return false;
            }
        }

        return true;
    }

    private static int Number(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + (text[at + 1] - '0');
}
