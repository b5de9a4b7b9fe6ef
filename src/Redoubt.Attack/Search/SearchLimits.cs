namespace Redoubt.Attack.Search;

/// <summary>How far a search goes. What it leaves out is told as an interval, never as a number.</summary>
/// <param name="Depth">The most causes of a set, at most <see cref="FailureSet.MostCauses"/>.</param>
/// <param name="Steps">The most unions that are tried for one entry.</param>
internal sealed record SearchLimits(int Depth = FailureSet.MostCauses, int Steps = 40_000_000);
