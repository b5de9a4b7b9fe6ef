using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>What an API server answers instead of what was asked for.</summary>
/// <param name="status">The code of HTTP.</param>
/// <param name="words">Why, in its own words.</param>
internal sealed class ApiRefusalException(HttpStatusCode status, string words) : ClusterFaultException($"{(int)status}: {words}")
{
    private const int LargestBody = 64 << 10;

    /// <summary>The code of HTTP.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>Where a list may go on that has expired; null if the server does not say.</summary>
    public string? Continue { get; private init; }

    /// <summary>When to ask again; null if the server does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the same question may be answered later.</summary>
    public bool IsTransient => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
        && Status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported);

    /// <summary>Reads a refusal.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<ApiRefusalException> OfAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancel)
    {
        var body = new byte[LargestBody];
        using var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        var status = Parsed(body.AsSpan(0, length));
        var after = response.Headers.RetryAfter;
        return new ApiRefusalException(response.StatusCode, Words(response, status))
        {
            Continue = Text(status?["metadata"]?["continue"]),
            RetryAfter = after?.Delta ?? (after?.Date is { } date ? date - now : null),
        };
    }

    private static string Words(HttpResponseMessage response, JsonObject? status)
    {
        if (Text(status?["message"]) is { } message)
        {
            return OneLine(message);
        }

        return response.Headers.Location is { } elsewhere ? $"the server sends elsewhere, to {OneLine(elsewhere.GetLeftPart(UriPartial.Path))}"
            : OneLine(response.ReasonPhrase ?? "") is { Length: > 0 } phrase ? phrase : "no reason given";
    }

    private static JsonObject? Parsed(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject status && Text(status["kind"]) == "Status" ? status : null;
        }
        catch (JsonException)
        {
            // Load and proxies answer in plain text or HTML: the code alone counts.
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
