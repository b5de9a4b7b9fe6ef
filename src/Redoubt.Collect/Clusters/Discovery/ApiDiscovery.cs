using Redoubt.Collect.Clusters.Connections;
using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters.Discovery;

/// <summary>Asks a server what it serves: aggregated in two requests, or group by group where the server is older than 1.26.</summary>
internal sealed class ApiDiscovery(ApiClient client)
{
    private const string Form = "as=APIGroupDiscoveryList";
    private const string Accept =
        $"application/json;g=apidiscovery.k8s.io;v=v2;{Form},application/json;g=apidiscovery.k8s.io;v=v2beta1;{Form},application/json";

    private readonly Dictionary<string, IReadOnlyList<DiscoveredVersion>> _groups = new(StringComparer.Ordinal);
    private readonly List<(string Group, string Reason)> _unseen = [];

    /// <summary>Asks.</summary>
    public async Task<Discovered> AskAsync(CancellationToken cancel)
    {
        await CoreAsync(cancel).ConfigureAwait(false);
        await NamedAsync(cancel).ConfigureAwait(false);
        var (kinds, absent) = (new List<ServedKind>(), new List<GroupKind>());
        foreach (var group in ClusterKinds.Groups)
        {
            Add(group, kinds, absent);
        }

        return new Discovered(kinds, absent, _unseen);
    }

    /// <summary>The core group: nobody is let in who may not ask for it, so a refusal ends the collection.</summary>
    private async Task CoreAsync(CancellationToken cancel)
    {
        var (body, form) = await client.GetAsync("/api", Accept, cancel).ConfigureAwait(false);
        if (form.Contains(Form, StringComparison.Ordinal))
        {
            Take(GroupVersions.Aggregated(body));
        }
        else
        {
            _groups[""] = [await VersionAsync("", "v1", cancel).ConfigureAwait(false)];
        }
    }

    private async Task NamedAsync(CancellationToken cancel)
    {
        try
        {
            var (body, form) = await client.GetAsync("/apis", Accept, cancel).ConfigureAwait(false);
            if (form.Contains(Form, StringComparison.Ordinal))
            {
                Take(GroupVersions.Aggregated(body));
                return;
            }

            foreach (var (group, versions) in GroupVersions.Groups(body).Where(one => ClusterKinds.Groups.Contains(one.Group)))
            {
                var read = new List<DiscoveredVersion>();
                foreach (var version in versions)
                {
                    read.Add(await VersionAsync(group, version, cancel).ConfigureAwait(false));
                }

                _groups[group] = read;
            }
        }
        catch (ClusterFaultException fault)
        {
            _unseen.Add(("*", $"what is served cannot be seen: {fault.Message}"));
        }
    }

    private async Task<DiscoveredVersion> VersionAsync(string group, string version, CancellationToken cancel)
    {
        try
        {
            var (body, _) = await client.GetAsync(group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}", ApiClient.Json, cancel).ConfigureAwait(false);
            return new DiscoveredVersion(version, GroupVersions.Resources(body));
        }
        catch (ClusterFaultException) when (group.Length > 0)
        {
            // The server of an aggregated API does not answer: told below, of the group.
            return new DiscoveredVersion(version, null);
        }
    }

    private void Take(IEnumerable<(string Group, IReadOnlyList<DiscoveredVersion> Versions)> groups)
    {
        foreach (var (group, versions) in groups)
        {
            _groups[group] = versions;
        }
    }

    /// <summary>What is served of a group, each kind in the first version that has it, and what is not.</summary>
    private void Add(string group, List<ServedKind> kinds, List<GroupKind> absent)
    {
        if (!_groups.TryGetValue(group, out var versions))
        {
            if (_unseen.All(one => one.Group != "*"))
            {
                absent.Add(new GroupKind(group, "*"));
            }

            return;
        }

        var found = new SortedDictionary<string, ServedKind>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            foreach (var one in (version.Resources ?? []).Where(one => one is { IsListed: true, Name.Length: > 0 } && ClusterKinds.Has(new GroupKind(group, one.Kind))))
            {
                found.TryAdd(one.Kind, new ServedKind(new GroupKind(group, one.Kind), version.Version, one.Name, one.IsNamespaced));
            }
        }

        kinds.AddRange(found.Values);
        if (versions.FirstOrDefault(version => version.Resources is null) is { } silent)
        {
            _unseen.Add((group, $"the server behind {group}/{silent.Version} does not answer"));
            return;
        }

        absent.AddRange((ClusterKinds.KindsOf(group) ?? ["*"]).Where(kind => !found.ContainsKey(kind)).Select(kind => new GroupKind(group, kind)));
    }
}
