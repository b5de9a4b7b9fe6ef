namespace Redoubt.Collect.Machines;

/// <summary>A word of a command line, or the value of a variable, with its place.</summary>
/// <param name="Text">The word.</param>
/// <param name="File">The file that says it; empty where it was seen in a process only.</param>
/// <param name="Line">The line there, from 1; 0 without a file.</param>
/// <param name="From">How it was found, as <c>Setting.from</c> of the schema has it: <c>flag</c> of a process, <c>file</c>, or <c>environment</c> where a variable brought it.</param>
internal sealed record CommandWord(string Text, string File = "", int Line = 0, string From = "flag");
