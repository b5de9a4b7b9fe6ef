using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>What an engine of Docker has on its disk: containers, images, swarm. The directories of layers are never walked.</summary>
/// <param name="machine">The machine.</param>
/// <param name="draft">The document.</param>
internal sealed class DockerData(Machine machine, EvidenceDraft draft)
{
    private readonly HashSet<string> _withoutHealthCheck = new(StringComparer.Ordinal);

    /// <summary>Fills <c>data</c>, <c>containers</c>, <c>stopped</c>, <c>images</c>, <c>storageDriver</c> and <c>swarm</c>.</summary>
    /// <param name="configuration">What is set.</param>
    /// <param name="standard">The directory of data where nothing names another.</param>
    /// <param name="answers">The engine itself, which tells what its files do not; null where it cannot be asked.</param>
    public void Collect(DockerConfiguration configuration, string standard, DockerAnswers? answers)
    {
        var directory = configuration.Text("data-root") ?? standard;
        var roots = Roots(directory, configuration);
        AddSeparate(directory, roots, configuration);
        // Where the setting cannot be read, what lies at the usual place is still seen; that nothing lies there says nothing.
        var seen = machine.Root.Status(directory);
        if (answers is not null && machine.Root.Names($"{directory}/containers").Value is null)
        {
            answers.AddData();
            return;
        }

        if (seen.Value is null && (configuration.Unknown.GetValueOrDefault("data-root") ?? (seen.Reason is { } reason ? $"{directory}: {reason}" : null)) is { } unknown)
        {
            foreach (var field in new[] { "containers", "stopped", "images", "swarm" })
            {
                draft.Unknown(field, unknown);
            }
            return;
        }

        AddContainers(roots);
        AddImages(roots, configuration);
        DockerSwarm.Collect(machine, draft, roots);
    }

    /// <summary>
    /// The directories that hold containers: with user namespaces one that is named after the first ids, below the directory of data (dockerd(8)). Where it is not
    /// known whether they are used, all of them.
    /// </summary>
    private List<string> Roots(string directory, DockerConfiguration configuration)
    {
        var names = machine.Root.Names(directory);
        string[] mapped = [.. (names.Value ?? []).Where(IsMapped).Select(name => $"{directory}/{name}")];
        return configuration.Unknown.ContainsKey("userns-remap") ? [directory, .. mapped]
            : configuration.Text("userns-remap") is { Length: > 0 } ? [.. mapped]
            : [directory];
    }

    private static bool IsMapped(string name) => name.Split('.') is [{ Length: > 0 } user, { Length: > 0 } group] && user.All(char.IsAsciiDigit) && group.All(char.IsAsciiDigit);

    private void AddSeparate(string directory, List<string> roots, DockerConfiguration configuration)
    {
        var data = new JsonObject { ["path"] = directory };
        draft.Facts["data"] = data;
        var mounts = MountTable.Of(machine);
        if (configuration.Unknown.TryGetValue("data-root", out var unset))
        {
            draft.Unknown("data.separate", unset);
        }
        else if (mounts.Found(out var found))
        {
            data["separate"] = roots.Append(directory).Any(root => found.ContainsKey(machine.Root.Real(root).Value ?? root));
        }
        else
        {
            draft.Unknown("data.separate", mounts.WhyNot);
        }
    }

    private void AddContainers(List<string> roots)
    {
        var running = new List<JsonObject>();
        var stopped = new List<JsonObject>();
        foreach (var directory in roots.Select(root => $"{root}/containers"))
        {
            var names = machine.Root.Names(directory);
            if (names.Reason is { } reason)
            {
                draft.Unknown("containers", $"{directory}: {reason}");
                draft.Unknown("stopped", $"{directory}: {reason}");
            }

            foreach (var name in (names.Value ?? []).Take(machine.Limits.Containers))
            {
                AddContainer(directory, name, running, stopped);
            }

            if (names.Value is { Count: var count } && count > machine.Limits.Containers)
            {
                draft.Unknown("containers", $"{directory}: there are more than {machine.Limits.Containers} containers, which is the limit");
            }
        }

        EngineContainers.Set(draft, running, stopped);
    }

    private void AddContainer(string directory, string id, List<JsonObject> running, List<JsonObject> stopped)
    {
        var container = JsonText.Read(machine, $"{directory}/{id}/config.v2.json");
        var host = JsonText.Read(machine, $"{directory}/{id}/hostconfig.json");
        if (container.IsAbsent && host.IsAbsent)
        {
            // A directory that is left of a container which is being made or removed.
            return;
        }

        if (!container.Found(out var found))
        {
            running.Add(EngineContainers.Unknown(id, $"{directory}/{id}/config.v2.json: {container.WhyNot}"));
        }
        else if (!host.Found(out var settings))
        {
            (DockerContainer.Runs(found.Root) ? running : stopped).Add(EngineContainers.Unknown(id, $"{directory}/{id}/hostconfig.json: {host.WhyNot}"));
        }
        else
        {
            (DockerContainer.Runs(found.Root) ? running : stopped).Add(DockerContainer.Read(found.Root, settings.Root));
            NoteHealth(found.Root);
        }
    }

    /// <summary>
    /// The engine gives a container the health check of its image unless it has one of its own or turns it off. So a container that has none and turns none off shows
    /// that its image gives none.
    /// </summary>
    private void NoteHealth(JsonElement container)
    {
        if (DockerContainer.Health(container.At("Config", "Healthcheck")) is null)
        {
            _withoutHealthCheck.Add(container.Text("Image"));
        }
    }

    private void AddImages(List<string> roots, DockerConfiguration configuration)
    {
        var images = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            var drivers = machine.Root.Names($"{root}/image");
            if (drivers.Reason is { } reason)
            {
                draft.Unknown("images", $"{root}/image: {reason}");
            }

            string[] all = [.. drivers.Value ?? []];
            if (draft.Facts["storageDriver"] is null && (configuration.Text("storage-driver") ?? (all.Length == 1 ? all[0] : null)) is { } driver)
            {
                draft.Facts["storageDriver"] = driver;
            }

            foreach (var folder in all.Select(name => $"{root}/image/{name}"))
            {
                AddImages(folder, images);
            }
        }

        draft.Facts["images"] = new JsonArray([.. images.Values]);
        var at = 0;
        foreach (var (_, image) in images)
        {
            if (image["unknown"] is { } why)
            {
                draft.Unknown($"images[{at}].healthCheck", why.GetValue<string>());
                draft.Unknown($"images[{at}].user", why.GetValue<string>());
                image.Remove("unknown");
            }

            at++;
        }
    }

    private void AddImages(string folder, SortedDictionary<string, JsonObject> images)
    {
        var names = Names(folder);
        var directory = $"{folder}/imagedb/content/sha256";
        var ids = machine.Root.Names(directory);
        if (ids.Reason is { } reason)
        {
            draft.Unknown("images", $"{directory}: {reason}");
        }

        foreach (var id in (ids.Value ?? []).Take(machine.Limits.Containers))
        {
            var digest = $"sha256:{id}";
            var image = new JsonObject { ["id"] = digest, ["names"] = EvidenceDraft.Texts(names[digest].Order(StringComparer.Ordinal)) };
            var json = JsonText.Read(machine, $"{directory}/{id}");
            if (json.Found(out var found))
            {
                image["healthCheck"] = DockerContainer.Health(found.Root.At("config", "Healthcheck")) == true && !_withoutHealthCheck.Contains(digest);
                image["user"] = found.Root.Text("config", "User");
            }
            else
            {
                image["unknown"] = $"{directory}/{id}: {json.WhyNot}";
            }

            images[digest] = image;
        }
    }

    private ILookup<string, string> Names(string folder)
    {
        var file = JsonText.Read(machine, $"{folder}/repositories.json");
        return (file.Value?.Root.Members("Repositories") ?? []).SelectMany(repository => repository.Value.Members())
            .Where(name => name.Value.ValueKind == JsonValueKind.String).ToLookup(name => name.Value.GetString()!, name => name.Name, StringComparer.Ordinal);
    }
}
