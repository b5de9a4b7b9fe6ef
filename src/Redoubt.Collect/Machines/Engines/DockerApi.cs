using System.Net;
using System.Net.Sockets;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Asks an engine of Docker over its own socket, as it lies below the machine's root; only for what is there (<c>GET</c>).</summary>
internal sealed class DockerApi : IDisposable
{
    private static readonly Uri Address = new("http://engine/");

    private readonly HttpClient _client;
    private readonly NodeLimits _limits;

    private DockerApi(Machine machine, string socket)
    {
        _limits = machine.Limits;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // The name is resolved as every other of the machine, so that none leads out of its root.
            ConnectCallback = (_, _) => machine.Root.Connect(socket) is { Value: { } stream } ? ValueTask.FromResult<Stream>(stream) : throw new IOException("no connection"),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = Address };
    }

    /// <summary>A way to the engine behind a socket; null where there is no socket, or a kernel that does not run.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="socket">The socket's path.</param>
    public static DockerApi? Open(Machine machine, string socket) =>
        machine.Root.HasRunningKernel() && machine.Root.Status(socket).Value is { Type: 's' } ? new DockerApi(machine, socket) : null;

    /// <summary>What the engine answers.</summary>
    /// <param name="path">Path and query, without a version: the engine's newest counts.</param>
    public Seen<JsonText> Get(string path)
    {
        using var end = new CancellationTokenSource(_limits.Wait);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
            using var answer = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return answer.StatusCode == HttpStatusCode.OK ? Read(answer, path, end.Token) : Seen<JsonText>.Unknown($"the engine answers {(int)answer.StatusCode} to {path}");
        }
        catch (OperationCanceledException)
        {
            return Seen<JsonText>.Unknown($"the engine did not answer {path} within {_limits.Wait.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return Seen<JsonText>.Unknown($"the engine does not answer {path}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Seen<JsonText> Read(HttpResponseMessage answer, string path, CancellationToken cancel)
    {
        using var stream = answer.Content.ReadAsStream(cancel);
        // A read of the stream does not end with the wait by itself.
        using var closed = cancel.Register(stream.Dispose);
        using var bytes = new MemoryStream();
        var block = new byte[16 << 10];
        while (stream.Read(block) is > 0 and var read)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > _limits.FileBytes)
            {
                return Seen<JsonText>.Unknown($"the engine answers {path} with more than {_limits.FileBytes} bytes, which is the limit");
            }
        }

        cancel.ThrowIfCancellationRequested();
        return JsonText.Read(bytes.ToArray());
    }
}
