using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Clusters.Kubeconfigs;

/// <summary>An entry of a kubeconfig, and the file that it stands in: paths in it are relative to that.</summary>
internal readonly record struct KubeconfigEntry(Node Value, string File)
{
    /// <summary>A place of the entry for a message: file and line.</summary>
    public string Place(Node at) => $"{File}:{(at.Exists ? at : Value).Line}";
}

/// <summary>
/// Kubeconfig files as kubectl merges them: the first that names the current context, or an entry of some name, has it whole, and what later files say
/// of the same is not seen (kubernetes.io, "Organizing Cluster Access Using kubeconfig Files").
/// </summary>
internal sealed class Kubeconfig
{
    private readonly Dictionary<string, KubeconfigEntry> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigEntry> _users = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, KubeconfigEntry> _contexts = new(StringComparer.Ordinal);
    private string _current = "";

    /// <summary>Adds a file behind those that were added.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="text">Its text.</param>
    public void Add(string file, string text)
    {
        var problems = new List<FilePlace>();
        foreach (var root in ValueReader.Read(file, text, problems))
        {
            if (root.Kind != NodeKind.Map)
            {
                throw new ClusterFaultException($"{file}: no kubeconfig: it holds no fields");
            }

            _current = _current.Length > 0 ? _current : root["current-context"].AsString() ?? "";
            Add(root["clusters"], "cluster", file, _clusters);
            Add(root["users"], "user", file, _users);
            Add(root["contexts"], "context", file, _contexts);
        }

        if (problems.Count > 0)
        {
            throw new ClusterFaultException(problems[0].ToString());
        }
    }

    /// <summary>What a context comes to.</summary>
    /// <param name="context">Its name; null for the current one.</param>
    public ClusterAccess Access(string? context)
    {
        var name = context ?? _current;
        if (name.Length == 0)
        {
            throw new ClusterFaultException($"no context is current: pass `--context` with one of {Names()}");
        }

        if (!_contexts.TryGetValue(name, out var entry))
        {
            throw new ClusterFaultException($"there is no context `{name}`: there are {Names()}");
        }

        var cluster = entry.Value["cluster"].AsString() ?? "";
        if (!_clusters.TryGetValue(cluster, out var found))
        {
            throw new ClusterFaultException($"{entry.Place(entry.Value["cluster"])}: context `{name}` names the cluster `{cluster}`, which is not there");
        }

        var user = entry.Value["user"].AsString() ?? "";
        var isKnown = _users.TryGetValue(user, out var who);
        return isKnown || user.Length == 0
            ? AccessReader.Cluster(cluster, found) with { User = isKnown ? AccessReader.User(user, who) : new UserAccess() }
            : throw new ClusterFaultException($"{entry.Place(entry.Value["user"])}: context `{name}` names the user `{user}`, which is not there");
    }

    private string Names() => _contexts.Count == 0 ? "none" : string.Join(", ", _contexts.Keys.Take(20).Select(context => $"`{context}`"));

    private static void Add(Node list, string field, string file, IDictionary<string, KubeconfigEntry> entries)
    {
        foreach (var item in list.Items)
        {
            if (item["name"].AsString() is { Length: > 0 } name)
            {
                entries.TryAdd(name, new KubeconfigEntry(item[field], file));
            }
        }
    }
}
