namespace Redoubt.Cel.Re2;

/// <summary>Reads <c>{n}</c>, <c>{n,}</c> and <c>{n,m}</c>.</summary>
internal static class Re2Counts
{
    private const int TooLarge = 100_000_000;

    /// <summary>
    /// False if <paramref name="text"/> does not begin with a count. <paramref name="max"/> is -1 for no end;
    /// <paramref name="min"/> is -1 for numbers beyond any limit.
    /// </summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out int min, out int max, out int length)
    {
        max = length = 0;
        var at = 1;
        if (!TryNumber(text, ref at, out min) || at >= text.Length)
        {
            return false;
        }

        if (text[at] != ',')
        {
            max = min;
        }
        else
        {
            at++;
            if (at >= text.Length)
            {
                return false;
            }

            if (text[at] == '}')
            {
                max = -1;
            }
            else if (!TryNumber(text, ref at, out max))
            {
                return false;
            }
            else if (max < 0)
            {
                min = -1;
            }
        }
        if (at >= text.Length || text[at] != '}')
        {
            return false;
        }

        length = at + 1;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, ref int at, out int number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = number is < 0 or >= TooLarge ? -1 : number * 10 + text[at] - '0';
            at++;
        }
        // No leading zeros.
        return at > start && (text[start] != '0' || at == start + 1);
    }
}
