using System.Globalization;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Resources;

namespace Redoubt.ApiServer.Tables;

/// <summary>Objects as a table (<c>meta.k8s.io/v1 Table</c>), as <c>kubectl get</c> asks for them. What columns mean in prose is not in it.</summary>
internal static class ObjectTable
{
    private const string None = "<none>";

    private static readonly Dictionary<string, Column[]> Known = Read();
    private static readonly Column[] Usual = [new("Name", "string", false), new("Age", "string", false)];

    private readonly record struct Column(string Name, string Type, bool IsWide, string Path = "");

    /// <summary>The table of a list or of one object.</summary>
    /// <param name="whole">The list, or the object.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="include">What of each object is to be in its row: <c>None</c>, <c>Metadata</c>, <c>Object</c>, or nothing.</param>
    /// <param name="now">The time from which ages are told.</param>
    public static JsonObject Of(JsonObject whole, ApiResource resource, string include, DateTimeOffset now)
    {
        if (include is not ("" or "None" or "Metadata" or "Object"))
        {
            throw RefusalException.BadRequest($"Unable to convert to Table as requested: includeObject: Invalid value: \"{include}\": must be 'Metadata', 'Object', 'None', or empty");
        }

        var columns = ColumnsOf(resource);
        var isList = whole["items"] is JsonArray;
        var objects = isList ? whole["items"]!.AsArray().OfType<JsonObject>() : Enumerable.Repeat(whole, 1);
        var metadata = isList ? (JsonObject)whole["metadata"]!.DeepClone() : new JsonObject { ["resourceVersion"] = whole["metadata"]?["resourceVersion"]?.DeepClone() };
        if ((string?)metadata["continue"] == "")
        {
            metadata.Remove("continue");
        }

        var rows = objects.Select(one => (JsonNode)Row(one, resource, columns, include, now));
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(column => (JsonNode)new JsonObject
            {
                ["name"] = column.Name, ["type"] = column.Type, ["format"] = column.Name == "Name" ? "name" : "",
                ["description"] = column.Path.Length > 0 ? $"Custom resource definition column (in JSONPath format): {column.Path}" : "",
                ["priority"] = column.IsWide ? 1 : 0,
            })]),
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    private static JsonObject Row(JsonObject one, ApiResource resource, Column[] columns, string include, DateTimeOffset now)
    {
        var age = (string?)one["metadata"]?["creationTimestamp"] is { } made ? Age(now - DateTimeOffset.Parse(made, CultureInfo.InvariantCulture)) : "<unknown>";
        var cells = columns.Select(column => column switch
        {
            { Name: "Name" } => (JsonNode?)one["metadata"]!["name"]!.DeepClone(),
            { Name: "Age" } when column.Path.Length is 0 => age,
            { Path.Length: > 0 } => At(one, column.Path)?.DeepClone(),
            _ => Cell(one, resource.Name, column.Name),
        });
        return new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["object"] = include switch { "None" => null, "Object" => Shown.Whole(one, resource), _ => Shown.Metadata(one) },
        };
    }

    private static JsonNode? Cell(JsonObject one, string resource, string column)
    {
        var (spec, status) = (one["spec"] as JsonObject ?? [], one["status"] as JsonObject ?? []);
        var isPod = resource == "pods";
        var containers = ((isPod ? spec["containers"] : spec["template"]?["spec"]?["containers"]) as JsonArray ?? []).OfType<JsonObject>().ToArray();
        long Count(string field) => Number.Of(status[field]) ?? 0;
        return (resource, column) switch
        {
            (_, "Containers") => string.Join(",", containers.Select(container => (string?)container["name"])),
            (_, "Images") => string.Join(",", containers.Select(container => (string?)container["image"])),
            ("pods", "Ready") => $"{((status["containerStatuses"] as JsonArray) ?? []).Count(one => (bool?)one!["ready"] == true)}/{containers.Length}",
            ("pods", "Status") => (string?)status["phase"] ?? "",
            ("pods", "Restarts") => "0",
            ("pods", "IP") => Or((string?)status["podIP"]),
            ("pods", "Node") => Or((string?)spec["nodeName"]),
            ("pods", _) => None,
            ("services", "Type") => (string?)spec["type"],
            ("services", "Cluster-IP") => Or((string?)spec["clusterIP"]),
            ("services", "External-IP") => Or(string.Join(",", (spec["externalIPs"] as JsonArray ?? []).Select(ip => (string)ip!))),
            ("services", "Port(s)") => Or(string.Join(",", (spec["ports"] as JsonArray ?? []).OfType<JsonObject>().Select(Port))),
            ("services", "Selector") => Or(Labels(spec["selector"])),
            ("deployments" or "replicasets" or "daemonsets" or "statefulsets" or "jobs" or "cronjobs", "Selector") => Or(Labels(spec["selector"]?["matchLabels"])),
            ("replicationcontrollers", "Selector") => Or(Labels(spec["selector"])),
            ("deployments" or "statefulsets", "Ready") => $"{Count("readyReplicas")}/{Number.Of(spec["replicas"]) ?? 1}",
            ("deployments", "Up-to-date") => Count("updatedReplicas"),
            ("deployments", "Available") => Count("availableReplicas"),
            ("replicasets" or "replicationcontrollers", "Desired") => Number.Of(spec["replicas"]) ?? 1,
            ("replicasets" or "replicationcontrollers", "Current") => Count("replicas"),
            ("replicasets" or "replicationcontrollers", "Ready") => Count("readyReplicas"),
            ("configmaps" or "secrets", "Data") => ((one["data"] as JsonObject)?.Count ?? 0) + ((one["binaryData"] as JsonObject)?.Count ?? 0),
            ("secrets", "Type") => (string?)one["type"] ?? "Opaque",
            ("namespaces", "Status") => (string?)status["phase"] ?? "",
            _ => None,
        };
    }

    private static string Port(JsonObject port) => port["nodePort"] is { } node ? $"{port["port"]}:{node}/{(string?)port["protocol"] ?? "TCP"}" : $"{port["port"]}/{(string?)port["protocol"] ?? "TCP"}";

    private static string Labels(JsonNode? labels) => string.Join(",", (labels as JsonObject ?? []).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    private static string Or(string? text) => text is { Length: > 0 } ? text : None;

    private static JsonNode? At(JsonNode? value, string path)
    {
        foreach (var step in path.TrimStart('.').Split('.'))
        {
            value = (value as JsonObject)?[step];
        }

        return value;
    }

    // As `duration.HumanDuration` has it, as far as tests live.
    private static string Age(TimeSpan age) => age.TotalSeconds < 120 ? $"{(int)Math.Max(0, age.TotalSeconds)}s"
        : age.TotalMinutes < 10 ? (age.Seconds == 0 ? $"{age.Minutes}m" : $"{age.Minutes}m{age.Seconds}s")
        : age.TotalHours < 3 ? $"{(int)age.TotalMinutes}m" : age.TotalDays < 2 ? $"{(int)age.TotalHours}h" : $"{(int)age.TotalDays}d";

    private static Column[] ColumnsOf(ApiResource resource)
    {
        if (resource.Custom is null)
        {
            return Known.GetValueOrDefault(resource.Name, Usual);
        }

        return resource.Custom["additionalPrinterColumns"] is JsonArray { Count: > 0 } columns
            ? [new("Name", "string", false), .. columns.OfType<JsonObject>().Select(column => new Column((string)column["name"]!, (string)column["type"]!, Number.Of(column["priority"]) > 0, (string)column["jsonPath"]!))]
            : Usual;
    }

    private static Dictionary<string, Column[]> Read()
    {
        using var reader = new StreamReader(typeof(ObjectTable).Assembly.GetManifestResourceStream("columns.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1..].Select(word => word.Split(':'))
                .Select(parts => new Column(parts[0].Replace('_', ' '), parts[1].TrimEnd('+'), parts[1].EndsWith('+'))).ToArray(), StringComparer.Ordinal);
    }
}
