using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;

namespace Redoubt.ApiServer.Discovery;

/// <summary>What is served, in the classic form and in one document (<c>APIGroupDiscoveryList</c>).</summary>
internal sealed class DiscoveryAnswers(ResourceTable resources)
{
    private const string Aggregated = "g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static readonly string[] OtherPaths =
        ["/.well-known/openid-configuration", "/flagz", "/metrics", "/metrics/slis", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/openid/v1/jwks", "/statusz", "/version"];

    /// <summary>The groups, the core first; of each its versions, the preferred one first.</summary>
    public IEnumerable<(string Group, string[] Versions)> Groups =>
        resources.All.GroupBy(one => one.Group).Select(group => (group.Key, group.Select(one => one.Version).Distinct().ToArray()));

    /// <summary>All resources.</summary>
    public IEnumerable<ApiResource> Resources => resources.All;

    /// <summary>Whether a group is Kubernetes' own.</summary>
    public bool IsBuiltIn(string group) => resources.All.Any(one => one.Group == group && one.Custom is null);

    /// <summary>The answer for a path; null if it is none of discovery.</summary>
    public ApiAnswer? Answer(ApiRequest request)
    {
        switch (request.Path.Trim('/').Split('/'))
        {
            case ["api"] or ["apis"] when WantsAggregated(request):
                return Whole(request, request.Path.Trim('/') == "api");
            case ["api"]:
                return ApiAnswer.Json(200, new JsonObject
                {
                    ["kind"] = "APIVersions",
                    ["versions"] = new JsonArray("v1"),
                    ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = "127.0.0.1:443" }),
                });
            case ["apis"]:
                var groups = Groups.Where(group => group.Group.Length > 0).Select(group => (JsonNode)Group(group, alone: false));
                return ApiAnswer.Json(200, new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. groups]) });
            case ["apis", var name]:
                return Groups.FirstOrDefault(group => group.Group == name) is { Versions: not null } found
                    ? ApiAnswer.Json(200, Group(found, alone: true))
                    : ApiAnswer.Text(404, "404 page not found\n").With("x-content-type-options", "nosniff");
            case ["api", var version]:
                return Version("", version);
            case ["apis", var group, var version]:
                return Version(group, version);
            case [""]:
                var paths = new JsonArray([.. Paths().Order(StringComparer.Ordinal).Select(path => (JsonNode)path)]);
                return ApiAnswer.Json(200, new JsonObject { ["paths"] = paths }, isPretty: true);
            default:
                return null;
        }
    }

    private static bool WantsAggregated(ApiRequest request)
    {
        var asked = request.Header("accept").Split(',').Select(one => one.Replace(" ", "", StringComparison.Ordinal)).ToArray();
        if (asked.Any(one => one.Contains(Aggregated, StringComparison.Ordinal)))
        {
            return true;
        }

        return asked.All(one => one.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal)) && asked[0].Length > 0 ? throw AcceptedForms.NotAcceptable() : false;
    }

    private ApiAnswer Whole(ApiRequest request, bool isCore)
    {
        var items = Groups.Where(group => group.Group.Length == 0 == isCore).Select(group => (JsonNode)new JsonObject
        {
            ["metadata"] = group.Group.Length == 0 ? [] : new JsonObject { ["name"] = group.Group },
            ["versions"] = new JsonArray([.. group.Versions.Select(version => (JsonNode)new JsonObject
            {
                ["version"] = version,
                ["resources"] = new JsonArray([.. resources.All.Where(one => one.Group == group.Group && one.Version == version && one.Subresource.Length == 0).Select(Whole)]),
                ["freshness"] = "Current",
            })]),
        });
        var list = new JsonObject { ["kind"] = "APIGroupDiscoveryList", ["apiVersion"] = "apidiscovery.k8s.io/v2", ["metadata"] = new JsonObject(), ["items"] = new JsonArray([.. items]) };
        var answer = ApiAnswer.Json(200, list, type: $"application/json;{Aggregated}");
        var tag = $"\"{Convert.ToHexString(SHA512.HashData(answer.Body))}\"";
        return (request.Header("if-none-match") == tag ? ApiAnswer.Empty(304) : answer).With("etag", tag).With("vary", "Accept");
    }

    private JsonNode Whole(ApiResource resource)
    {
        var parts = resources.All.Where(one => one.GroupVersion == resource.GroupVersion && one.Name == resource.Name && one.Subresource.Length > 0)
            .Select(one => (JsonNode)new JsonObject { ["subresource"] = one.Subresource, ["responseKind"] = KindOf(one), ["verbs"] = Texts(one.Verbs) }).ToArray();
        var shown = new JsonObject
        {
            ["resource"] = resource.Name,
            ["responseKind"] = KindOf(resource),
            ["scope"] = resource.IsNamespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular,
            ["verbs"] = Texts(resource.Verbs),
        };
        Add(shown, "shortNames", resource.ShortNames);
        Add(shown, "categories", resource.Categories);
        if (parts.Length > 0)
        {
            shown["subresources"] = new JsonArray(parts);
        }

        return shown;
    }

    // What is built in says only of the kinds of others whose they are.
    private static JsonObject KindOf(ApiResource resource)
    {
        var said = resource.KindApiVersion ?? (resource.Custom is null ? "" : resource.GroupVersion);
        var slash = said.IndexOf('/', StringComparison.Ordinal);
        return new JsonObject { ["group"] = slash < 0 ? "" : said[..slash], ["version"] = said[(slash + 1)..], ["kind"] = resource.Kind };
    }

    private static JsonObject Group((string Group, string[] Versions) group, bool alone)
    {
        JsonNode Version(string version) => new JsonObject { ["groupVersion"] = $"{group.Group}/{version}", ["version"] = version };
        var shown = new JsonObject();
        if (alone)
        {
            (shown["kind"], shown["apiVersion"]) = ("APIGroup", "v1");
        }

        shown["name"] = group.Group;
        shown["versions"] = new JsonArray([.. group.Versions.Select(Version)]);
        shown["preferredVersion"] = Version(group.Versions[0]);
        return shown;
    }

    private ApiAnswer Version(string group, string version)
    {
        var all = resources.All.Where(one => one.Group == group && one.Version == version).ToArray();
        if (all.Length == 0)
        {
            return Groups.Any(one => one.Group == group) ? throw RefusalException.NoResource() : ApiAnswer.Text(404, "404 page not found\n").With("x-content-type-options", "nosniff");
        }

        var list = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0)
        {
            list["apiVersion"] = "v1";
        }

        list["groupVersion"] = all[0].GroupVersion;
        list["resources"] = new JsonArray([.. all.OrderBy(one => one.Subresource.Length > 0 ? $"{one.Name}/{one.Subresource}" : one.Name, StringComparer.Ordinal).Select(Classic)]);
        return ApiAnswer.Json(200, list);
    }

    private static JsonNode Classic(ApiResource resource)
    {
        var isPart = resource.Subresource.Length > 0;
        var shown = new JsonObject
        {
            ["name"] = isPart ? $"{resource.Name}/{resource.Subresource}" : resource.Name,
            ["singularName"] = isPart ? "" : resource.Singular,
            ["namespaced"] = resource.IsNamespaced,
        };
        if (resource.KindApiVersion is { } other)
        {
            var slash = other.IndexOf('/', StringComparison.Ordinal);
            (shown["group"], shown["version"]) = (other[..slash], other[(slash + 1)..]);
        }

        shown["kind"] = resource.Kind;
        shown["verbs"] = Texts(resource.Verbs);
        Add(shown, "shortNames", resource.ShortNames);
        Add(shown, "categories", resource.Categories);
        if (!isPart && resource.Verbs.Contains("watch"))
        {
            var stored = resource.StorageVersion.Length > 0 ? resource.StorageVersion : resource.Version;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Group}/{stored}/{resource.Kind}"));
            shown["storageVersionHash"] = Convert.ToBase64String(hash.AsSpan(0, 8));
        }

        return shown;
    }

    private IEnumerable<string> Paths()
    {
        var health = HealthAnswers.Kinds.SelectMany(kind => HealthAnswers.ChecksOf(kind).Select(check => $"/{kind}/{check}").Prepend($"/{kind}"));
        var versions = Groups.Where(group => group.Group.Length > 0)
            .SelectMany(group => group.Versions.Select(version => $"/apis/{group.Group}/{version}").Prepend($"/apis/{group.Group}"));
        return [.. OtherPaths, .. health, "/api", "/api/v1", "/apis", "/apis/", .. versions];
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static void Add(JsonObject to, string field, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            to[field] = Texts(texts);
        }
    }
}
