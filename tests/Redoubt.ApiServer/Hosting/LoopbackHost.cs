using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Hosting;

/// <summary>A stand-in on a free port of the loopback, in plain HTTP.</summary>
public sealed class LoopbackHost : IAsyncDisposable
{
    private const int LongestWatch = 1800;
    private const long LargestRequest = 64 * 1024 * 1024;

    private readonly WebApplication _application;

    private LoopbackHost(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Begins to listen.</summary>
    /// <param name="server">What answers.</param>
    public static async Task<LoopbackHost> StartAsync(StandInServer server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = LargestRequest;
        });
        var application = builder.Build();
        application.Run(context => HandleAsync(server, context));
        await application.StartAsync().ConfigureAwait(false);
        return new LoopbackHost(application);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task HandleAsync(StandInServer server, HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var answer = server.Answer(ApiRequest.Of(request.Method, target, headers, body.ToArray()));
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
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body).ConfigureAwait(false);
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
