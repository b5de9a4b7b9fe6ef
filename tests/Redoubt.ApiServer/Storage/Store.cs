using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Storage;

/// <summary>The name of an object: its resource, its namespace (empty for cluster-wide ones) and its own name.</summary>
public readonly record struct ObjectName(string Group, string Resource, string Namespace, string Name);

/// <summary>What happened to an object.</summary>
public enum ChangeKind
{
    /// <summary>It was made.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It was deleted.</summary>
    Deleted,
}

/// <summary>One change: what a watch tells of.</summary>
/// <param name="Version">The resource version that the change made.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Name">To what.</param>
/// <param name="After">The object after it; of a deletion the last that it was, with the version of the deletion.</param>
/// <param name="Before">The object before it; null if there was none.</param>
public sealed record Change(long Version, ChangeKind Kind, ObjectName Name, JsonObject After, JsonObject? Before);

/// <summary>
/// Objects with all their changes, as etcd and the watch cache of an API server hold them together: one version for all, lists as they were at
/// a version, and a version before which nothing is known any more. Safe to use from several threads.
/// </summary>
public sealed class Store
{
    private readonly Lock _lock = new();
    private readonly List<Change> _changes = [];
    private readonly Dictionary<ObjectName, JsonObject> _objects = [];
    private readonly Dictionary<(string Group, string Resource), long> _cachedSince = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _cacheStart;
    private long _version;

    /// <summary>The newest version.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    /// <summary>Before this version nothing can be listed any more.</summary>
    public long Compacted { get; private set; }

    /// <summary>Completes with the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>The oldest version from which a resource can be watched.</summary>
    public long CachedSince(string group, string resource)
    {
        lock (_lock)
        {
            return Math.Max(_cacheStart, _cachedSince.GetValueOrDefault((group, resource)));
        }
    }

    /// <summary>The object of a name; null if there is none. It is not to be changed.</summary>
    public JsonObject? Find(ObjectName name)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(name);
        }
    }

    /// <summary>Writes an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object; gets the new version; the store keeps a copy.</param>
    /// <param name="version">The version to write it at; the next if null.</param>
    public Change Put(ObjectName name, JsonObject value, long? version = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _version = Math.Max(_version + 1, version ?? 0);
            value["metadata"]!["resourceVersion"] = $"{_version}";
            var before = _objects.GetValueOrDefault(name);
            var kept = JsonNode.Parse(value.ToJsonString())!.AsObject();
            _objects[name] = kept;
            return Tell(new Change(_version, before is null ? ChangeKind.Added : ChangeKind.Modified, name, kept, before));
        }
    }

    /// <summary>Deletes an object; null if there is none.</summary>
    public Change? Delete(ObjectName name, long? version = null)
    {
        lock (_lock)
        {
            if (!_objects.Remove(name, out var last))
            {
                return null;
            }

            _version = Math.Max(_version + 1, version ?? 0);
            var after = (JsonObject)last.DeepClone();
            after["metadata"]!["resourceVersion"] = $"{_version}";
            return Tell(new Change(_version, ChangeKind.Deleted, name, after, last));
        }
    }

    /// <summary>Lets the version go on, as writes of others do.</summary>
    public void AdvanceTo(long version)
    {
        lock (_lock)
        {
            _version = Math.Max(_version, version);
        }
    }

    /// <summary>From now on a resource is served, and can be watched.</summary>
    public void Serve(string group, string resource)
    {
        lock (_lock)
        {
            _cachedSince[(group, resource)] = _version;
        }
    }

    /// <summary>The server starts anew: what was cached is not, and what was before is compacted.</summary>
    public void RestartAndCompact()
    {
        lock (_lock)
        {
            (_cacheStart, Compacted) = (_version, _version);
        }
    }

    /// <summary>The objects of a resource as they were at a version, in the order of their keys.</summary>
    public List<(ObjectName Name, JsonObject Value)> List(string group, string resource, string ns, long version)
    {
        lock (_lock)
        {
            IEnumerable<KeyValuePair<ObjectName, JsonObject>> all = version >= _version ? _objects : At(version);
            return [.. all.Where(one => one.Key.Group == group && one.Key.Resource == resource && (ns.Length == 0 || one.Key.Namespace == ns))
                .OrderBy(one => one.Key.Namespace, StringComparer.Ordinal).ThenBy(one => one.Key.Name, StringComparer.Ordinal)
                .Select(one => (one.Key, one.Value))];
        }
    }

    /// <summary>All objects.</summary>
    public List<(ObjectName Name, JsonObject Value)> All()
    {
        lock (_lock)
        {
            return [.. _objects.Select(one => (one.Key, one.Value))];
        }
    }

    /// <summary>The changes of a resource after a version.</summary>
    public List<Change> Since(string group, string resource, string ns, long version)
    {
        lock (_lock)
        {
            return [.. _changes.Where(change => change.Version > version && change.Name.Group == group && change.Name.Resource == resource && (ns.Length == 0 || change.Name.Namespace == ns))];
        }
    }

    private Dictionary<ObjectName, JsonObject> At(long version)
    {
        var objects = new Dictionary<ObjectName, JsonObject>();
        foreach (var change in _changes.TakeWhile(change => change.Version <= version))
        {
            if (change.Kind == ChangeKind.Deleted)
            {
                objects.Remove(change.Name);
            }
            else
            {
                objects[change.Name] = change.After;
            }
        }

        return objects;
    }

    private Change Tell(Change change)
    {
        _changes.Add(change);
        var signal = _changed;
        _changed = NewSignal();
        signal.SetResult();
        return change;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
