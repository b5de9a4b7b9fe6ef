namespace Redoubt.Cli.Commands;

/// <summary>What the commands of <c>redoubt policy</c> print alike.</summary>
internal static class PolicyOutput
{
    /// <summary>Prints what whoever asks should know.</summary>
    public static void Note(IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            Console.Error.WriteLine($"redoubt: note: {Plain(note)}");
        }
    }

    /// <summary>Prints what is wrong; whether anything is.</summary>
    public static bool Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"redoubt: {Plain(problem)}");
        }

        return problems.Count > 0;
    }

    /// <summary>A text in which nothing commands the terminal.</summary>
    public static string Plain(string text) => PlainText.Of(text);
}
