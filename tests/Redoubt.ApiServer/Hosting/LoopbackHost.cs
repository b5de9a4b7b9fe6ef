using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Hosting;

/// <summary>A stand-in on a free port of the loopback: plain HTTP, or TLS with clients' certificates.</summary>
public sealed class LoopbackHost : IAsyncDisposable
{
    private const int LongestWatch = 1800;
    private const long LargestRequest = 64 * 1024 * 1024;

    // So large an answer is compressed for whoever takes it so (kubernetes/apiserver, `responsewriters`).
    private const int SmallestCompressed = 128 * 1024;

    private readonly WebApplication _application;
    private readonly StandInServer _server;
    private readonly HostOptions _options;

    private LoopbackHost(WebApplication application, StandInServer server, HostOptions options) => (_application, _server, _options) = (application, server, options);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Begins to listen.</summary>
    /// <param name="server">What answers.</param>
    /// <param name="options">How it is hosted; null for plain HTTP.</param>
    public static async Task<LoopbackHost> StartAsync(StandInServer server, HostOptions? options = null)
    {
        options ??= new HostOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => Secure(listen, options));
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        var application = builder.Build();
        var host = new LoopbackHost(application, server, options);
        application.Run(host.HandleAsync);
        await application.StartAsync().ConfigureAwait(false);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Secure(ListenOptions listen, HostOptions options)
    {
        if (options.Authority is { } authority)
        {
            listen.UseHttps(https =>
            {
                var certificate = options.Certificate ?? authority.Server(["localhost"]);
                https.ServerCertificateSelector = (_, name) =>
                {
                    options.Named?.Invoke(name ?? "");
                    return certificate;
                };
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => authority.Signed(certificate);
            });
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = await RequestAsync(context).ConfigureAwait(false);
        var answer = _server.Answer(request);
        var delivery = _options.Deliver?.Invoke(request, answer) ?? new Delivery(answer);
        answer = delivery.Answer;
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (answer.Watch is { } watch)
        {
            await StreamAsync(watch, context).ConfigureAwait(false);
        }
        else if (answer.Body.Length > 0)
        {
            await SendAsync(Compressed(answer.Body, request, context), delivery, context).ConfigureAwait(false);
        }
    }

    private static async Task<ApiRequest> RequestAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return ApiRequest.Of(request.Method, target, headers, body.ToArray()) with { Certified = context.Connection.ClientCertificate is { } shown ? Identity.Of(shown) : null };
    }

    private static byte[] Compressed(byte[] body, ApiRequest request, HttpContext context)
    {
        if (body.Length < SmallestCompressed || !request.Header("accept-encoding").Contains("gzip", StringComparison.Ordinal))
        {
            return body;
        }

        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return all.ToArray();
    }

    private static async Task SendAsync(byte[] body, Delivery delivery, HttpContext context)
    {
        context.Response.ContentLength = body.Length;
        var sent = Math.Min(body.Length, delivery.CutAfter ?? delivery.SilentAfter ?? body.Length);
        await context.Response.Body.WriteAsync(body.AsMemory(0, sent)).ConfigureAwait(false);
        if (delivery.CutAfter is not null)
        {
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
            context.Abort();
        }
        else if (delivery.SilentAfter is not null)
        {
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task StreamAsync(Lists.Watch watch, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        end.CancelAfter(TimeSpan.FromSeconds(watch.Timeout > 0 ? watch.Timeout : LongestWatch));
        await context.Response.StartAsync().ConfigureAwait(false);
        try
        {
            while (!end.IsCancellationRequested)
            {
                var changed = watch.Changed;
                foreach (var one in watch.Read())
                {
                    await context.Response.Body.WriteAsync(one, end.Token).ConfigureAwait(false);
                }

                await context.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
                if (watch.HasEnded)
                {
                    return;
                }

                await changed.WaitAsync(end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over, or the client is gone: a watch ends so.
        }

        if (!context.RequestAborted.IsCancellationRequested && watch.End() is { } last)
        {
            await context.Response.Body.WriteAsync(last).ConfigureAwait(false);
        }
    }
}
