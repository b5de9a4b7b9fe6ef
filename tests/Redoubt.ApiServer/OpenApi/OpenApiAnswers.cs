using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Discovery;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.OpenApi;

/// <summary>The index of OpenAPI v3, and of each group a document that says so much that clients go on: that writes take <c>fieldValidation</c>.</summary>
internal static class OpenApiAnswers
{
    /// <summary>The answer for a path; null if it is none of OpenAPI.</summary>
    public static ApiAnswer? Answer(ApiRequest request, DiscoveryAnswers discovery)
    {
        const string Root = "/openapi/v3";
        var path = request.Path.TrimEnd('/');
        if (path == Root)
        {
            return request.Header("if-modified-since").Length > 0 ? ApiAnswer.Empty(304) : Index(discovery);
        }

        if (!path.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            return null;
        }

        var name = path[(Root.Length + 1)..];
        if (!Names(discovery).Contains(name))
        {
            return ApiAnswer.Empty(404);
        }

        var body = Document(name, discovery);
        var hash = Hash(body);
        if (request.Query["hash"] is { Length: > 0 } asked && asked != hash)
        {
            return ApiAnswer.Bytes(301, [], "application/json").With("etag", $"\"{hash}\"").With("location", $"{path}?hash={hash}").With("vary", "Accept");
        }

        return ApiAnswer.Json(200, body).With("etag", $"\"{hash}\"").With("vary", "Accept");
    }

    private static ApiAnswer Index(DiscoveryAnswers discovery)
    {
        var paths = new JsonObject();
        foreach (var name in Names(discovery).Order(StringComparer.Ordinal))
        {
            paths[name] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{name}?hash={Hash(Document(name, discovery))}" };
        }

        return ApiAnswer.Json(200, new JsonObject { ["paths"] = paths }, type: "text/plain; charset=utf-8");
    }

    private static IEnumerable<string> Names(DiscoveryAnswers discovery)
    {
        var groups = discovery.Groups.Where(group => group.Group.Length > 0).ToArray();
        return
        [
            ".well-known/openid-configuration", "api", "api/v1", "apis", "openid/v1/jwks", "version",
            .. groups.SelectMany(group => group.Versions.Select(version => $"apis/{group.Group}/{version}")),
            .. groups.Where(group => discovery.IsBuiltIn(group.Group)).Select(group => $"apis/{group.Group}"),
        ];
    }

    // Of each resource what clients look for: which kind it is, and that its writes take `dryRun` and `fieldValidation`.
    private static JsonObject Document(string name, DiscoveryAnswers discovery)
    {
        var paths = new JsonObject();
        foreach (var resource in discovery.Resources.Where(one => one.Subresource.Length == 0 && one.Verbs.Contains("patch") && $"{(one.Group.Length == 0 ? "api" : "apis")}/{one.GroupVersion}" == name))
        {
            var parameters = ((string[])["dryRun", "fieldValidation"]).Select(parameter => (JsonNode)new JsonObject { ["name"] = parameter, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } });
            paths[$"/{name}/{(resource.IsNamespaced ? "namespaces/{namespace}/" : "")}{resource.Name}/{{name}}"] = new JsonObject
            {
                ["patch"] = new JsonObject
                {
                    ["parameters"] = new JsonArray([.. parameters]),
                    ["responses"] = new JsonObject(),
                    ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = resource.Group, ["version"] = resource.Version, ["kind"] = resource.Kind },
                },
            };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "1.37" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
            ["x-path"] = name,
        };
    }

    private static string Hash(JsonObject document) => Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(ApiAnswer.Compact(document))));
}
