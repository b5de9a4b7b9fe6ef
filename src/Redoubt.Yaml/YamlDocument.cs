namespace Redoubt.Yaml;

/// <summary>By which route a document was read.</summary>
public enum YamlRoute : byte
{
    /// <summary>As YAML.</summary>
    Yaml,

    /// <summary>As JSON: the stream's first character is <c>{</c> and the text is valid JSON.</summary>
    Json,
}

/// <summary>One document of a file.</summary>
/// <param name="Index">Its number in the file from 0; documents that are null, and those that cannot be read, are counted.</param>
/// <param name="Start">Offset of the first character of its chunk of the text.</param>
/// <param name="End">Offset just after the chunk's last character.</param>
/// <param name="Route">How it was read.</param>
/// <param name="IsNull">Whether it holds nothing or null; kubectl leaves such documents out.</param>
/// <param name="AfterProblem">Whether a problem came before it, at which kubectl stops: kubectl never sees this document.</param>
public readonly record struct YamlDocument(int Index, int Start, int End, YamlRoute Route, bool IsNull, bool AfterProblem);
