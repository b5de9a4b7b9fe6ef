using System.Text.Json.Nodes;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Recordings;

/// <summary>
/// What others wrote while the exchanges were recorded: every object that the real server showed and that no exchange made itself, at its version.
/// It is applied to the stand-in's store up to the version that an answer speaks of, as other clients' writes.
/// </summary>
internal sealed class History
{
    private readonly SortedDictionary<long, (ObjectName Name, JsonObject? Value)> _changes = [];
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    /// <param name="all">The exchanges.</param>
    /// <param name="own">Those of them whose writes are done anew, and so are nobody else's.</param>
    public History(IEnumerable<Recorded> all, IEnumerable<Recorded> own)
    {
        foreach (var exchange in own.Where(exchange => exchange.IsWrite))
        {
            foreach (var value in exchange.Objects)
            {
                _own.Add($"{value["metadata"]?["name"]}@{value["metadata"]?["resourceVersion"]}");
            }
        }

        foreach (var exchange in all.Where(exchange => exchange is { Status: 200 or 201, Method: not "DELETE" } && (exchange.Method == "GET" || exchange.IsWrite)))
        {
            var place = RequestPlace.Of(exchange.ToRequest(text => text));
            if (place is { IsResource: true, Subresource: "" or "status" })
            {
                foreach (var value in exchange.Objects)
                {
                    Take(place, value, exchange.IsWatch);
                }
            }
        }
    }

    /// <summary>The newest version of all.</summary>
    public long Newest => _changes.Keys.DefaultIfEmpty(0).Max();

    /// <summary>The newest version of an object that is known.</summary>
    /// <param name="place">The object.</param>
    /// <param name="managers">Who alone has set fields of it by then; empty if that is not known.</param>
    public long NewestOf(RequestPlace place, IReadOnlySet<string> managers) =>
        _changes.Where(change => change.Value.Name.Resource == place.Resource && change.Value.Name.Namespace == place.Namespace && change.Value.Name.Name == place.Name)
            .Where(change => managers.Count == 0 || managers.SetEquals(ManagersOf(change.Value.Value))).Select(change => change.Key).DefaultIfEmpty(0).Max();

    private static IEnumerable<string> ManagersOf(JsonObject? value) => (value?["metadata"]?["managedFields"] as JsonArray ?? []).Select(entry => (string)entry!["manager"]!);

    /// <summary>Writes what others wrote up to a version.</summary>
    public void ApplyTo(Store store, long version)
    {
        foreach (var (at, (name, value)) in _changes.Where(change => change.Key <= version).ToArray())
        {
            _changes.Remove(at);
            if (value is null)
            {
                store.Delete(name, at);
            }
            else
            {
                store.Put(name, value, at);
            }
        }

        store.AdvanceTo(version);
    }

    private void Take(RequestPlace place, JsonObject value, bool isWatch)
    {
        if (isWatch)
        {
            if ((string?)value["type"] is "ADDED" or "MODIFIED" or "DELETED")
            {
                Add(place, (JsonObject)value["object"]!, (string?)value["type"] == "DELETED");
                Rows(place, (JsonObject)value["object"]!, (string?)value["type"] == "DELETED");
            }
        }
        else if (value["items"] is JsonArray items)
        {
            foreach (var item in items.OfType<JsonObject>())
            {
                Add(place, item, isDeleted: false);
            }
        }
        else
        {
            Add(place, value, isDeleted: false);
            Rows(place, value, isDeleted: false);
        }
    }

    /// <summary>
    /// The rows of a table show objects' metadata. Of a ConfigMap the managed fields there tell the keys, and no table shows more: it is known as far as it is
    /// ever seen, unless another answer shows it whole.
    /// </summary>
    private void Rows(RequestPlace place, JsonObject table, bool isDeleted)
    {
        foreach (var row in place.Resource == "configmaps" && (string?)table["kind"] == "Table" ? table["rows"]!.AsArray() : [])
        {
            var metadata = row!["object"]?["metadata"] as JsonObject ?? [];
            var keys = (metadata["managedFields"] as JsonArray ?? []).SelectMany(entry => entry!["fieldsV1"]?["f:data"] as JsonObject ?? []).Select(field => field.Key).Where(key => key.StartsWith("f:", StringComparison.Ordinal)).Distinct();
            var data = new JsonObject(keys.Select(key => KeyValuePair.Create(key[2..], (JsonNode?)"")));
            var seen = new JsonObject { ["kind"] = "ConfigMap", ["apiVersion"] = "v1", ["metadata"] = metadata.DeepClone() };
            if (data.Count > 0)
            {
                seen["data"] = data;
            }

            if (!_changes.ContainsKey(Recorded.VersionOf(seen)))
            {
                Add(place, seen, isDeleted);
            }
        }
    }

    private void Add(RequestPlace place, JsonObject value, bool isDeleted)
    {
        var (metadata, kind) = (value["metadata"], (string?)value["kind"] ?? "");
        if ((string?)metadata?["name"] is not { } name || (string?)metadata["resourceVersion"] is not { } version || _own.Contains($"{name}@{version}") || kind is "Table" or "PartialObjectMetadata" or "Scale")
        {
            return;
        }

        var at = long.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
        var key = new ObjectName(place.Group, place.Resource, (string?)metadata["namespace"] ?? "", name);
        // An object that no longer fits a selector is told as deleted, and is not: where it is seen at that version it is there.
        if (!isDeleted)
        {
            _changes[at] = (key, (JsonObject)value.DeepClone());
        }
        else
        {
            _changes.TryAdd(at, (key, null));
        }
    }
}
