using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>Asks an API server, as often as it takes within the limits: its own rate, the server's <c>Retry-After</c>, broken connections, credentials that ended.</summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>The form of answers unless another is asked for.</summary>
    public const string Json = "application/json";

    private readonly ClusterAccess _access;
    private readonly ClusterRequest _request;
    private readonly RateLimit _rate;
    private readonly SemaphoreSlim _renewing = new(1);
    private volatile ClusterConnection _connection;

    private ApiClient(ClusterAccess access, ClusterRequest request, ClusterConnection connection) =>
        (_access, _request, _connection, _rate) = (access, request, connection, new RateLimit(request.Limits, request.Clock));

    /// <summary>A client of a cluster; a plug-in for credentials is asked now.</summary>
    public static async Task<ApiClient> OpenAsync(ClusterAccess access, ClusterRequest request, CancellationToken cancel) =>
        new(access, request, await ConnectAsync(access, request, cancel).ConfigureAwait(false));

    /// <summary>Asks for something and reads it.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="accept">The forms of answers that are taken.</param>
    /// <param name="read">Reads a good answer; called again from the beginning where the answer breaks.</param>
    /// <param name="cancel">Ends everything.</param>
    /// <param name="attempts">How often at most; null for as often as is usual.</param>
    public async Task<T> GetAsync<T>(string path, string accept, Func<HttpResponseMessage, Patience, Task<T>> read, CancellationToken cancel, int? attempts = null)
    {
        var most = Math.Min(attempts ?? int.MaxValue, _request.Limits.Attempts);
        var isRenewed = false;
        for (var attempt = 1; ; attempt++)
        {
            await _rate.WaitAsync(cancel).ConfigureAwait(false);
            var connection = _connection;
            using var patience = new Patience(_request.Limits, _request.Clock, cancel);
            TimeSpan? wait = null;
            try
            {
                using var response = await connection.GetAsync(path, accept, patience.Token).ConfigureAwait(false);
                patience.Renew();
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    CheckForm(response);
                    return await read(response, patience).ConfigureAwait(false);
                }

                var refusal = await ApiRefusalException.OfAsync(response, _request.Clock.GetUtcNow(), patience.Token).ConfigureAwait(false);
                if (refusal.Status == HttpStatusCode.Unauthorized && _access.User.Plugin is not null && !isRenewed)
                {
                    isRenewed = true;
                    await RenewAsync(connection, cancel).ConfigureAwait(false);
                    continue;
                }

                if (!refusal.IsTransient || attempt >= most)
                {
                    throw refusal;
                }

                wait = refusal.RetryAfter;
            }
            catch (Exception e) when (ConnectionFault.Is(e) && !cancel.IsCancellationRequested)
            {
                if (attempt >= most || ConnectionFault.IsFinal(e, connection.Distrust))
                {
                    throw new ClusterFaultException(ConnectionFault.Words(e, connection.Distrust, patience.Ended));
                }
            }

            await Task.Delay(Wait(attempt, wait), _request.Clock, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for something that is no list, and holds all of it.</summary>
    public async Task<(JsonNode Body, string Form)> GetAsync(string path, string accept, CancellationToken cancel, int? attempts = null) =>
        await GetAsync(path, accept, DocumentAsync, cancel, attempts).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _renewing.Dispose();
    }

    private async Task<(JsonNode Body, string Form)> DocumentAsync(HttpResponseMessage response, Patience patience)
    {
        using var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        using var all = new MemoryStream();
        var block = new byte[32 << 10];
        while (await stream.ReadAsync(block, patience.Token).ConfigureAwait(false) is > 0 and var read)
        {
            patience.Renew();
            all.Write(block, 0, read);
            if (all.Length > _request.Limits.DocumentBytes)
            {
                throw new ClusterFaultException($"the answer is larger than {_request.Limits.DocumentBytes} bytes, which is the limit");
            }
        }

        try
        {
            var body = JsonNode.Parse(all.GetBuffer().AsSpan(0, (int)all.Length)) ?? throw new BrokenAnswerException("the answer is `null`");
            return (body, response.Content.Headers.ContentType?.ToString() ?? "");
        }
        catch (JsonException e)
        {
            throw new BrokenAnswerException($"the answer is not JSON, or not all of it (line {e.LineNumber + 1}, byte {e.BytePositionInLine})");
        }
    }

    /// <summary>What says that it is something else than JSON is no answer of an API server.</summary>
    private static void CheckForm(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is { } form && form != Json)
        {
            throw new ClusterFaultException($"the server answers in `{ClusterFaultException.OneLine(form)}` where JSON is asked for: this is no API server, or something stands before it");
        }
    }

    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var limits = _request.Limits;
        var wait = asked ?? limits.FirstWait * Math.Pow(2, attempt - 1);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > limits.LongestWait ? limits.LongestWait : wait;
    }

    /// <summary>Asks the plug-in anew, once for all who were refused on the same connection.</summary>
    private async Task RenewAsync(ClusterConnection refused, CancellationToken cancel)
    {
        await _renewing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (ReferenceEquals(_connection, refused))
            {
                // Others still read from the old one: it goes when they are done with it.
                _connection = await ConnectAsync(_access, _request, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            _renewing.Release();
        }
    }

    private static async Task<ClusterConnection> ConnectAsync(ClusterAccess access, ClusterRequest request, CancellationToken cancel) =>
        new(access, access.User.Plugin is { } plugin ? await ExecCredential.AskAsync(access, plugin, request, cancel).ConfigureAwait(false) : access.User);
}
