using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>What the findings come to.</summary>
internal static class Counting
{
    /// <summary>How many findings there are of each severity, the highest first; every severity is there.</summary>
    public static IEnumerable<(Severity Severity, int Count)> CountBySeverity(this IReadOnlyList<Finding> findings)
    {
        var counts = new int[Names.OfSeverities.Count];
        foreach (var finding in findings)
        {
            counts[(int)finding.Severity]++;
        }

        for (var severity = Severity.Critical; severity >= Severity.Info; severity--)
        {
            yield return (severity, counts[(int)severity]);
        }
    }

    /// <summary><c>1 place</c>, <c>2 places</c>.</summary>
    public static string Of(this int count, string one, string? many = null) =>
        count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
