using Redoubt.Collect;
using Redoubt.Collect.Machines;

namespace Redoubt.Cli.Commands;

/// <summary>Writes what was collected and says what could not be seen.</summary>
internal static class CollectedDocuments
{
    /// <summary>Writes it and says how it went.</summary>
    /// <param name="collected">What was collected.</param>
    /// <param name="file">Where it goes; null for standard output.</param>
    /// <param name="isStrict">Whether what could not be seen ends with 2.</param>
    /// <param name="isStream">Whether more follows, in a log that has both streams: documents begin with their mark, and what is said of them is a comment.</param>
    public static int Tell(CollectedNode collected, string? file, bool isStrict, bool isStream = false)
    {
        if (collected.Problem is { } problem)
        {
            return Fail(problem);
        }

        if (Write(isStream ? $"---\n{collected.Text}" : collected.Text, file) is { } fault)
        {
            return Fail(fault);
        }

        // What could not be seen stands in the documents, and `scan` tells it where it matters.
        if (collected.Unknowns.Count > 0)
        {
            Console.Error.WriteLine($"{(isStream ? "# " : "")}redoubt: {collected.Unknowns.Count} facts could not be seen; the documents say which and why, under `unknown`");
        }

        return isStrict && collected.Unknowns.Count > 0 ? ExitCode.NotJudged : ExitCode.Good;
    }

    /// <summary>Says why nothing was collected.</summary>
    public static int Fail(string problem)
    {
        Console.Error.WriteLine($"redoubt: {problem}");
        return ExitCode.NotJudged;
    }

    private static string? Write(string text, string? file)
    {
        try
        {
            if (file is null)
            {
                Console.Out.Write(text);
                Console.Out.Flush();
            }
            else
            {
                File.WriteAllText(file, text);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file ?? "standard output"}: cannot be written: {SystemFault.Of(e)}";
        }
    }
}
