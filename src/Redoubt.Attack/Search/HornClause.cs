namespace Redoubt.Attack.Search;

/// <summary>Whoever holds all of a body, once something has failed, holds the head. Atoms are numbers from 0.</summary>
/// <param name="Head">What is gained.</param>
/// <param name="Body">What is needed.</param>
/// <param name="Cost">What has to fail.</param>
internal readonly record struct HornClause(int Head, int[] Body, FailureSet Cost);
