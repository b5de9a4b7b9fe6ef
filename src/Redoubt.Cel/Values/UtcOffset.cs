using System.Collections.Concurrent;
using System.Globalization;

namespace Redoubt.Cel.Values;

/// <summary>The offset from UTC with which a timestamp was written, and is written again. It plays no part in comparisons.</summary>
internal sealed class UtcOffset
{
    private static readonly ConcurrentDictionary<int, UtcOffset> Known = new();

    private UtcOffset(int seconds)
    {
        Seconds = seconds;
        var minutes = Math.Abs(seconds) / 60;
        Text = string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{minutes / 60:D2}:{minutes % 60:D2}");
    }

    /// <summary>Seconds east of UTC.</summary>
    public int Seconds { get; }

    /// <summary>As RFC 3339 writes it, `+01:00`.</summary>
    public string Text { get; }

    /// <summary>The offset of so many seconds; null for UTC itself.</summary>
    public static UtcOffset? Of(int seconds) => seconds == 0 ? null : Known.GetOrAdd(seconds, static one => new UtcOffset(one));
}
