using System.Text.Json.Nodes;

namespace Redoubt.Catalog.Tests.PodSecurity;

/// <summary>A pod as the template of each kind that runs pods, built-in and custom.</summary>
internal static class WrappedPods
{
    public static IEnumerable<JsonNode> InEveryKind(JsonNode pod)
    {
        (string ApiVersion, string Kind)[] templates =
        [
            ("apps/v1", "Deployment"), ("apps/v1", "ReplicaSet"), ("apps/v1", "StatefulSet"), ("apps/v1", "DaemonSet"),
            ("v1", "ReplicationController"), ("batch/v1", "Job"), ("argoproj.io/v1alpha1", "Rollout"), ("serving.knative.dev/v1", "Service"),
            ("apps.kruise.io/v1alpha1", "CloneSet"),
        ];
        foreach (var (apiVersion, kind) in templates)
        {
            yield return Object(apiVersion, kind, pod, new JsonObject { ["template"] = Template(pod) });
        }

        yield return Object("batch/v1", "CronJob", pod, new JsonObject
        {
            ["schedule"] = "0 3 * * *",
            ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = Template(pod) } },
        });
    }

    private static JsonObject Object(string apiVersion, string kind, JsonNode pod, JsonObject spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = pod["metadata"]?["name"]?.DeepClone() },
        ["spec"] = spec,
    };

    private static JsonObject Template(JsonNode pod) => new()
    {
        ["metadata"] = pod["metadata"]?.DeepClone(),
        ["spec"] = pod["spec"]?.DeepClone(),
    };
}
