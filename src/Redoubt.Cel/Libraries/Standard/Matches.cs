using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>RE2 patterns as `matches` uses them: the one seam to <see cref="Re2Regex"/>.</summary>
internal static class Matches
{
    private static volatile Re2Regex? last;

    /// <summary>A pattern that is not constant; the last one is kept, since a loop asks for the same again and again.</summary>
    public static CelValue Test(in CelValue text, in CelValue pattern)
    {
        var regex = last;
        if (regex is null || !pattern.AsSpan().SequenceEqual(regex.Pattern))
        {
            if (!Re2Regex.TryParse(pattern.AsString(), out regex, out var error))
                return Invalid(error);
            last = regex;
        }
        return CelValue.Bool(regex.IsMatch(text.AsSpan()));
    }

    public static CelValue Invalid(in Re2Error error) => CelValue.Error($"invalid regular expression: {error}");

    /// <summary>A tenth of the text times a quarter of the pattern, each rounded up, as cel-go counts.</summary>
    public static long Cost(int text, int pattern) => (long)Math.Ceiling((text + 1) * 0.1) * (long)Math.Ceiling(pattern * 0.25);
}
