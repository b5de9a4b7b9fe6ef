namespace Redoubt.Collect.Machines;

/// <summary>What a machine told.</summary>
/// <param name="Text">The documents as YAML.</param>
/// <param name="Unknowns">What is not known, a line each: document, path, reason.</param>
/// <param name="Problem">Why nothing could be collected; null if something was.</param>
public sealed record CollectedNode(string Text, IReadOnlyList<string> Unknowns, string? Problem);
