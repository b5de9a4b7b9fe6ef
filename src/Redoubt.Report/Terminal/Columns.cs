namespace Redoubt.Report.Terminal;

/// <summary>Shares the room of a line between columns.</summary>
internal static class Columns
{
    /// <summary>Between two columns.</summary>
    public const int Gap = 2;

    /// <summary>
    /// Every column gets what it needs; when that is too much the last ones give back first, none below its least width.
    /// </summary>
    public static int[] Fit(int room, ReadOnlySpan<int> needed, ReadOnlySpan<int> least)
    {
        var widths = needed.ToArray();
        var excess = (Gap * (widths.Length - 1)) - room;
        foreach (var width in widths)
        {
            excess += width;
        }

        for (var column = widths.Length - 1; column >= 0 && excess > 0; column--)
        {
            var given = Math.Clamp(widths[column] - least[column], 0, excess);
            widths[column] -= given;
            excess -= given;
        }

        return widths;
    }
}
