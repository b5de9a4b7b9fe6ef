using System.CommandLine;

namespace Redoubt.Cli;

/// <summary>What the program answers to a command line that it does not understand.</summary>
internal static class Usage
{
    /// <summary>Prints what is wrong on standard error; the exit code says that nothing was judged.</summary>
    public static int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine($"redoubt: {error.Message}");
        }

        Console.Error.WriteLine($"help: {Name(parsed)} --help");
        return ExitCode.NotJudged;
    }

    private static string Name(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, at.Command is RootCommand ? "redoubt" : at.Command.Name);
        }

        return string.Join(' ', names);
    }
}
