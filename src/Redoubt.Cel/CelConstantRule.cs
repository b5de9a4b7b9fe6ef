namespace Redoubt.Cel;

/// <summary>A rule for a constant that a function is given: what breaks it does not compile.</summary>
/// <param name="Function">The function.</param>
/// <param name="Argument">Which argument, from 0; a receiver is not counted.</param>
/// <param name="Stage">The stage that finds it.</param>
/// <param name="Problem">What is wrong with a constant, as cel-go says it; null if nothing.</param>
public sealed record CelConstantRule(string Function, int Argument, CelStage Stage, Func<CelValue, string?> Problem);
