using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The arguments of an engine as they are told: what may hold a secret is left out.</summary>
internal static class EngineArguments
{
    // A proxy's address, a log driver's options and labels may hold tokens and passwords.
    private static readonly string[] Secret = ["proxy", "log-opt", "cluster-store", "label", "env", "password", "token", "secret"];

    /// <summary>The arguments; null where they are not known.</summary>
    public static JsonArray? Told(EngineCommand command)
    {
        if (command.Unknown is not null)
        {
            return null;
        }

        var told = new JsonArray();
        var hides = false;
        foreach (var word in command.Arguments)
        {
            told.Add((JsonNode)(hides ? "…" : Told(word)));
            hides = !hides && IsSecret(word.Text) && !word.Text.Contains('=', StringComparison.Ordinal);
        }
        return told;
    }

    private static string Told(CommandWord word) =>
        IsSecret(word.Text) && word.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? word.Text[..(equals + 1)] + "…" : word.Text;

    private static bool IsSecret(string text) => text.StartsWith('-') && Secret.Any(part => text.Split('=')[0].Contains(part, StringComparison.OrdinalIgnoreCase));
}
