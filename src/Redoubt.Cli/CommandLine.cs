using System.CommandLine;
using Redoubt.Cli.Commands;
using Redoubt.Cli.Commands.Access;
using Redoubt.Cli.Commands.Attack;
using Redoubt.Cli.Commands.Compare;
using Redoubt.Cli.Commands.Databases;
using Redoubt.Cli.Commands.Fixes;
using Redoubt.Cli.Commands.Init;
using Redoubt.Cli.Commands.Network;
using Redoubt.Cli.Commands.Upgrade;

namespace Redoubt.Cli;

/// <summary>The program as a whole: words in, exit code out. Whatever happens on the way ends in a line that a person can act on.</summary>
internal static class CommandLine
{
    private static readonly Option<bool> Debug = new("--debug") { Description = "Show where in the program a fault of its own lies.", Recursive = true };

    /// <summary>Runs the program.</summary>
    /// <param name="words">The words of the command line.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(string[] words)
    {
        // A fault in another thread would end the program with a trace and a code of the runtime's own.
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(Fault.Tell((Exception)unhandled.ExceptionObject, AsksForTrace(words)));
        try
        {
            MemoryWatch.Begin();
            return Invoke(words);
        }
        catch (Exception fault)
        {
            return Fault.Tell(fault, AsksForTrace(words));
        }
    }

    // The names are here too, so that of a command line only the command that it names is made.
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("init", InitCommand.Create),
        ("scan", ScanCommand.Create),
        ("diff", DiffCommand.Create),
        ("baseline", BaselineCommand.Create),
        ("fix", FixCommand.Create),
        ("owners", OwnersCommand.Create),
        ("upgrade", UpgradeCommand.Create),
        ("controls", ControlsCommand.Create),
        ("frameworks", FrameworksCommand.Create),
        ("explain", ExplainCommand.Create),
        ("policy", PolicyCommand.Create),
        ("access", AccessCommand.Create),
        ("network", NetworkCommand.Create),
        ("depth", DepthCommand.Create),
        ("paths", PathsCommand.Create),
        ("plan", PlanCommand.Create),
        ("collect", CollectCommand.Create),
        ("db", DbCommand.Create),
        ("lsp", LspCommand.Create),
        ("completion", CompletionCommand.Create),
        ("complete", CompletionCommand.CreateAnswer),
    ];

    /// <summary>The commands; of a command line that names one only that.</summary>
    /// <param name="words">The words of the command line.</param>
    public static RootCommand Create(params IReadOnlyList<string> words)
    {
        var root = new RootCommand("Redoubt secures a Kubernetes platform in depth: it judges the evidence of every layer by one catalogue of controls.") { Debug };
        var first = words.FirstOrDefault(word => !word.StartsWith('-'));
        foreach (var (_, create) in Array.Find(Commands, command => command.Name == first) is { Name: not null } named ? [named] : Commands)
        {
            root.Add(create());
        }

        return root;
    }

    private static int Invoke(string[] words)
    {
        if (GuessedWords.Problems(words) is { Count: > 0 } guessed)
        {
            return Usage.Refuse(guessed);
        }

        // `@name` is a file of that name: what lies in a folder that is scanned brings no options in.
        var parsed = Create(words).Parse(words.Length == 0 ? ["--help"] : words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return Usage.Problems(parsed) is { Count: > 0 } problems
            ? Usage.Refuse(problems, parsed)
            : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static bool AsksForTrace(string[] words) => words.TakeWhile(word => word != "--").Contains("--debug");
}
