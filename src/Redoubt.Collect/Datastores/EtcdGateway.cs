using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Redoubt.Collect.Clusters;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Datastores;

/// <summary>Asks a member of etcd over its gateway for JSON; only for what it holds, never to change it.</summary>
internal sealed class EtcdGateway : IDisposable
{
    // etcd takes requests of 1.5 MiB unless it is told otherwise; in base64 a third more.
    private const int MostBytes = 64 << 20;

    private readonly ClusterConnection _connection;
    private readonly TimeSpan _wait;

    private readonly string _hint;

    private EtcdGateway(ClusterConnection connection, TimeSpan wait, string hint) => (_connection, _wait, _hint) = (connection, wait, hint);

    /// <summary>A way to the member that a request names.</summary>
    /// <exception cref="ClusterFaultException">A file that it names cannot be read, or is no certificate.</exception>
    public static EtcdGateway Open(DatastoreRequest request)
    {
        var access = new ClusterAccess("etcd", request.Endpoint)
        {
            Authority = Text(request.Authority),
            User = new UserAccess { Certificate = Text(request.Certificate), Key = Text(request.Key ?? request.Certificate) },
        };
        return new EtcdGateway(new ClusterConnection(access, access.User), request.Wait, request.Certificate is null ? ": it may ask for a client's certificate" : "");
    }

    /// <summary>The version of the member.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancel)
    {
        var answer = await AskAsync(HttpMethod.Get, "/version", null, cancel).ConfigureAwait(false);
        using var body = JsonDocument.Parse(answer);
        return body.RootElement.TryGetProperty("etcdserver", out var version) ? version.GetString() : null;
    }

    /// <summary>The first entry from a key on, up to another; null where there is none.</summary>
    public async Task<StoredEntry?> FirstAsync(string from, string to, CancellationToken cancel)
    {
        var question = $$"""{"key":"{{Base64(from)}}","range_end":"{{Base64(to)}}","limit":"1"}""";
        var answer = await AskAsync(HttpMethod.Post, "/v3/kv/range", question, cancel).ConfigureAwait(false);
        try
        {
            return RangeAnswer.First(answer);
        }
        finally
        {
            // It may hold a Secret in plain.
            Array.Clear(answer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private async Task<byte[]> AskAsync(HttpMethod method, string path, string? question, CancellationToken cancel)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waiting.CancelAfter(_wait);
        try
        {
            using var content = question is null ? null : new StringContent(question, Encoding.UTF8, new MediaTypeHeaderValue(ApiClient.Json));
            using var answer = await _connection.SendAsync(method, path, ApiClient.Json, content, waiting.Token).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(answer, waiting.Token).ConfigureAwait(false)
                : throw new ClusterFaultException(Refusal(answer.StatusCode, path));
        }
        catch (Exception e) when (ConnectionFault.Is(e) && !cancel.IsCancellationRequested)
        {
            throw new ClusterFaultException(ConnectionFault.Words(e, _connection.Distrust, waiting.IsCancellationRequested ? $"it did not answer within {_wait.TotalSeconds:0} s" : null) + _hint);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentLength > MostBytes)
        {
            throw new ClusterFaultException($"it answers with more than {MostBytes} bytes, which is the limit");
        }

        using var stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var bytes = new byte[16 << 10];
        var length = 0;
        while (await stream.ReadAsync(bytes.AsMemory(length), cancel).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length > MostBytes)
            {
                throw new ClusterFaultException($"it answers with more than {MostBytes} bytes, which is the limit");
            }

            if (length == bytes.Length)
            {
                var larger = new byte[bytes.Length * 2];
                bytes.CopyTo(larger, 0);
                Array.Clear(bytes);
                bytes = larger;
            }
        }
        return bytes[..length];
    }

    private static string Refusal(HttpStatusCode status, string path) => status switch
    {
        HttpStatusCode.NotFound => $"it does not answer `{path}`: its gateway for JSON is switched off, or it is older than 3.4",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest => "it does not let us read: it asks for a user who may",
        _ => $"it answers {(int)status}",
    };

    private static string? Text(string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterFaultException($"{file}: cannot be read: {SystemFault.Of(e)}");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
