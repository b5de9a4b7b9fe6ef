using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>Values with the place that they were found at: the type <c>Setting</c> of the schema.</summary>
internal static class Places
{
    /// <summary>A value that a line of a file says.</summary>
    public static JsonObject InFile(string value, string file, int line) => new() { ["file"] = file, ["from"] = "file", ["line"] = line, ["value"] = value };

    /// <summary>A value that the program's own default is.</summary>
    public static JsonObject Default(string value) => new() { ["from"] = "default", ["value"] = value };

    /// <summary>A value that was given on a command line.</summary>
    public static JsonObject Flag(string value) => new() { ["from"] = "flag", ["value"] = value };
}
