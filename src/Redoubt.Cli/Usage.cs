using System.CommandLine;
using System.CommandLine.Parsing;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Cli;

/// <summary>What the program answers to what it does not understand.</summary>
internal static class Usage
{
    /// <summary>What is wrong with a command line; empty if nothing is.</summary>
    public static List<string> Problems(ParseResult parsed)
    {
        var problems = UnknownOptions(parsed).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        foreach (var word in parsed.UnmatchedTokens)
        {
            string[] commands = [.. parsed.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];
            problems.Add(word.StartsWith('-') ? UnknownOption(parsed, word)
                : commands.Length == 0 ? $"`{PlainText.Of(word)}` is one word too many for `{Name(parsed)}`"
                : $"`{PlainText.Of(word)}` is no command of `{Name(parsed)}` ({string.Join(", ", commands)}){Suggestion.Of(word, commands)}");
        }

        return problems.Count > 0 ? problems : [.. parsed.Errors.Select(error => PlainText.Of(error.Message))];
    }

    /// <summary>Prints what is wrong on standard error; the exit code says that nothing was judged.</summary>
    /// <param name="problems">What is wrong, a line each.</param>
    /// <param name="parsed">The command line, whose help is named; null where that would not help.</param>
    public static int Refuse(IReadOnlyList<string> problems, ParseResult? parsed = null)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"redoubt: {PlainText.Of(problem)}");
        }

        if (parsed is not null)
        {
            Console.Error.WriteLine($"help: {Name(parsed)} --help");
        }

        return ExitCode.NotJudged;
    }

    /// <summary>Words before <c>--</c> that were taken for arguments, as what no option is called is.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        string[] arguments = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)];
        var after = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Count() - 1;
        return arguments.SkipLast(Math.Max(0, after)).Where(word => word.Length > 1 && word.StartsWith('-')).Select(word => UnknownOption(parsed, word));
    }

    private static string UnknownOption(ParseResult parsed, string word)
    {
        var name = word.Split('=', 2)[0];
        string[] known = [.. parsed.CommandResult.Command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
        return $"`{PlainText.Of(name)}` is no option of `{Name(parsed)}`{Suggestion.Of(name, known)}"
            + (Path.Exists(word) ? $"; for the file of that name write ./{PlainText.Of(word)}" : "");
    }

    private static string Name(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            names.Insert(0, at.Command is RootCommand ? "redoubt" : at.Command.Name);
        }

        return string.Join(' ', names);
    }
}
