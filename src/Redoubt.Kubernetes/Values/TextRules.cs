using System.Globalization;

namespace Redoubt.Kubernetes.Values;

/// <summary>The formats of OpenAPI that a server knows, as its <c>strfmt</c> package reads them.</summary>
internal static class TextRules
{
    /// <summary>32 hexadecimal digits, with or without each of the four dashes.</summary>
    public static bool IsUuid(string text)
    {
        var at = 0;
        foreach (var digits in (ReadOnlySpan<int>)[8, 4, 4, 4, 12])
        {
            if (at > 0 && at < text.Length && text[at] == '-')
            {
                at++;
            }

            for (var end = at + digits; at < end; at++)
            {
                if (at >= text.Length || !char.IsAsciiHexDigit(text[at]))
                {
                    return false;
                }
            }
        }

        return at == text.Length;
    }

    /// <summary>Base64 of the usual alphabet, padded, not empty.</summary>
    public static bool IsBase64(string text)
    {
        var body = text.AsSpan();
        if (body.Length == 0 || body.Length % 4 != 0)
        {
            return false;
        }

        body = body.EndsWith("==") ? body[..^2] : body.EndsWith("=") ? body[..^1] : body;
        foreach (var unit in body)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('+' or '/'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A day of RFC 3339; year 0 is one.</summary>
    public static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        return Number(text[..4], out var year) && Number(text[5..7], out var month) && Number(text[8..], out var day)
            && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    /// <summary>A day, a T in any case, a time with an optional fraction and an offset. A second T ends what is looked at.</summary>
    public static bool IsDateTime(string text)
    {
        var parts = text.ToLowerInvariant().Split('t');
        if (parts.Length < 2 || !IsDate(parts[0]))
        {
            return false;
        }

        var time = parts[1].AsSpan();
        return time.Length > 8 && time[2] == ':' && time[5] == ':'
            && Number(time[..2], out var hour) && Number(time[3..5], out var minute) && Number(time[6..8], out var second)
            && hour <= 23 && minute <= 59 && second <= 59 && IsOffset(WithoutFraction(time[8..]));
    }

    // Any character may stand before the digits: the pattern's dot is not escaped.
    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> text)
    {
        if (IsOffset(text) || text[0] == '\n')
        {
            return text;
        }

        var end = char.IsSurrogate(text[0]) ? 2 : 1;
        var start = end;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > start ? text[end..] : text;
    }

    private static bool IsOffset(ReadOnlySpan<char> text) =>
        text is "z" || (text.Length == 6 && text[0] is '+' or '-' && text[3] == ':' && Number(text[1..3], out _) && Number(text[4..], out _));

    private static bool Number(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
