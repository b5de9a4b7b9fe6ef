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
    private readonly Option<string> _every = new("--every") { Description = "Stay, and collect again so often (30m, 24h, 7d): for a pod on each node.", HelpName = "time" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 2 if anything could not be seen." };

    public static Command Create()
    {
        var self = new CollectNodeCommand();
        var command = new Command("node", "Collect the facts of this machine, or of one that is mounted, for `redoubt scan`. Only reads, and runs no program.")
        {
            self._root, self._output, self._kubernetes, self._every, self._strict,
        };
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!NodeCollection.IsSupported)
        {
            return Fail("a machine is collected on Linux of 64 bits: run it there, and scan the documents here");
        }

        if (parsed.GetValue(_every) is not { } every)
        {
            return Collect(parsed, stays: false);
        }

        return Interval.Of(every) is { } wait
            ? await StayAsync(parsed, wait, cancel).ConfigureAwait(false)
            : Fail($"--every `{every}` is no time: a number and s, m, h or d, at most 40d, as `24h`");
    }

    /// <summary>Collects until it is told to end: that is no failure.</summary>
    private async Task<int> StayAsync(ParseResult parsed, TimeSpan every, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                if (Collect(parsed, stays: true) is not ExitCode.Good and var code)
                {
                    return code;
                }

                await Task.Delay(every, TimeProvider.System, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Good;
        }
    }

    /// <summary>
    /// Collects once. Where it stays, its log is one stream of documents: each collection begins one, and what is said of it is a comment, since
    /// a container's log has both.
    /// </summary>
    private int Collect(ParseResult parsed, bool stays)
    {
        var collected = NodeCollection.Collect(new NodeRequest(parsed.GetValue(_root)!, TimeProvider.System.GetUtcNow()) { Kubernetes = parsed.GetValue(_kubernetes) });
        if (collected.Problem is { } problem)
        {
            return Fail(problem);
        }

        if (Write((stays ? "---\n" : "") + collected.Text, parsed.GetValue(_output)) is { } fault)
        {
            return Fail(fault);
        }

        // What could not be seen stands in the documents, and `scan` tells it where it matters.
        if (collected.Unknowns.Count > 0)
        {
            Console.Error.WriteLine($"{(stays ? "# " : "")}redoubt: {collected.Unknowns.Count} facts could not be seen; the documents say which and why, under `unknown`");
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

    private static int Fail(string problem)
    {
        Console.Error.WriteLine($"redoubt: {problem}");
        return ExitCode.NotJudged;
    }
}
