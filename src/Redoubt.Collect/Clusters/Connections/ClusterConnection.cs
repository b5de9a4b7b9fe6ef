using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>A way to a server as somebody: TLS, proxy, credentials. It asks and does not judge what is answered.</summary>
internal sealed class ClusterConnection : IDisposable
{
    private readonly HttpClient _client;
    private readonly ClusterAccess _access;
    private readonly UserAccess _user;
    private readonly ServerTrust _trust;

    /// <summary>A way to a server.</summary>
    /// <param name="access">Where it is.</param>
    /// <param name="user">As whom: that of the kubeconfig, or what a plug-in made of it.</param>
    public ClusterConnection(ClusterAccess access, UserAccess user)
    {
        (_access, _user, _trust) = (access, user, new ServerTrust(access));
        var handler = new SocketsHttpHandler
        {
            // Whoever is sent elsewhere would give their credentials there.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            AutomaticDecompression = access.IsCompressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => _trust.Takes(certificate, chain, errors),
                ClientCertificateContext = user.Certificate is { } certificate ? ClientCertificate.Of(certificate, user.Key!) : null,
            },
        };
        if (access.TlsServerName is { } name && access.Server.Scheme == Uri.UriSchemeHttps && IsDirect(access))
        {
            handler.ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, name, handler.SslOptions, cancel);
        }

        if (access.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = Credentials(proxy) };
        }

        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Why the server's certificate was not taken; null if it was.</summary>
    public string? Distrust => _trust.Refusal;

    /// <summary>Asks for what is there.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string accept, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, accept, null, cancel);

    /// <summary>Asks.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">Path and query below the server's address.</param>
    /// <param name="accept">The forms of answers that are taken.</param>
    /// <param name="content">The question, where the path does not hold all of it.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The answer, of which the body is still to be read.</returns>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string accept, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(_access.Server.AbsoluteUri.TrimEnd('/') + path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "redoubt");
        if (Token() is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }
        else if (_user.Name is { } name)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{_user.Password}")));
        }

        foreach (var (header, value) in _user.Impersonation)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static bool IsDirect(ClusterAccess access) =>
        access.Proxy is null && (HttpClient.DefaultProxy.IsBypassed(access.Server) || HttpClient.DefaultProxy.GetProxy(access.Server) is null);

    /// <summary>TLS to a server that is asked for by another name than its address has: the library always asks by the address.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, string name, SslClientAuthenticationOptions options, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var named = new SslClientAuthenticationOptions
            {
                TargetHost = name,
                RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
                ClientCertificateContext = options.ClientCertificateContext,
            };
            await stream.AuthenticateAsClientAsync(named, cancel).ConfigureAwait(false);
            return stream;
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The token: what its file holds now, since whoever wrote it writes a new one before it ends.</summary>
    private string? Token()
    {
        if (_user.TokenFile is not { } file)
        {
            return _user.Token;
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return _user.Token ?? throw new ClusterFaultException($"{file}: the token cannot be read: {SystemFault.Of(e)}");
        }
    }

    private static NetworkCredential? Credentials(Uri proxy) =>
        proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } name, var password] ? new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)) : null;
}
