using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>A value that something gives a setting.</summary>
/// <param name="From">What gives it: <c>flag</c>, <c>file</c>, <c>environment</c>, <c>built-in</c> (of the program that has the component inside) or <c>default</c>.</param>
/// <param name="Text">The value as it is read: <c>true</c> or <c>false</c> for every spelling, lists and maps with a comma between.</param>
/// <param name="File">The file that says so; null if none does.</param>
/// <param name="Line">The line there, from 1.</param>
internal sealed record SettingValue(string From, string Text, string? File = null, int Line = 0)
{
    /// <summary>As the type <c>Setting</c> of the schema.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["from"] = From, ["value"] = Text };
        if (File is not null)
        {
            json["file"] = File;
            json["line"] = Line;
        }
        return json;
    }

    /// <summary>A value as the program reads it.</summary>
    /// <param name="type">How the setting is written.</param>
    /// <param name="text">What was written.</param>
    public static string Canonical(SettingType type, string text) => type switch
    {
        // strconv.ParseBool of Go; what it refuses stops the program, and is shown as it is.
        SettingType.Bool => text switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => "true",
            "0" or "f" or "F" or "false" or "FALSE" or "False" => "false",
            _ => text,
        },
        SettingType.Duration => IsZero(text) ? "0s" : text,
        SettingType.List or SettingType.Map => string.Join(',', Words(text)),
        _ => text,
    };

    /// <summary>The values of a list or map.</summary>
    public static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsZero(string duration) => duration.Length > 0 && duration.All(c => c is '0' or '.' or 'h' or 'm' or 's' or 'u' or 'n' or 'µ' or '+' or '-') && duration.Contains('0', StringComparison.Ordinal);
}
