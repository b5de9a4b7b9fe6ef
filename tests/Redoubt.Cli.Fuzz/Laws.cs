using System.Text.Json;

namespace Redoubt.Cli.Fuzz;

/// <summary>How a run of the program ended.</summary>
/// <param name="ExitCode">The exit code; over 128 for a signal.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Ended(int ExitCode, string Output, string Error, TimeSpan Took);

/// <summary>What must hold of every run.</summary>
internal static class Laws
{
    /// <summary>Far more than any of these folders needs, on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What was broken; null for nothing.</summary>
    /// <param name="ended">The run.</param>
    /// <param name="isJson">Whether a report in JSON was asked for.</param>
    public static string? Broken(Ended ended, bool isJson) =>
        ended.Took >= Patience ? $"no end within {Patience.TotalSeconds} s"
        : ended.ExitCode is not (0 or 1 or 2) ? $"exit code {ended.ExitCode}"
        : (ended.Error + ended.Output).Contains("a fault of redoubt", StringComparison.Ordinal) ? "a fault of its own"
        : ended.Error.Contains("Unhandled exception", StringComparison.Ordinal) ? "an exception that nobody took"
        : isJson && !IsJson(ended.Output) ? "a report that is no JSON"
        : null;

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
