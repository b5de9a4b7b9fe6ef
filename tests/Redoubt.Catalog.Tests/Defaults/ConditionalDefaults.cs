using System.Text.Json.Nodes;

namespace Redoubt.Catalog.Tests.Defaults;

/// <summary>The defaults that depend on other fields, each a function of one type or kind.</summary>
internal static class ConditionalDefaults
{
    private const string Rbac = "rbac.authorization.k8s.io";

    private static readonly Dictionary<string, Action<JsonObject>> Functions = new()
    {
        ["V1Container"] = PullPolicy,
        ["V1EphemeralContainer"] = PullPolicy,
        ["V1Volume"] = EmptyDir,
        ["V1PodSpec"] = PodSpec,
        ["Pod"] = Pod,
        ["V1DeploymentSpec"] = o => Rolling(o, "strategy", """{"maxSurge": "25%", "maxUnavailable": "25%"}"""),
        ["V1DaemonSetSpec"] = o => Rolling(o, "updateStrategy", """{"maxSurge": 0, "maxUnavailable": 1}"""),
        ["V1StatefulSetSpec"] = o => Rolling(o, "updateStrategy", """{"partition": 0}"""),
        ["Job"] = Job,
        ["V1ServiceSpec"] = Service,
        ["V1ServicePort"] = o => Set(o, "targetPort", o["port"]?.DeepClone()),
        ["V1NetworkPolicySpec"] = o => Set(o, "policyTypes", JsonNode.Parse(o["egress"] is JsonArray { Count: > 0 } ? """["Ingress", "Egress"]""" : """["Ingress"]""")),
        ["Rbacv1Subject"] = o => Set(o, "apiGroup", o["kind"]?.ToString() == "ServiceAccount" ? null : Rbac),
        ["Namespace"] = o => DefaultsTable.Set(o, ["metadata", "labels", "kubernetes.io/metadata.name"], o["metadata"]?["name"]?.DeepClone()),
    };

    public static void Apply(JsonObject target, string where)
    {
        if (Functions.TryGetValue(where, out var function))
        {
            function(target);
        }
    }

    private static void PullPolicy(JsonObject container)
    {
        var image = container["image"]?.ToString() ?? "";
        var name = image[(image.LastIndexOf('/') + 1)..];
        var pinned = name.Contains('@', StringComparison.Ordinal);
        var latest = !pinned && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
        Set(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
    }

    private static void EmptyDir(JsonObject volume)
    {
        if (volume.All(f => f.Key == "name" || f.Value is null))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    private static void PodSpec(JsonObject spec)
    {
        // The two names of one field follow each other.
        Set(spec, "serviceAccountName", spec["serviceAccount"]?.DeepClone());
        Set(spec, "serviceAccount", spec["serviceAccountName"]?.DeepClone());
        if (spec["hostNetwork"]?.ToString() != "true")
        {
            return;
        }

        foreach (var container in Objects(spec["containers"]).Concat(Objects(spec["initContainers"])))
        {
            foreach (var port in Objects(container["ports"]))
            {
                Set(port, "hostPort", port["containerPort"]?.DeepClone());
            }
        }
    }

    private static void Pod(JsonObject pod)
    {
        var spec = pod["spec"]!.AsObject();
        Set(spec, "serviceAccountName", "default");
        Set(spec, "serviceAccount", spec["serviceAccountName"]!.DeepClone());
        foreach (var container in Objects(spec["containers"]).Concat(Objects(spec["initContainers"])))
        {
            foreach (var (name, limit) in container["resources"]?["limits"]?.AsObject() ?? [])
            {
                DefaultsTable.Set(container, ["resources", "requests", name], limit?.DeepClone());
            }
        }

        if (spec["tolerations"] is not JsonArray)
        {
            spec["tolerations"] = new JsonArray();
        }

        foreach (var key in new[] { "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable" })
        {
            if (Objects(spec["tolerations"]).All(t => t["key"] is { } has && has.ToString() != key))
            {
                spec["tolerations"]!.AsArray().Add(new JsonObject
                {
                    ["effect"] = "NoExecute",
                    ["key"] = key,
                    ["operator"] = "Exists",
                    ["tolerationSeconds"] = 300,
                });
            }
        }
    }

    private static void Rolling(JsonObject spec, string strategy, string parameters)
    {
        if (spec[strategy]?["type"]?.ToString() != "RollingUpdate")
        {
            return;
        }

        foreach (var (name, value) in JsonNode.Parse(parameters)!.AsObject())
        {
            DefaultsTable.Set(spec, [strategy, "rollingUpdate", name], value?.DeepClone());
        }
    }

    private static void Job(JsonObject job)
    {
        var spec = job["spec"]!.AsObject();
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            Set(spec, "completions", 1);
        }

        Set(spec, "parallelism", 1);
    }

    private static void Service(JsonObject spec)
    {
        var type = spec["type"]?.ToString();
        if (type == "ExternalName")
        {
            spec.Remove("internalTrafficPolicy");
            return;
        }
        Set(spec, "clusterIP", "10.96.77.7");
        Set(spec, "clusterIPs", new JsonArray(spec["clusterIP"]!.DeepClone()));
        Set(spec, "ipFamilies", new JsonArray("IPv4"));
        Set(spec, "ipFamilyPolicy", "SingleStack");
        if (type is "NodePort" or "LoadBalancer")
        {
            Set(spec, "externalTrafficPolicy", "Cluster");
        }

        if (type == "LoadBalancer")
        {
            Set(spec, "allocateLoadBalancerNodePorts", true);
        }

        if (spec["sessionAffinity"]?.ToString() == "ClientIP")
        {
            DefaultsTable.Set(spec, ["sessionAffinityConfig", "clientIP", "timeoutSeconds"], 10800);
        }

        foreach (var port in type is "NodePort" or "LoadBalancer" ? Objects(spec["ports"]) : [])
        {
            Set(port, "nodePort", 31_000);
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static void Set(JsonObject target, string field, JsonNode? value)
    {
        if (value is not null)
        {
            DefaultsTable.Set(target, [field], value);
        }
    }
}
