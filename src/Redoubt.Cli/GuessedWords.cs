namespace Redoubt.Cli;

/// <summary>
/// Words that begin with <c>-</c> and are names of files in this folder as well: <c>scan *</c> would take options from whoever may name a file.
/// Nothing is guessed; the user says which.
/// </summary>
internal static class GuessedWords
{
    /// <summary>What is wrong with the words; empty if nothing is.</summary>
    /// <param name="words">The words of the command line.</param>
    public static List<string> Problems(string[] words)
    {
        var problems = new List<string>();
        var arePaths = false;
        foreach (var word in words)
        {
            // Standard input is `-` among paths too.
            if (word.StartsWith('-') && (!arePaths || word == "-") && Path.Exists(word))
            {
                var name = PlainText.Of(word);
                problems.Add(word switch
                {
                    "-" => "`-` is standard input, and there is a file of that name here: write ./- for the file",
                    "--" => "`--` ends the options, and there is a file of that name here: write ./-- for the file",
                    _ => $"`{name}` is the name of a file here, and looks like an option: write ./{name}, or -- before it",
                });
            }

            arePaths |= word == "--";
        }

        return problems;
    }
}
