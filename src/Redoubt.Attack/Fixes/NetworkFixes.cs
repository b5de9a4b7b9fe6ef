using System.Text.Json.Nodes;
using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>
/// Network policies for a pod that has none in a direction: what is let through is what <c>needs</c> in <c>redoubt.yaml</c> names. Without it nobody knows what
/// the application needs, and none is proposed but the one that keeps the metadata service away.
/// </summary>
internal static class NetworkFixes
{
    private static readonly GroupKind PolicyKind = new("networking.k8s.io", "NetworkPolicy");

    public static IReadOnlyList<FixKind> All { get; } =
    [
        new("isolate-in", 3, In),
        new("isolate-out", 3, Out),
        new("no-metadata", 1, (row, ground) => ground.Ground.Network.IsGuarded(row.Pod!, inward: false) ? null
            : Policy(row.Pod!, "no-metadata", $"Keep {row.Pod!.Id} from the metadata service of the cloud.", "Egress", "egress", [To(Block("0.0.0.0/0", "169.254.169.254/32"), Block("::/0"))])),
    ];

    // Policies add to each other, so that one more cuts nothing where there is one. A door from outside needs a need of its own.
    private static FixDraft? In(Relations.Row row, FixGround ground)
    {
        var pod = row.Pod!;
        PodThing[] from = [.. Needed(ground, need => need.To == pod.Id, need => need.From)];
        var isDoor = ground.Ground.Network.Doors.Any(door => ReferenceEquals(door.Container.Pod, pod));
        return ground.Needs.Count == 0 || (isDoor && from.Length == 0) || ground.Ground.Network.IsGuarded(pod, inward: true) ? null
            : Policy(pod, "in", from.Length == 0 ? $"Let nothing connect to {pod.Id}." : $"Let only {Names(from)} connect to {pod.Id}.", "Ingress", "ingress",
                from.Length == 0 ? [] : [new JsonObject { ["from"] = new JsonArray([.. from.Select(Peer)]) }]);
    }

    private static FixDraft? Out(Relations.Row row, FixGround ground)
    {
        var pod = row.Pod!;
        PodThing[] to = [.. Needed(ground, need => need.From == pod.Id, need => need.To)];
        return ground.Needs.Count == 0 || PodFixes.UsesToken(pod, ground) || ground.Ground.Network.IsGuarded(pod, inward: false) ? null
            : Policy(pod, "out", to.Length == 0 ? $"Let {pod.Id} connect to nothing but DNS." : $"Let {pod.Id} connect only to {Names(to)}, and to DNS.", "Egress", "egress",
                [.. to.Length == 0 ? Array.Empty<JsonObject>() : [To([.. to.Select(Peer)])], Names()]);
    }

    private static IEnumerable<PodThing> Needed(FixGround ground, Func<(string From, string To), bool> isMeant, Func<(string From, string To), string> other) =>
        ground.Needs.Where(isMeant).Select(other).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => ground.Ground.Inventory.Pods.FirstOrDefault(pod => pod.Id == name)).OfType<PodThing>();

    private static string Names(IEnumerable<PodThing> pods) => string.Join(", ", pods.Select(pod => pod.Id));

    private static FixDraft? Policy(PodThing pod, string what, string say, string type, string field, JsonObject[] rules)
    {
        if (pod.Workload.Labels.Count == 0)
        {
            return null;
        }

        var key = new ObjectKey(PolicyKind, pod.Namespace, $"{pod.Document.Name}-{what}");
        return new FixDraft(pod.Id, say, new FixEdit(key, null, root => root["spec"] = new JsonObject
        {
            ["podSelector"] = Labels(pod),
            ["policyTypes"] = new JsonArray(type),
            [field] = new JsonArray([.. rules.Select(rule => rule.DeepClone())]),
        })
        { ApiVersion = "networking.k8s.io/v1" });
    }

    private static JsonObject Peer(PodThing pod) => new()
    {
        ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["kubernetes.io/metadata.name"] = pod.Namespace } },
        ["podSelector"] = Labels(pod),
    };

    private static JsonObject Labels(PodThing pod)
    {
        var labels = new JsonObject();
        foreach (var label in pod.Workload.Labels.Fields)
        {
            labels[label.Key.ToString()] = label.AsString() ?? "";
        }

        return new JsonObject { ["matchLabels"] = labels };
    }

    private static JsonObject To(params JsonObject[] peers) => new() { ["to"] = new JsonArray([.. peers]) };

    private static JsonObject Block(string cidr, params string[] except)
    {
        var block = new JsonObject { ["cidr"] = cidr };
        if (except.Length > 0)
        {
            block["except"] = new JsonArray([.. except.Select(one => (JsonNode)one)]);
        }

        return new JsonObject { ["ipBlock"] = block };
    }

    // Names are looked up in kube-system, wherever the cluster's DNS runs in it.
    private static JsonObject Names() => new()
    {
        ["to"] = new JsonArray(new JsonObject { ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["kubernetes.io/metadata.name"] = "kube-system" } } }),
        ["ports"] = new JsonArray(Port("UDP"), Port("TCP")),
    };

    private static JsonObject Port(string protocol) => new() { ["protocol"] = protocol, ["port"] = 53 };
}
