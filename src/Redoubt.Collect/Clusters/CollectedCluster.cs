namespace Redoubt.Collect.Clusters;

/// <summary>What a cluster told.</summary>
/// <param name="Objects">How many objects were written.</param>
/// <param name="Kinds">How many kinds were listed to their end.</param>
/// <param name="Refused">What could not be listed, a line each: the kind, and why.</param>
/// <param name="Problem">Why nothing could be collected; null if something was.</param>
public sealed record CollectedCluster(long Objects, int Kinds, IReadOnlyList<string> Refused, string? Problem);
