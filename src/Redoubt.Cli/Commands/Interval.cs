using System.Globalization;

namespace Redoubt.Cli.Commands;

/// <summary>How often something is done, as a person says it: <c>30m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class Interval
{
    /// <summary>The longest that is taken: more than a timer of the system can wait.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(40);

    /// <summary>Reads one; null where it is none, or none above zero.</summary>
    public static TimeSpan? Of(string text)
    {
        var unit = text.Length < 2 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        return unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count <= Most.TotalSeconds / unit
            ? TimeSpan.FromSeconds((double)count * unit)
            : null;
    }
}
