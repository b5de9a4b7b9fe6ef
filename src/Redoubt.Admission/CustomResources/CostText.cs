using System.Globalization;

namespace Redoubt.Admission.CustomResources;

/// <summary>How the API server says that an estimate is too high (kubernetes/apiextensions-apiserver, `validation.go`).</summary>
internal static class CostText
{
    /// <summary>What one expression may cost by the estimate, with all the places where its level can stand.</summary>
    public const ulong ExpressionLimit = 10_000_000;

    /// <summary>What all expressions of a schema may cost by the estimate.</summary>
    public const ulong TotalLimit = 100_000_000;

    public static string TooHigh(string what, ulong cost, ulong limit)
    {
        var factor = cost / (double)limit;
        var text = factor switch
        {
            > 100 => "more than 100x",
            < 1.5 => string.Create(CultureInfo.InvariantCulture, $"{factor:F6}x"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{factor:F1}x"),
        };
        return $"{what} exceeds budget by factor of {text} (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where "
            + "arrays, maps, and strings are declared)";
    }

    public static ulong Product(ulong left, ulong right) => left != 0 && ulong.MaxValue / left < right ? ulong.MaxValue : left * right;

    public static ulong Sum(ulong left, ulong right) => ulong.MaxValue - left < right ? ulong.MaxValue : left + right;
}
