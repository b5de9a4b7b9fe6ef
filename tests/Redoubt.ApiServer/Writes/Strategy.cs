using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Writes;

/// <summary>What a server does with an object of a kind when it is made or changed, and what its default admission plug-ins add.</summary>
internal sealed class Strategy(Store store, Chance chance)
{
    private static readonly string[] WithoutGeneration = ["configmaps", "secrets", "services", "endpoints", "events", "namespaces", "nodes", "serviceaccounts", "roles", "rolebindings", "clusterroles", "clusterrolebindings", "leases", "persistentvolumes", "persistentvolumeclaims"];

    private static readonly (string Resource, string[] Path)[] Immutable =
    [
        ("deployments", ["spec", "selector"]), ("replicasets", ["spec", "selector"]), ("daemonsets", ["spec", "selector"]), ("statefulsets", ["spec", "selector"]), ("statefulsets", ["spec", "serviceName"]),
        ("jobs", ["spec", "selector"]), ("jobs", ["spec", "template"]), ("secrets", ["type"]), ("rolebindings", ["roleRef"]), ("clusterrolebindings", ["roleRef"]),
    ];

    private static readonly string[] Measured = ["cpu", "memory"];

    /// <summary>Whether objects of a resource count their changes.</summary>
    public static bool HasGeneration(ApiResource resource) => !WithoutGeneration.Contains(resource.Name);

    /// <summary>Refuses an object for what the cluster holds: its namespace, its priority.</summary>
    public void Admit(ApiResource resource, string ns, JsonObject value)
    {
        var name = (string?)value["metadata"]?["name"] ?? "";
        if (resource.IsNamespaced)
        {
            if (store.Find(new ObjectName("", "namespaces", "", ns)) is not { } space)
            {
                throw RefusalException.NotFound("", "namespaces", ns);
            }

            if ((string?)space["status"]?["phase"] == "Terminating" || space["metadata"]!["deletionTimestamp"] is not null)
            {
                var details = RefusalException.Details(name, resource.Group, resource.Name);
                details["causes"] = new JsonArray(new JsonObject { ["reason"] = "NamespaceTerminating", ["message"] = $"namespace {ns} is being terminated", ["field"] = "metadata.namespace" });
                throw RefusalException.Of(403, "Forbidden", $"{RefusalException.Qualified(resource.Name, resource.Group)} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated", details);
            }
        }

        var priority = resource is { Group: "", Name: "pods" } ? (string?)value["spec"]?["priorityClassName"] ?? "" : "";
        if (priority.Length > 0 && store.Find(new ObjectName("scheduling.k8s.io", "priorityclasses", "", priority)) is null)
        {
            throw RefusalException.Of(403, "Forbidden", $"pods \"{name}\" is forbidden: no PriorityClass with name {priority} was found", RefusalException.Details(name, "", "pods"));
        }
    }

    /// <summary>Adds what the server makes of a new object besides its fields' defaults.</summary>
    public void Complete(ApiResource resource, JsonObject value)
    {
        switch (resource)
        {
            case { Group: "", Name: "pods" }:
                Pod(value);
                break;
            case { Group: "", Name: "services" }:
                var spec = (JsonObject)value["spec"]!;
                if ((string?)spec["type"] == "ExternalName")
                {
                    break;
                }

                spec["clusterIP"] ??= $"10.96.{chance.Next(256)}.{chance.Next(256)}";
                spec["clusterIPs"] ??= new JsonArray(spec["clusterIP"]!.DeepClone());
                spec["ipFamilies"] ??= new JsonArray("IPv4");
                spec["ipFamilyPolicy"] ??= "SingleStack";
                value["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
                break;
            case { Group: "apps", Name: not "controllerrevisions" }:
                value["status"] = new JsonObject();
                break;
            case { Group: "", Name: "namespaces" }:
                value["status"] = new JsonObject { ["phase"] = "Active" };
                break;
        }
    }

    /// <summary>What may not change of an object.</summary>
    public static IEnumerable<(string Reason, string Field, string Message)> Frozen(ApiResource resource, JsonObject value, JsonObject before)
    {
        foreach (var (_, path) in Immutable.Where(one => one.Resource == resource.Name))
        {
            var (now, then) = (At(value, path), At(before, path));
            if (!JsonNode.DeepEquals(now, then))
            {
                yield return ("FieldValueInvalid", string.Join('.', path), $"Invalid value: {now?.ToJsonString() ?? "null"}: field is immutable");
            }
        }
    }

    private static JsonNode? At(JsonNode? value, string[] path)
    {
        foreach (var step in path)
        {
            value = value?[step];
        }

        return value;
    }

    private void Pod(JsonObject value)
    {
        var spec = (JsonObject)value["spec"]!;
        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] ??= spec["serviceAccountName"]!.DeepClone();
        spec["priority"] ??= 0;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        foreach (var reason in (string[])["not-ready", "unreachable"])
        {
            if (!tolerations.Any(one => (string?)one?["key"] == $"node.kubernetes.io/{reason}"))
            {
                tolerations.Add(new JsonObject { ["key"] = $"node.kubernetes.io/{reason}", ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
            }
        }

        spec["tolerations"] = tolerations.Parent is null ? tolerations : tolerations.DeepClone();
        if ((bool?)spec["automountServiceAccountToken"] != false)
        {
            Token(spec, $"kube-api-access-{chance.Name()}");
        }

        value["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = Quality(spec) };
    }

    private static void Token(JsonObject spec, string name)
    {
        var volume = JsonNode.Parse("""
            {"projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt",
            "items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}
            """)!;
        volume["name"] = name;
        (spec["volumes"] as JsonArray ?? (JsonArray)(spec["volumes"] = new JsonArray())).Add(volume);
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var container in (spec[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                var mounts = container["volumeMounts"] as JsonArray ?? (JsonArray)(container["volumeMounts"] = new JsonArray());
                mounts.Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = "/var/run/secrets/kubernetes.io/serviceaccount" });
            }
        }
    }

    private static string Quality(JsonObject spec)
    {
        var resources = (spec["containers"] as JsonArray ?? []).Select(container => container?["resources"]).ToArray();
        bool Has(JsonNode? one, string part) => one?[part] is JsonObject { Count: > 0 };
        return !resources.Any(one => Has(one, "limits") || Has(one, "requests")) ? "BestEffort"
            : resources.All(one => Measured.All(name => one?["limits"]?[name] is { } limit && JsonNode.DeepEquals(limit, one?["requests"]?[name]))) ? "Guaranteed" : "Burstable";
    }
}
