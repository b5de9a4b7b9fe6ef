using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// A container of Docker as the type <c>EngineContainer</c> has it. The engine's API and its files have the same names for nearly all of it, so both are read here and give the same.
/// </summary>
internal static class DockerContainer
{
    /// <summary>Reads it.</summary>
    /// <param name="container">What <c>GET /containers/ID/json</c> answers, or <c>config.v2.json</c>.</param>
    /// <param name="host">Its <c>HostConfig</c>, or <c>hostconfig.json</c>.</param>
    public static JsonObject Read(JsonElement container, JsonElement host)
    {
        var options = host.Texts("SecurityOpt").Select(Option).ToArray();
        var health = Health(container.At("Config", "Healthcheck"));
        return new JsonObject
        {
            ["appArmorProfile"] = container.Text("AppArmorProfile"),
            ["capabilitiesAdded"] = List(host.Texts("CapAdd").Select(Capability)),
            ["capabilitiesDropped"] = List(host.Texts("CapDrop").Select(Capability)),
            ["cgroupParent"] = host.Text("CgroupParent"),
            ["cpuShares"] = host.Number("CpuShares"),
            ["devices"] = List(host.Items("Devices").Select(device => device.Text("PathOnHost"))),
            ["healthCheck"] = health == true,
            ["id"] = Id(container),
            ["image"] = container.Text("Config", "Image"),
            ["imageDigest"] = container.Text("Image"),
            ["ipcMode"] = host.Text("IpcMode"),
            ["memory"] = host.Number("Memory"),
            ["mounts"] = new JsonArray([.. DockerMounts.Of(container, host)]),
            ["name"] = container.Text("Name").TrimStart('/'),
            ["networkMode"] = host.Text("NetworkMode"),
            ["noNewPrivileges"] = NoNewPrivileges(options),
            ["pidMode"] = host.Text("PidMode"),
            ["pidsLimit"] = host.Number("PidsLimit"),
            ["ports"] = new JsonArray([.. Ports(container, host)]),
            ["privileged"] = host.IsTrue("Privileged"),
            ["processLabel"] = container.Text("ProcessLabel"),
            ["readOnlyRoot"] = host.IsTrue("ReadonlyRootfs"),
            ["restartPolicy"] = host.Text("RestartPolicy", "Name"),
            ["restartRetries"] = host.Number("RestartPolicy", "MaximumRetryCount"),
            ["securityOptions"] = List(options),
            ["ulimits"] = Limits(host),
            ["user"] = container.Text("Config", "User"),
            ["userMode"] = host.Text("UsernsMode"),
            ["utsMode"] = host.Text("UTSMode"),
        };
    }

    /// <summary>The container's identity: the API calls it <c>Id</c>, the file <c>ID</c>.</summary>
    public static string Id(JsonElement container) => container.Text("ID") is { Length: > 0 } id ? id : container.Text("Id");

    /// <summary>Whether it runs.</summary>
    public static bool Runs(JsonElement container) => container.IsTrue("State", "Running");

    /// <summary>Whether a health check is set: true, false where it is turned off (<c>NONE</c>), null where nothing is said.</summary>
    public static bool? Health(JsonElement? check) => check?.Texts("Test").FirstOrDefault() is { } first ? first != "NONE" : null;

    // An option was once written with a colon; a profile of seccomp is given as its whole text, of which nothing is told.
    private static string Option(string option)
    {
        var plain = option.Contains('=', StringComparison.Ordinal) ? option : option.Replace(':', '=');
        return plain.StartsWith("seccomp={", StringComparison.Ordinal) ? "seccomp=custom" : plain;
    }

    private static bool? NoNewPrivileges(string[] options) =>
        options.LastOrDefault(option => option.Split('=')[0] == "no-new-privileges") is { } option ? option is "no-new-privileges" or "no-new-privileges=true" : null;

    private static string Capability(string name) => name.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? name[4..].ToUpperInvariant() : name.ToUpperInvariant();

    /// <summary>Published ports: as they are bound where it runs, else as they were asked for. A host port of 0 is one that the engine chooses.</summary>
    private static IEnumerable<JsonObject> Ports(JsonElement container, JsonElement host)
    {
        var bound = container.Members("NetworkSettings", "Ports").Where(port => port.Value.ValueKind == JsonValueKind.Array).ToArray();
        foreach (var port in (bound.Length > 0 ? bound : host.Members("PortBindings")).OrderBy(port => port.Name, StringComparer.Ordinal))
        {
            var parts = port.Name.Split('/');
            foreach (var binding in port.Value.Items().OrderBy(binding => binding.Text("HostIp"), StringComparer.Ordinal).ThenBy(binding => binding.Text("HostPort"), StringComparer.Ordinal))
            {
                yield return new JsonObject
                {
                    ["address"] = binding.Text("HostIp"),
                    ["containerPort"] = Number(parts[0]),
                    ["hostPort"] = Number(binding.Text("HostPort")),
                    ["protocol"] = parts.Length > 1 ? parts[1] : "tcp",
                };
            }
        }
    }

    private static JsonObject Limits(JsonElement host)
    {
        var limits = new JsonObject();
        foreach (var limit in host.Items("Ulimits"))
        {
            limits[limit.Text("Name")] = string.Create(CultureInfo.InvariantCulture, $"{limit.Number("Soft")}:{limit.Number("Hard")}");
        }
        return limits;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static JsonArray List(IEnumerable<string> texts) => EvidenceDraft.Texts(texts.Order(StringComparer.Ordinal));
}
