using System.Text.Json.Nodes;

namespace Redoubt.Collect.Clusters.Discovery;

/// <summary>A resource as discovery tells of it.</summary>
internal sealed record DiscoveredResource(string Name, string Kind, bool IsNamespaced, bool IsListed);

/// <summary>A version of a group with what is served in it; null where the server behind it does not answer.</summary>
internal sealed record DiscoveredVersion(string Version, IReadOnlyList<DiscoveredResource>? Resources);

/// <summary>Reads answers of discovery. A part that has not the form that it must have is not there.</summary>
internal static class GroupVersions
{
    /// <summary>The groups of an aggregated answer (<c>APIGroupDiscoveryList</c>), the preferred version of each first.</summary>
    public static IEnumerable<(string Group, IReadOnlyList<DiscoveredVersion> Versions)> Aggregated(JsonNode list) =>
        Items(list, "items").Select(group => (Text(group["metadata"], "name") ?? "", (IReadOnlyList<DiscoveredVersion>)[.. Items(group, "versions").Select(Version)]));

    /// <summary>The names of groups and their versions of a plain answer (<c>APIGroupList</c>), the preferred version first.</summary>
    public static IEnumerable<(string Group, IReadOnlyList<string> Versions)> Groups(JsonNode list) => Items(list, "groups").Select(group =>
    {
        var preferred = Text(group["preferredVersion"], "version");
        var versions = Items(group, "versions").Select(version => Text(version, "version") ?? "").OrderByDescending(version => version == preferred);
        return (Text(group, "name") ?? "", (IReadOnlyList<string>)[.. versions]);
    });

    /// <summary>The resources of a plain answer (<c>APIResourceList</c>).</summary>
    public static IReadOnlyList<DiscoveredResource> Resources(JsonNode list) =>
    [
        .. Items(list, "resources").Select(one => new DiscoveredResource(
            Text(one, "name") ?? "", Text(one, "kind") ?? "", one["namespaced"] is JsonValue value && value.TryGetValue<bool>(out var isIn) && isIn, IsListed(one)))
            .Where(one => !one.Name.Contains('/', StringComparison.Ordinal)),
    ];

    private static DiscoveredVersion Version(JsonObject version)
    {
        var resources = Items(version, "resources").Select(one => new DiscoveredResource(
            Text(one, "resource") ?? "", Text(one["responseKind"], "kind") ?? "", Text(one, "scope") == "Namespaced", IsListed(one))).ToArray();
        return new DiscoveredVersion(Text(version, "version") ?? "", resources.Length == 0 && Text(version, "freshness") == "Stale" ? null : resources);
    }

    private static bool IsListed(JsonObject resource) =>
        resource["verbs"] is JsonArray verbs && verbs.Any(verb => verb is JsonValue value && value.TryGetValue<string>(out var text) && text == "list");

    private static IEnumerable<JsonObject> Items(JsonNode node, string field) => node is JsonObject && node[field] is JsonArray list ? list.OfType<JsonObject>() : [];

    private static string? Text(JsonNode? node, string field) => node is JsonObject && node[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
