using System.Globalization;

namespace Redoubt.Cel.Tree.Macros;

/// <summary>The names that only <c>cel.index</c>, <c>cel.iterVar</c> and <c>cel.accuVar</c> can make.</summary>
internal static class BlockNames
{
    private const string IndexPrefix = "@index";
    private const string IterationPrefix = "@it";
    private const string AccumulatorPrefix = "@ac";

    public static string Index(long index) => string.Create(CultureInfo.InvariantCulture, $"{IndexPrefix}{index}");

    public static string Iteration(long depth, long unique) => string.Create(CultureInfo.InvariantCulture, $"{IterationPrefix}:{depth}:{unique}");

    public static string Accumulator(long depth, long unique) => string.Create(CultureInfo.InvariantCulture, $"{AccumulatorPrefix}:{depth}:{unique}");

    /// <summary>How a name is written: one of these as its macro, any other as it is.</summary>
    public static string Written(string name)
    {
        if (name.StartsWith(IndexPrefix, StringComparison.Ordinal))
        {
            return $"cel.index({name[IndexPrefix.Length..]})";
        }

        return name.Split(':') switch
        {
            [IterationPrefix, var depth, var unique] => $"cel.iterVar({depth}, {unique})",
            [AccumulatorPrefix, var depth, var unique] => $"cel.accuVar({depth}, {unique})",
            _ => name,
        };
    }
}
