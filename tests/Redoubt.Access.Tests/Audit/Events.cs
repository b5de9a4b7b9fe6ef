using System.Text;
using Redoubt.Access.Audit;

namespace Redoubt.Access.Tests.Audit;

/// <summary>Events of an audit log, as lines.</summary>
internal static class Events
{
    /// <summary>An event of a request that is over.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="uri">The URL.</param>
    /// <param name="id">The request's identity.</param>
    /// <param name="user">The user's name.</param>
    /// <param name="code">The status.</param>
    /// <param name="decision">What the authorizer said.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="more">More fields, as JSON, with a comma before each.</param>
    public static string Line(
        string verb, string uri, string id = "a", string user = "ada", int code = 200, string decision = "allow", string stage = "ResponseComplete", string more = "") =>
        $$"""
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"{{id}}","stage":"{{stage}}","requestURI":"{{uri}}","verb":"{{verb}}","user":{"username":"{{user}}","groups":["system:authenticated"]},"responseStatus":{"metadata":{},"code":{{code}}},"requestReceivedTimestamp":"2026-11-27T16:02:41.666438Z","annotations":{"authorization.k8s.io/decision":"{{decision}}"}{{more}}}
        """;

    /// <summary>A request that was allowed, as an event.</summary>
    public static string Line(AccessRequest request, int id)
    {
        var ns = request.Namespace.Length == 0 ? "" : $"namespaces/{request.Namespace}/";
        var uri = request.Path
            ?? $"{(request.Group.Length == 0 ? "/api/v1" : $"/apis/{request.Group}/v1")}/{ns}{request.Resource}/{Uri.EscapeDataString(request.Name)}{(request.Subresource.Length == 0 ? "" : "/" + request.Subresource)}";
        var groups = string.Join(',', request.User.Groups.Select(group => $"\"{group}\""));
        return Line(request.Verb, uri, $"{id}", more: $",\"user\":{{\"username\":\"{request.User.Name}\",\"groups\":[{groups}]}}");
    }

    public static AuditLog Read(params string[] lines) => Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    public static AuditLog Read(Stream stream)
    {
        var reader = new AuditLogReader();
        reader.Read("audit.log", stream);
        return reader.Result();
    }

    /// <summary>The rights of a log, as text with counts.</summary>
    public static IEnumerable<string> Shown(AuditLog log) => log.Rights.Select(right =>
        $"{right}{(right.Because.Length == 0 ? "" : $" ({right.Because})")} × {right.Count}");
}
