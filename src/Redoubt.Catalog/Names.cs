namespace Redoubt.Catalog;

/// <summary>The words that files and reports use for layers, themes, severities and verdicts.</summary>
public static class Names
{
    private static readonly string[] Layers = ["infrastructure", "cluster", "policy", "workloads"];

    private static readonly string[] Themes =
    [
        "least-privilege", "attack-surface", "isolation", "encryption", "authentication", "currency",
        "auditing", "integrity", "secrets", "availability", "responsibility",
    ];

    private static readonly string[] Severities = ["info", "low", "medium", "high", "critical"];

    private static readonly string[] Verdicts = ["not-applicable", "pass", "unknown", "fail"];

    /// <summary>All layers' names, in the order of <see cref="Layer"/>.</summary>
    public static IReadOnlyList<string> OfLayers => Layers;

    /// <summary>All themes' names, in the order of <see cref="Theme"/>.</summary>
    public static IReadOnlyList<string> OfThemes => Themes;

    /// <summary>All severities' names, in the order of <see cref="Severity"/>.</summary>
    public static IReadOnlyList<string> OfSeverities => Severities;

    /// <summary>The words of the views, which a control may be for.</summary>
    public static IReadOnlyList<string> OfViews => Views.SubjectViews.Names;

    /// <summary>All verdicts' names, in the order of <see cref="Verdict"/>.</summary>
    public static IReadOnlyList<string> OfVerdicts => Verdicts;

    /// <summary>The layer's word in files and reports.</summary>
    public static string Name(this Layer layer) => Layers[(int)layer];

    /// <summary>The theme's word in files and reports.</summary>
    public static string Name(this Theme theme) => Themes[(int)theme];

    /// <summary>The severity's word in files and reports.</summary>
    public static string Name(this Severity severity) => Severities[(int)severity];

    /// <summary>The verdict's word in files and reports.</summary>
    public static string Name(this Verdict verdict) => Verdicts[(int)verdict];

    /// <summary>Reads a layer's word; false when there is no such layer.</summary>
    public static bool TryLayer(string word, out Layer layer) => Find(Layers, word, out layer);

    /// <summary>Reads a theme's word; false when there is no such theme.</summary>
    public static bool TryTheme(string word, out Theme theme) => Find(Themes, word, out theme);

    /// <summary>Reads a severity's word; false when there is no such severity.</summary>
    public static bool TrySeverity(string word, out Severity severity) => Find(Severities, word, out severity);

    /// <summary>Reads a verdict's word; false when there is no such verdict.</summary>
    public static bool TryVerdict(string word, out Verdict verdict) => Find(Verdicts, word, out verdict);

    private static bool Find<T>(string[] names, string word, out T value)
        where T : unmanaged, Enum
    {
        var index = Array.IndexOf(names, word);
        value = index < 0 ? default : Enum.GetValues<T>()[index];
        return index >= 0;
    }
}
