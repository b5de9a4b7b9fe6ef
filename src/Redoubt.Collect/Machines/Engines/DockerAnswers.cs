using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// What an engine of Docker says of itself over its API: its version, which no file has, and containers, images and swarm where its files cannot be read. The same
/// container told by its files and by the API is the same fact.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="api">The way to the engine.</param>
/// <param name="draft">The document.</param>
internal sealed class DockerAnswers(Machine machine, DockerApi api, EvidenceDraft draft)
{
    private readonly Lazy<Seen<JsonText>> _info = new(() => api.Get("info"));

    /// <summary>Fills <c>version</c>, <c>components</c> and <c>cgroupVersion</c>.</summary>
    public void AddVersion()
    {
        var version = api.Get("version");
        if (version.Found(out var found))
        {
            draft.Facts["version"] = found.Root.Text("Version");
            var components = new JsonObject();
            draft.Facts["components"] = components;
            foreach (var component in found.Root.Items("Components").Where(component => component.Text("Name").Length > 0))
            {
                components[component.Text("Name")] = component.Text("Version");
            }
        }
        else
        {
            draft.Unknown("version", version.WhyNot);
            draft.Unknown("components", version.WhyNot);
        }

        if (_info.Value.Value is { } info && int.TryParse(info.Root.Text("CgroupVersion"), out var cgroup))
        {
            draft.Facts["cgroupVersion"] = cgroup;
        }
    }

    /// <summary>Fills <c>containers</c>, <c>stopped</c>, <c>images</c>, <c>storageDriver</c> and <c>swarm</c>.</summary>
    public void AddData()
    {
        AddContainers();
        AddImages();
        AddSwarm();
    }

    private void AddContainers()
    {
        var list = api.Get("containers/json?all=true");
        if (!list.Found(out var found))
        {
            draft.Unknown("containers", list.WhyNot);
            draft.Unknown("stopped", list.WhyNot);
            return;
        }

        var (running, stopped) = (new List<JsonObject>(), new List<JsonObject>());
        foreach (var listed in Limited(found.Root, "containers"))
        {
            var id = listed.Text("Id");
            var container = api.Get($"containers/{Uri.EscapeDataString(id)}/json");
            var runs = container.Found(out var told) ? DockerContainer.Runs(told.Root) : listed.Text("State") is "running" or "paused" or "restarting";
            (runs ? running : stopped).Add(told is null ? EngineContainers.Unknown(id, container.WhyNot) : DockerContainer.Read(told.Root, told.Root.At("HostConfig") ?? default));
        }

        EngineContainers.Set(draft, running, stopped);
    }

    private void AddImages()
    {
        var list = api.Get("images/json?all=true");
        if (!list.Found(out var found))
        {
            draft.Unknown("images", list.WhyNot);
            return;
        }

        var images = new List<JsonObject>();
        foreach (var listed in Limited(found.Root, "images").OrderBy(image => image.Text("Id"), StringComparer.Ordinal))
        {
            var id = listed.Text("Id");
            // An image without a name is listed with one that says so.
            var names = listed.Texts("RepoTags").Concat(listed.Texts("RepoDigests")).Where(name => !name.StartsWith("<none>", StringComparison.Ordinal));
            var image = new JsonObject { ["id"] = id, ["names"] = EvidenceDraft.Texts(names.Order(StringComparer.Ordinal)) };
            var told = api.Get($"images/{Uri.EscapeDataString(id)}/json");
            if (told.Found(out var all))
            {
                image["healthCheck"] = DockerContainer.Health(all.Root.At("Config", "Healthcheck")) == true;
                image["user"] = all.Root.Text("Config", "User");
            }
            else
            {
                draft.Unknown($"images[{images.Count}].healthCheck", told.WhyNot);
                draft.Unknown($"images[{images.Count}].user", told.WhyNot);
            }

            images.Add(image);
        }

        draft.Facts["images"] = new JsonArray([.. images]);
    }

    private void AddSwarm()
    {
        var info = _info.Value;
        if (!info.Found(out var found))
        {
            draft.Unknown("swarm", info.WhyNot);
            return;
        }

        draft.Facts["storageDriver"] ??= found.Root.Text("Driver");
        if (found.Root.Text("Swarm", "LocalNodeState") is "" or "inactive")
        {
            draft.Facts["swarm"] = new JsonObject { ["active"] = false };
            return;
        }

        var manages = found.Root.IsTrue("Swarm", "ControlAvailable");
        draft.Facts["swarm"] = new JsonObject
        {
            ["active"] = true,
            ["advertiseAddress"] = found.Root.Text("Swarm", "NodeAddr"),
            ["autoLock"] = manages ? found.Root.IsTrue("Swarm", "Cluster", "Spec", "EncryptionConfig", "AutoLockManagers") : null,
            ["manager"] = manages,
        };
        foreach (var field in manages ? ["dataPathAddress", "listenAddress"] : new[] { "autoLock", "dataPathAddress", "listenAddress" })
        {
            draft.Unknown($"swarm.{field}", "the engine's API does not tell it");
        }
    }

    private IEnumerable<JsonElement> Limited(JsonElement list, string field)
    {
        JsonElement[] all = [.. list.Items()];
        if (all.Length > machine.Limits.Containers)
        {
            draft.Unknown(field, $"there are more than {machine.Limits.Containers} {field}, which is the limit");
        }

        return all.Take(machine.Limits.Containers);
    }
}
