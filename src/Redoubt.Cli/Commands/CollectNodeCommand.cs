using System.CommandLine;
using Redoubt.Collect;
using Redoubt.Collect.Machines;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt collect node</c>: the facts of a machine as documents.</summary>
internal sealed class CollectNodeCommand
{
    private readonly Option<string> _root = new("--root") { Description = "The directory at which the machine's root is mounted. [default: /]", HelpName = "folder", DefaultValueFactory = _ => "/" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the documents go. [default: standard output]", HelpName = "file" };
    private readonly Option<string> _kubernetes = new("--kubernetes") { Description = "The version of its Kubernetes, where the machine cannot tell it: defaults of settings depend on it.", HelpName = "version" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 2 if anything could not be seen." };

    public static Command Create()
    {
        var self = new CollectNodeCommand();
        var command = new Command("node", "Collect the facts of this machine, or of one that is mounted, for `redoubt scan`. Only reads, and runs no program.")
        {
            self._root, self._output, self._kubernetes, self._strict,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (!NodeCollection.IsSupported)
        {
            return Fail("a machine is collected on Linux of 64 bits: run it there, and scan the documents here");
        }

        var collected = NodeCollection.Collect(new NodeRequest(parsed.GetValue(_root)!, TimeProvider.System.GetUtcNow()) { Kubernetes = parsed.GetValue(_kubernetes) });
        if (collected.Problem is { } problem)
        {
            return Fail(problem);
        }

        if (Write(collected.Text, parsed.GetValue(_output)) is { } fault)
        {
            return Fail(fault);
        }

        // What could not be seen stands in the documents, and `scan` tells it where it matters.
        if (collected.Unknowns.Count > 0)
        {
            Console.Error.WriteLine($"redoubt: {collected.Unknowns.Count} facts could not be seen; the documents say which and why, under `unknown`");
        }

        return parsed.GetValue(_strict) && collected.Unknowns.Count > 0 ? ExitCode.NotJudged : ExitCode.Good;
    }

    private static string? Write(string text, string? file)
    {
        try
        {
            if (file is null)
            {
                Console.Out.Write(text);
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

    private static int Fail(string problem)
    {
        Console.Error.WriteLine($"redoubt: {problem}");
        return ExitCode.NotJudged;
    }
}
