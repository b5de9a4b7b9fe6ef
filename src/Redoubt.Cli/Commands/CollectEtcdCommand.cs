using System.CommandLine;
using Redoubt.Collect.Datastores;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt collect etcd</c>: whether Secrets lie encrypted in the cluster's store.</summary>
internal sealed class CollectEtcdCommand
{
    private readonly Option<string> _endpoint = new("--endpoint") { Description = "The address of a member. [default: https://127.0.0.1:2379]", HelpName = "url", DefaultValueFactory = _ => "https://127.0.0.1:2379" };
    private readonly Option<string> _authority = new("--cacert") { Description = "The certificate of its authority. [default: the system's authorities]", HelpName = "file" };
    private readonly Option<string> _certificate = new("--cert") { Description = "A client's certificate that it takes.", HelpName = "file" };
    private readonly Option<string> _key = new("--key") { Description = "The key of that certificate. [default: the same file]", HelpName = "file" };
    private readonly Option<string> _prefix = new("--prefix") { Description = "Where Kubernetes' objects lie: the API server's --etcd-prefix. [default: /registry]", HelpName = "path", DefaultValueFactory = _ => "/registry" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the document goes. [default: standard output]", HelpName = "file" };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with 2 if anything could not be seen." };

    public static Command Create()
    {
        var self = new CollectEtcdCommand();
        var command = new Command("etcd", "Look at one Secret of each namespace as etcd holds it: encrypted or not, and with which key. Only reads; no value leaves it.")
        {
            self._endpoint, self._authority, self._certificate, self._key, self._prefix, self._output, self._strict,
        };
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var endpoint = parsed.GetValue(_endpoint)!;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return CollectedDocuments.Fail($"--endpoint `{endpoint}` is no address of etcd, as https://127.0.0.1:2379");
        }

        var request = new DatastoreRequest(address, TimeProvider.System.GetUtcNow())
        {
            Authority = parsed.GetValue(_authority),
            Certificate = parsed.GetValue(_certificate),
            Key = parsed.GetValue(_key),
            Prefix = parsed.GetValue(_prefix)!,
        };
        try
        {
            var collected = await DatastoreCollection.CollectAsync(request, cancel).ConfigureAwait(false);
            return CollectedDocuments.Tell(collected, parsed.GetValue(_output), parsed.GetValue(_strict));
        }
        catch (OperationCanceledException)
        {
            return CollectedDocuments.Fail("stopped: nothing was collected");
        }
    }
}
