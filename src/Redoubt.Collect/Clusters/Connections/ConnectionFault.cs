using System.Security.Authentication;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>Why a connection failed, in words of our own: the native program has none of the runtime's.</summary>
internal static class ConnectionFault
{
    /// <summary>Whether this is a failure of a connection and not of ours.</summary>
    public static bool Is(Exception error) => error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or BrokenAnswerException;

    /// <summary>Whether to ask again cannot help: the server is not who it should be, or there is no server of that name.</summary>
    public static bool IsFinal(Exception error, string? distrust) =>
        distrust is not null || error is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };

    /// <summary>Why: lower case, without a full stop.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="distrust">Why the server's certificate was not taken; null if it was.</param>
    /// <param name="ended">Why it was no longer waited; null if it was.</param>
    public static string Words(Exception error, string? distrust, string? ended) => distrust ?? ended ?? error switch
    {
        BrokenAnswerException => error.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "there is no server of that name",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"no connection: {Cause(error)}",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or AuthenticationException => "no TLS connection: the server speaks something else, or does not take our certificate",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refuses",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "what answers does not speak HTTP",
        InvalidDataException => "the compressed answer is broken",
        _ => "the connection broke",
    };

    private static string Cause(Exception error) => error.InnerException is System.Net.Sockets.SocketException socket
        ? socket.SocketErrorCode switch
        {
            System.Net.Sockets.SocketError.ConnectionRefused => "nobody listens there",
            System.Net.Sockets.SocketError.HostUnreachable or System.Net.Sockets.SocketError.NetworkUnreachable => "there is no way to it",
            System.Net.Sockets.SocketError.TimedOut => "nobody answers",
            var code => code.ToString(),
        }
        : "it was cut";
}

/// <summary>An answer that ends too soon or is no JSON: asked again, since a connection may have been cut.</summary>
/// <param name="reason">What is wrong, with the place.</param>
internal sealed class BrokenAnswerException(string reason) : Exception(reason);
