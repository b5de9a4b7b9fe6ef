namespace Redoubt.Collect.Machines.Components;

/// <summary>One word of a command line with the place that it was written at.</summary>
/// <param name="Text">The word.</param>
/// <param name="File">The file that has it; null where it was seen in a process only.</param>
/// <param name="Line">The line there, from 1; 0 without a file.</param>
internal sealed record Argument(string Text, string? File = null, int Line = 0);
