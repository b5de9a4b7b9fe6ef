namespace Redoubt.Attack.Search;

/// <summary>How far a search goes. What it leaves out is told as an interval, never as a number.</summary>
/// <param name="Depth">The most causes of a set, at most <see cref="FailureSet.MostCauses"/>.</param>
/// <param name="Steps">The most unions that are tried for one entry.</param>
internal sealed record SearchLimits(int Depth = FailureSet.MostCauses, int Steps = SearchLimits.AllSteps)
{
    /// <summary>The most unions that are tried for all entries of a platform together; each of those that are not alike gets an equal part of them.</summary>
    public const int AllSteps = 40_000_000;

    /// <summary>The fewest unions that an entry gets, however many there are.</summary>
    public const int LeastSteps = 100_000;

    /// <summary>The limits where there are several entries.</summary>
    /// <param name="entries">How many that are not alike.</param>
    public static SearchLimits For(int entries) => new(Steps: Math.Max(LeastSteps, AllSteps / Math.Max(1, entries)));
}
