namespace Redoubt.Evidence.Tapes;

/// <summary>The texts that the rows of a tape point at.</summary>
/// <param name="Chars">The texts of strings, one after another.</param>
/// <param name="Aside">Texts of strings that are long in the file, or that are not what stands there.</param>
/// <param name="Names">The names of fields; tapes of one file share them.</param>
/// <param name="LongKeys">By row, the names that found no room in the table.</param>
internal readonly record struct TapeTexts(char[] Chars, string[] Aside, KeyTable Names, Dictionary<int, string>? LongKeys);
