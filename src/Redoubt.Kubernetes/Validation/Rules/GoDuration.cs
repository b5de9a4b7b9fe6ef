namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>A duration as Go writes it: <c>1h30m</c>, <c>-1.5s</c>.</summary>
internal static class GoDuration
{
    private static readonly string[] Units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        text = text is ['-' or '+', ..] ? text[1..] : text;
        if (text is "0")
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            var digits = 0;
            var (hasDigit, hasPoint) = (false, false);
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || (text[digits] == '.' && !hasPoint)))
            {
                hasDigit |= text[digits] != '.';
                hasPoint |= text[digits] == '.';
                digits++;
            }

            var length = 0;
            foreach (var unit in Units)
            {
                length = text[digits..].StartsWith(unit) ? Math.Max(length, unit.Length) : length;
            }

            if (!hasDigit || length == 0)
            {
                return false;
            }

            text = text[(digits + length)..];
        }

        return true;
    }
}
