using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>A setting of an engine that is in effect, with where it comes from: the type <c>Setting</c> of the schema.</summary>
/// <param name="Value">The value; of a list its elements with commas.</param>
/// <param name="From">How it was found: flag, file, environment, default.</param>
/// <param name="File">The file that says it; null for flags of a process and defaults.</param>
/// <param name="Line">The line there, from 1; 0 if there is none.</param>
/// <param name="Values">The elements of a list; null for what is none.</param>
internal sealed record EngineSetting(string Value, string From, string? File = null, int Line = 0, IReadOnlyList<string>? Values = null)
{
    /// <summary>The elements; a single value is a list of itself.</summary>
    public IReadOnlyList<string> All => Values ?? [Value];

    /// <summary>Whether it is on.</summary>
    public bool IsTrue => Value == "true";

    /// <summary>A value of a command line: of a process, or of a unit with its place.</summary>
    public static EngineSetting Of(UnitWord word) => new(word.Text, word.From == "environment" ? "environment" : "flag", word.File.Length == 0 ? null : word.File, word.Line);

    /// <summary>The setting as the schema has it.</summary>
    public JsonObject ToFact()
    {
        var fact = new JsonObject { ["from"] = From, ["value"] = Value };
        if (File is not null)
        {
            fact["file"] = File;
            fact["line"] = Line;
        }

        if (Values is not null)
        {
            fact["values"] = new JsonArray([.. Values.Select(value => (JsonNode)value)]);
        }

        return fact;
    }
}
