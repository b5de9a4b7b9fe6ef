namespace Redoubt.Run.Fixes;

/// <summary>What is to be mended.</summary>
/// <param name="Controls">Globs of the controls whose findings are mended; none for all.</param>
/// <param name="AllowsUnsafe">Whether fixes are made that may break something.</param>
public sealed record FixRequest(IReadOnlyList<string> Controls, bool AllowsUnsafe);
