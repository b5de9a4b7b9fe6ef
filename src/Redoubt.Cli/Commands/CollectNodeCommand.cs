using System.CommandLine;
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
            return CollectedDocuments.Fail("a machine is collected on Linux of 64 bits: run it there, and scan the documents here");
        }

        if (parsed.GetValue(_every) is not { } every)
        {
            return Collect(parsed, stays: false);
        }

        return Interval.Of(every) is { } wait
            ? await StayAsync(parsed, wait, cancel).ConfigureAwait(false)
            : CollectedDocuments.Fail($"--every `{every}` is no time: a number and s, m, h or d, at most 40d, as `24h`");
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

    private int Collect(ParseResult parsed, bool stays)
    {
        var collected = NodeCollection.Collect(new NodeRequest(parsed.GetValue(_root)!, TimeProvider.System.GetUtcNow()) { Kubernetes = parsed.GetValue(_kubernetes) });
        return CollectedDocuments.Tell(collected, parsed.GetValue(_output), parsed.GetValue(_strict), stays);
    }
}
