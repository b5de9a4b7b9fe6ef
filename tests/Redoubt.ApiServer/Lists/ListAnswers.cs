using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Lists;

/// <summary>Lists, in pages and at versions, and single objects.</summary>
internal sealed class ListAnswers(Store store)
{
    private const string TooOld =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response "
        + "to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first "
        + "chunk was returned and now may show up in the list.";

    /// <summary>A list of what fits.</summary>
    public JsonObject List(ApiResource resource, RequestPlace place, Query query)
    {
        var options = ListOptions.Read(query, isWatch: false);
        var selector = Selector.Read(query["labelSelector"], query["fieldSelector"], resource.Name);
        var version = VersionOf(options);
        var all = store.List(resource.Group, resource.Name, place.Namespace, version)
            .Where(one => place.Name.Length == 0 || one.Name.Name == place.Name)
            .Select(one => (Key: place.Namespace.Length > 0 || !resource.IsNamespaced ? one.Name.Name : $"{one.Name.Namespace}/{one.Name.Name}", one.Value))
            .Where(one => options.Continue is not { } token || string.CompareOrdinal(one.Key, token.After) > 0)
            .ToArray();
        var fitting = all.Where(one => selector.Fits(one.Value)).ToArray();
        var limit = options.Version == "0" ? 0 : options.Limit;
        var metadata = new JsonObject { ["resourceVersion"] = $"{version}" };
        if (limit > 0 && fitting.Length > limit)
        {
            var left = fitting.Length - limit;
            fitting = fitting[..(int)limit];
            metadata["continue"] = new ContinueToken(version, fitting[^1].Key).ToString();
            if (selector.IsEverything)
            {
                metadata["remainingItemCount"] = left;
            }
        }
        else if (resource.Custom is not null)
        {
            metadata["continue"] = "";
        }

        var items = fitting.Select(one => (JsonNode)Shown.Item(one.Value, resource));
        return new JsonObject { ["kind"] = resource.ListKind, ["apiVersion"] = resource.GroupVersion, ["metadata"] = metadata, ["items"] = new JsonArray([.. items]) };
    }

    /// <summary>One object.</summary>
    public JsonObject Get(ApiResource resource, RequestPlace place) =>
        store.Find(NameOf(resource, place)) is { } found ? Shown.Whole(found, resource) : throw RefusalException.NotFound(resource.Group, resource.Name, place.Name);

    /// <summary>The name of the object that a request is about.</summary>
    public static ObjectName NameOf(ApiResource resource, RequestPlace place) =>
        new(resource.Group, resource.Name, resource.IsNamespaced ? place.Namespace : "", place.Name);

    private long VersionOf(ListOptions options)
    {
        var newest = store.Version;
        if (options.Continue is { } token)
        {
            return token.Version < 0 ? newest
                : token.Version >= store.Compacted ? token.Version
                : throw RefusalException.With(ApiAnswer.Json(410, RefusalException.Status(410, "Expired", TooOld, metadata: new JsonObject { ["continue"] = (token with { Version = -1 }).ToString() })));
        }

        if (!options.TryVersion(out var version))
        {
            throw RefusalException.BadRequest($"invalid resource version: resourceVersion: Invalid value: \"{options.Version}\": strconv.ParseUint: parsing \"{options.Version}\": invalid syntax");
        }

        if (version > newest)
        {
            var details = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
                ["retryAfterSeconds"] = 1,
            };
            throw RefusalException.With(ApiAnswer.Json(504, RefusalException.Status(504, "Timeout", $"Timeout: Too large resource version: {version}, current: {newest}", details)).With("retry-after", "1"));
        }

        // A version with a limit and without a word how it is meant is exact, as it always was.
        if (options.Match == "Exact" || (version > 0 && options.Limit > 0 && options.Match.Length == 0))
        {
            return version >= store.Compacted ? version : throw RefusalException.Of(410, "Expired", "The resourceVersion for the provided list is too old.");
        }

        return newest;
    }
}
