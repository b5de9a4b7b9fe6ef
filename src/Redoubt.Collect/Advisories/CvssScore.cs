namespace Redoubt.Collect.Advisories;

/// <summary>The base score of CVSS 3.0 and 3.1 (first.org/cvss/v3.1/specification-document, section 7.1), and the word for it.</summary>
internal static class CvssScore
{
    private const string Unrated = "medium";

    /// <summary>The word for the worst of several vectors; medium where none can be read.</summary>
    public static string SeverityOf(IEnumerable<string> vectors) => vectors.Select(Of).OfType<double>().DefaultIfEmpty(-1).Max() switch
    {
        < 0 => Unrated,
        < 4 => "low",
        < 7 => "medium",
        < 9 => "high",
        _ => "critical",
    };

    /// <summary>The score of a vector such as <c>CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H</c>; null where it is none.</summary>
    public static double? Of(string vector)
    {
        var metrics = vector.Split('/').Skip(1).Select(metric => metric.Split(':')).Where(metric => metric.Length == 2).DistinctBy(metric => metric[0]).ToDictionary(metric => metric[0], metric => metric[1]);
        if (!vector.StartsWith("CVSS:3.", StringComparison.Ordinal) || !metrics.TryGetValue("S", out var scope))
        {
            return null;
        }

        var changed = scope == "C";
        var vectorOf = Weight("AV", ("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2));
        var complexity = Weight("AC", ("L", 0.77), ("H", 0.44));
        var privileges = Weight("PR", ("N", 0.85), ("L", changed ? 0.68 : 0.62), ("H", changed ? 0.5 : 0.27));
        var interaction = Weight("UI", ("N", 0.85), ("R", 0.62));
        var (secrecy, integrity, availability) = (Impact("C"), Impact("I"), Impact("A"));
        if (vectorOf is null || complexity is null || privileges is null || interaction is null || secrecy is null || integrity is null || availability is null)
        {
            return null;
        }

        var lost = 1 - ((1 - secrecy.Value) * (1 - integrity.Value) * (1 - availability.Value));
        var impact = changed ? (7.52 * (lost - 0.029)) - (3.25 * Math.Pow(lost - 0.02, 15)) : 6.42 * lost;
        var exploitability = 8.22 * vectorOf.Value * complexity.Value * privileges.Value * interaction.Value;
        return impact <= 0 ? 0 : RoundedUp(Math.Min((changed ? 1.08 : 1) * (impact + exploitability), 10));

        double? Impact(string name) => Weight(name, ("H", 0.56), ("L", 0.22), ("N", 0));

        double? Weight(string name, params ReadOnlySpan<(string Value, double Weight)> weights)
        {
            foreach (var (value, weight) in weights)
            {
                if (metrics.GetValueOrDefault(name) == value)
                {
                    return weight;
                }
            }

            return null;
        }
    }

    // To one decimal, upward, by whole numbers as the specification has it (appendix A).
    private static double RoundedUp(double score)
    {
        var whole = (int)Math.Round(score * 100_000);
        return whole % 10_000 == 0 ? whole / 100_000.0 : (Math.Floor(whole / 10_000.0) + 1) / 10.0;
    }
}
