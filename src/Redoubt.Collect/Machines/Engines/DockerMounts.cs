using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>What is mounted into a container of Docker: what the engine resolved, and what was asked for and is not among it.</summary>
internal static class DockerMounts
{
    /// <summary>The mounts, each as the type <c>EngineMount</c>, by where they are seen in the container.</summary>
    public static IEnumerable<JsonObject> Of(JsonElement container, JsonElement host)
    {
        var mounts = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        // config.v2.json has a map by target, the API a list.
        foreach (var mount in container.Members("MountPoints").Select(member => member.Value).Concat(container.Items("Mounts")))
        {
            var type = mount.Text("Type") is { Length: > 0 } known ? known : mount.Text("Name").Length > 0 ? "volume" : "bind";
            Add(mounts, mount.Text("Destination"), mount.Text("Source"), type, !mount.IsTrue("RW"), mount.Text("Propagation"));
        }

        foreach (var bind in host.Texts("Binds"))
        {
            // SOURCE:TARGET[:OPTIONS]; a name without a slash is a volume.
            if (bind.Split(':') is [var source, var target, .. var rest])
            {
                var options = rest.SelectMany(part => part.Split(',')).ToArray();
                var propagation = options.FirstOrDefault(option => option.TrimStart('r') is "shared" or "slave" or "private") ?? "";
                Add(mounts, target, source, source.StartsWith('/') ? "bind" : "volume", options.Contains("ro"), propagation);
            }
        }

        foreach (var mount in host.Items("Mounts"))
        {
            Add(mounts, mount.Text("Target"), mount.Text("Source"), mount.Text("Type"), mount.IsTrue("ReadOnly"), mount.Text("BindOptions", "Propagation"));
        }

        return mounts.Values;
    }

    private static void Add(SortedDictionary<string, JsonObject> mounts, string target, string source, string type, bool readOnly, string propagation) =>
        mounts.TryAdd(target, new JsonObject
        {
            // A bind is private unless it says otherwise; other types have none.
            ["propagation"] = propagation.Length == 0 && type == "bind" ? "rprivate" : propagation,
            ["readOnly"] = readOnly,
            ["source"] = source.Length > 1 ? source.TrimEnd('/') : source,
            ["target"] = target,
            ["type"] = type,
        });
}
