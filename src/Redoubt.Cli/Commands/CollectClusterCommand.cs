using System.CommandLine;
using System.Runtime.InteropServices;
using Redoubt.Collect;
using Redoubt.Collect.Clusters;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt collect cluster</c>: the objects of a live cluster.</summary>
internal sealed class CollectClusterCommand
{
    private readonly Option<string> _context = new("--context") { Description = "The context of the kubeconfig. [default: the current one]", HelpName = "name" };
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { Description = "The kubeconfig. [default: KUBECONFIG, ~/.kube/config, a pod's own account]", HelpName = "file" };
    private readonly Option<string[]> _namespaces = new("--namespace", "-n") { Description = "Only objects of these namespaces, and what has none; may be repeated.", HelpName = "name" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the objects go; only you may read it. [default: standard output]", HelpName = "file" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 2 if anything could not be listed." };

    public static Command Create()
    {
        var self = new CollectClusterCommand();
        var command = new Command("cluster", "Collect the objects of a live cluster, for `redoubt scan`. Only reads; the values of Secrets are dropped while they are read.")
        {
            self._context, self._kubeconfig, self._namespaces, self._output, self._strict,
        };
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        // A terminal that is closed stops it as Ctrl+C does: nothing is left behind.
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var closed = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            stopped.Cancel();
        });
        return await CollectAsync(parsed, stopped.Token).ConfigureAwait(false);
    }

    private async Task<int> CollectAsync(ParseResult parsed, CancellationToken cancel)
    {
        var request = new ClusterRequest(TimeProvider.System.GetUtcNow())
        {
            Context = parsed.GetValue(_context),
            Kubeconfig = parsed.GetValue(_kubeconfig),
            Namespaces = [.. (parsed.GetValue(_namespaces) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            Tell = line => Console.Error.WriteLine($"redoubt: {line}"),
        };
        var file = parsed.GetValue(_output);
        try
        {
            var collected = file is null ? await ToStandardOutputAsync(request, cancel).ConfigureAwait(false) : await ClusterFile.CollectAsync(request, file, cancel).ConfigureAwait(false);
            return Told(collected, parsed.GetValue(_strict));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"{file ?? "standard output"}: cannot be written: {SystemFault.Of(e)}");
        }
        catch (OperationCanceledException)
        {
            return Fail("stopped: nothing was collected");
        }
    }

    private static async Task<CollectedCluster> ToStandardOutputAsync(ClusterRequest request, CancellationToken cancel)
    {
        using var output = Console.OpenStandardOutput();
        return await ClusterCollection.CollectAsync(request, output, cancel).ConfigureAwait(false);
    }

    private static int Told(CollectedCluster collected, bool isStrict)
    {
        if (collected.Problem is { } problem)
        {
            return Fail(problem);
        }

        foreach (var line in collected.Refused)
        {
            Console.Error.WriteLine($"redoubt: not listed: {line}");
        }

        Console.Error.WriteLine($"redoubt: {collected.Objects} objects of {collected.Kinds} kinds{(collected.Refused.Count > 0 ? $"; {collected.Refused.Count} could not be listed and are unknown" : "")}");
        return isStrict && collected.Refused.Count > 0 ? ExitCode.NotJudged : ExitCode.Good;
    }

    private static int Fail(string problem)
    {
        Console.Error.WriteLine($"redoubt: {problem}");
        return ExitCode.NotJudged;
    }
}
