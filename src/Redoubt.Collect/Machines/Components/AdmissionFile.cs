using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>The configuration of admission plug-ins (apiserver.config.k8s.io AdmissionConfiguration), that of PodSecurity with it.</summary>
internal static class AdmissionFile
{
    /// <summary>What it says.</summary>
    public static JsonObject Read(ComponentSight sight, Node root) => new()
    {
        ["plugins"] = new JsonArray([.. root["plugins"].AllItems().Select(plugin => (JsonNode)Plugin(sight, plugin))]),
    };

    private static JsonObject Plugin(ComponentSight sight, Node plugin)
    {
        var json = plugin.Only("name", "path");
        if (!plugin["name"].Is("PodSecurity"))
        {
            return json;
        }

        var inner = plugin["configuration"];
        if (!inner.HasValue && plugin["path"].AsString() is { Length: > 0 } path)
        {
            var file = sight.Setting("admission-control-config-file").Text;
            var layer = ConfigurationLayer.Read(sight.Root, path.StartsWith('/') ? path : $"{file[..(file.LastIndexOf('/') + 1)]}{path}");
            inner = layer.Root;
            if (layer.Unknown is { } reason)
            {
                sight.Draft.Unknown("configuration.admission", reason);
            }
        }

        json["configuration"] = inner.Only("defaults", "exemptions");
        return json;
    }
}
