using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>A value of a setting with what gives it and where that stands: the type <c>Setting</c> of the schema.</summary>
/// <param name="From">What gives it: <c>flag</c>, <c>file</c>, <c>environment</c>, <c>built-in</c> (of a program around it) or <c>default</c>.</param>
/// <param name="Text">The value; of a list its elements with a comma between.</param>
/// <param name="File">The file that says it; null for a flag of a process and a default.</param>
/// <param name="Line">The line there, from 1; 0 if there is none.</param>
/// <param name="Values">The elements of a list; null for what is none.</param>
internal sealed record SettingValue(string From, string Text, string? File = null, int Line = 0, IReadOnlyList<string>? Values = null)
{
    /// <summary>The elements; a single value is a list of itself.</summary>
    public IReadOnlyList<string> All => Values ?? [Text];

    /// <summary>Whether it is on.</summary>
    public bool IsTrue => Text == "true";

    /// <summary>A value of a command line: of a process, or of a unit with its place.</summary>
    public static SettingValue Of(CommandWord word) => new(word.From == "environment" ? "environment" : "flag", word.Text, word.File.Length == 0 ? null : word.File, word.Line);

    /// <summary>As the schema has it.</summary>
    public JsonObject ToFact()
    {
        var fact = new JsonObject { ["from"] = From, ["value"] = Text };
        if (File is not null)
        {
            fact["file"] = File;
            fact["line"] = Line;
        }

        if (Values is not null)
        {
            fact["values"] = EvidenceDraft.Texts(Values);
        }

        return fact;
    }

    /// <summary><c>true</c> or <c>false</c> for every spelling that Go's <c>strconv.ParseBool</c> takes; null for what it refuses, which stops the program.</summary>
    public static string? Switch(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => "true",
        "0" or "f" or "F" or "false" or "FALSE" or "False" => "false",
        _ => null,
    };
}
