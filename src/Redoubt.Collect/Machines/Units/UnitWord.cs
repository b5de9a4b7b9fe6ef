namespace Redoubt.Collect.Machines.Units;

/// <summary>A word of a command line, or the value of a variable, with its place.</summary>
/// <param name="Text">The word.</param>
/// <param name="File">The file that says it.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="From">How it was found, as <c>Setting.from</c> of the schema has it: <c>file</c>, or <c>environment</c> where a variable brought it.</param>
internal sealed record UnitWord(string Text, string File, int Line, string From);
