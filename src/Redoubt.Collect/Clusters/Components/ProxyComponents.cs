using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>
/// The kube-proxy of each node as an API server shows it: a pod of a DaemonSet whose configuration lies in a ConfigMap that is mounted, as kubeadm does it. Files from
/// anywhere else are not shown, and so what they decide is not known.
/// </summary>
internal sealed class ProxyComponents
{
    private const string Component = "kube-proxy";
    private const string Namespace = "kube-system";
    private const string ConfigurationKind = "KubeProxyConfiguration";

    private readonly Dictionary<string, Node> _configurations = new(StringComparer.Ordinal);
    private readonly List<Node> _pods = [];

    /// <summary>Looks at a ConfigMap.</summary>
    public void LookAtConfiguration(string json)
    {
        if (json.Contains(ConfigurationKind, StringComparison.Ordinal) && ValueReader.Read("configmap", json, []) is [var map] && map["metadata"]["namespace"].Is(Namespace))
        {
            _configurations[map["metadata"]["name"].AsString() ?? ""] = map["data"];
        }
    }

    /// <summary>Looks at a pod.</summary>
    public void LookAtPod(string json)
    {
        if (json.Contains(Component, StringComparison.Ordinal) && ValueReader.Read("pod", json, []) is [var pod] && pod["metadata"]["namespace"].Is(Namespace)
            && pod["metadata"]["ownerReferences"].AllItems().Any(owner => owner["kind"].Is("DaemonSet")))
        {
            _pods.Add(pod);
        }
    }

    /// <summary>What was seen of them, when all objects were looked at.</summary>
    public IEnumerable<EvidenceDraft> Drafts() =>
        from pod in _pods
        from container in pod["spec"]["containers"].AllItems()
        let runs = StaticPod.Container("", container)
        where runs.Component == Component
        select Draft(pod, container, runs);

    private EvidenceDraft Draft(Node pod, Node container, StaticPod runs)
    {
        using var root = SeenRoot.Showing(Files(pod, container), ComponentDraft.NotShown);
        return PodComponent.Draft(pod, runs, root);
    }

    /// <summary>The files that ConfigMaps give a container, by their paths.</summary>
    private Dictionary<string, string> Files(Node pod, Node container)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in container["volumeMounts"].AllItems())
        {
            var volume = pod["spec"]["volumes"].AllItems().FirstOrDefault(volume => volume["name"].AsString() is { } name && mount["name"].Is(name));
            // A part of a volume, or keys under other names, are not looked at.
            if (mount["subPath"].HasValue || volume["configMap"]["items"].HasValue || !_configurations.TryGetValue(volume["configMap"]["name"].AsString() ?? "", out var data))
            {
                continue;
            }

            foreach (var entry in data.Fields)
            {
                files[$"{mount["mountPath"].AsString()?.TrimEnd('/')}/{entry.Key}"] = entry.AsString() ?? "";
            }
        }

        return files;
    }
}
