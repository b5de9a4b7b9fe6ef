using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Lists;

/// <summary>
/// Events of a resource, from a version on. What has happened is read with <see cref="Read"/> whenever one likes, so that the events hang on the
/// store alone and not on a clock.
/// </summary>
public sealed class Watch
{
    private readonly Store _store;
    private readonly ApiResource _resource;
    private readonly RequestPlace _place;
    private readonly ListOptions _options;
    private readonly Selector _selector;
    private readonly EventForm _form;
    private readonly Queue<JsonObject> _initial = new();
    private long _version;

    private Watch(Store store, ApiResource resource, RequestPlace place, ListOptions options, Selector selector, EventForm form) =>
        (_store, _resource, _place, _options, _selector, _form) = (store, resource, place, options, selector, form);

    /// <summary>Whether nothing more will come.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>After how many seconds the client wants it to end; 0 if it does not say.</summary>
    public long Timeout => _options.Timeout;

    /// <summary>Completes when there may be more to read.</summary>
    public Task Changed => _store.Changed;

    internal static Watch Open(Store store, ApiResource resource, RequestPlace place, Query query, EventForm form)
    {
        var options = ListOptions.Read(query, isWatch: true);
        var watch = new Watch(store, resource, place, options, Selector.Read(query["labelSelector"], query["fieldSelector"], resource.Name), form);
        if (!options.TryVersion(out var version))
        {
            throw RefusalException.Of(500, "", $"resourceVersion: Invalid value: \"{options.Version}\": strconv.ParseUint: parsing \"{options.Version}\": invalid syntax");
        }

        watch.Begin(version);
        return watch;
    }

    /// <summary>What has come since, as it is written to the client.</summary>
    public List<byte[]> Read()
    {
        var events = new List<byte[]>();
        while (_initial.TryDequeue(out var one))
        {
            events.Add(_form.Write(one));
        }

        foreach (var change in HasEnded ? [] : _store.Since(_resource.Group, _resource.Name, _place.Namespace, _version))
        {
            _version = change.Version;
            if (Event(change) is { } one)
            {
                events.Add(_form.Write(one));
            }
        }

        return events;
    }

    // The last bookmark comes two seconds before the end, and not in the first.
    private const long ShortestWithBookmark = 4;

    /// <summary>The last event before the time is over; none if the client wants no bookmarks, or hardly any time.</summary>
    public byte[]? End()
    {
        HasEnded = true;
        return _options.HasBookmarks && _options.Timeout is 0 or >= ShortestWithBookmark ? _form.Write(Bookmark(isAfterInitial: false)) : null;
    }

    private void Begin(long version)
    {
        var newest = _store.Version;
        var oldest = _store.CachedSince(_resource.Group, _resource.Name);
        var sends = _options.SendsInitial || version == 0;
        if (!sends && version < oldest)
        {
            HasEnded = true;
            var status = RefusalException.Status(410, "Expired", $"too old resource version: {version} ({oldest})");
            _initial.Enqueue(new JsonObject { ["type"] = "ERROR", ["object"] = status });
            return;
        }

        _version = sends ? newest : version;
        foreach (var (name, value) in sends ? _store.List(_resource.Group, _resource.Name, _place.Namespace, newest) : [])
        {
            if (IsAsked(name) && _selector.Fits(value))
            {
                _initial.Enqueue(Event("ADDED", value));
            }
        }

        if (_options is { SendsInitial: true, HasBookmarks: true })
        {
            _initial.Enqueue(Bookmark(isAfterInitial: true));
        }
    }

    // To who selects, an object that begins to fit is new, and one that no longer does is gone.
    private JsonObject? Event(Change change)
    {
        if (!IsAsked(change.Name))
        {
            return null;
        }

        var was = change.Before is { } before && _selector.Fits(before);
        var fits = change.Kind != ChangeKind.Deleted && _selector.Fits(change.After);
        if (fits)
        {
            return Event(was ? "MODIFIED" : "ADDED", change.After);
        }

        if (!was)
        {
            return null;
        }

        var last = (JsonObject)change.Before!.DeepClone();
        last["metadata"]!["resourceVersion"] = $"{change.Version}";
        return Event("DELETED", last);
    }

    private bool IsAsked(ObjectName name) => _place.Name.Length == 0 || name.Name == _place.Name;

    private JsonObject Event(string type, JsonObject value) => new() { ["type"] = type, ["object"] = Shown.Whole(value, _resource) };

    private JsonObject Bookmark(bool isAfterInitial)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{_version}" };
        if (isAfterInitial)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var empty = ZeroValues.Of(_resource);
        (empty["kind"], empty["apiVersion"], empty["metadata"]) = (_resource.Kind, _resource.ApiVersion, metadata);
        return new JsonObject { ["type"] = "BOOKMARK", ["object"] = empty };
    }
}
