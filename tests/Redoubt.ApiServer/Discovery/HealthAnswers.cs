using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Discovery;

/// <summary>Health and version: open to everybody.</summary>
internal static class HealthAnswers
{
    private static readonly (string Name, string[] Kinds)[] Checks = Read();

    /// <summary>The three questions.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["healthz", "livez", "readyz"];

    /// <summary>What is checked for a question.</summary>
    public static IEnumerable<string> ChecksOf(string kind) => Checks.Where(check => check.Kinds.Contains(kind)).Select(check => check.Name);

    /// <summary>The answer for a path; null if it is none of these.</summary>
    public static ApiAnswer? Answer(ApiRequest request)
    {
        var path = request.Path.Trim('/');
        var kind = path.Split('/')[0];
        return path switch
        {
            "version" => Version(),
            ".well-known/openid-configuration" => ApiAnswer.Json(200, new JsonObject
            {
                ["issuer"] = "https://kubernetes.default.svc",
                ["jwks_uri"] = "https://127.0.0.1:443/openid/v1/jwks",
                ["response_types_supported"] = new JsonArray("id_token"),
                ["subject_types_supported"] = new JsonArray("public"),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            }),
            _ when !Kinds.Contains(kind) => null,
            _ when path == kind => Whole(request, kind),
            _ => ChecksOf(kind).Contains(path[(kind.Length + 1)..]) ? ApiAnswer.Text(200, "ok") : ApiAnswer.Text(404, "404 page not found\n").With("x-content-type-options", "nosniff"),
        };
    }

    private static ApiAnswer Whole(ApiRequest request, string kind)
    {
        if (!request.Query.Has("verbose"))
        {
            return ApiAnswer.Text(200, "ok").With("x-content-type-options", "nosniff");
        }

        var left = request.Query.All("exclude").ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var check in ChecksOf(kind))
        {
            text.Append("[+]").Append(check).Append(left.Contains(check) ? " excluded: ok\n" : " ok\n");
        }

        return ApiAnswer.Text(200, text.Append(kind).Append(" check passed\n").ToString()).With("x-content-type-options", "nosniff");
    }

    private static ApiAnswer Version() => ApiAnswer.Json(
        200,
        new JsonObject
        {
            ["major"] = "1",
            ["minor"] = "37",
            ["emulationMajor"] = "1",
            ["emulationMinor"] = "37",
            ["minCompatibilityMajor"] = "1",
            ["minCompatibilityMinor"] = "36",
            ["gitVersion"] = "v1.37.2",
            ["gitCommit"] = "gomodproxy",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "2026-11-27T15:29:12Z",
            ["goVersion"] = "go1.26.8",
            ["compiler"] = "gc",
            ["platform"] = "linux/amd64",
        },
        isPretty: true);

    private static (string Name, string[] Kinds)[] Read()
    {
        using var reader = new StreamReader(typeof(HealthAnswers).Assembly.GetManifestResourceStream("checks.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' ')).Select(words => (words[0], words[1].Split(',')))];
    }
}
