namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>Rows of the suite to which Redoubt gives another answer, each with its reason. A row that agrees may not stand here.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["""timestamp("0001-01-01T00:00:00Z").getMinutes("Asia/Tehran")"""] =
            "before a zone had a standard time its clocks went by the sun, and .NET's time zones know an offset from UTC in whole minutes only",
    };
}
