using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Facts;

/// <summary>
/// Reads the facts from the evidence of the lower layers: <c>Host</c>, <c>ContainerEngine</c>, <c>Component</c>, <c>Workflow</c>. Of several documents the
/// worst counts. Immutable.
/// </summary>
internal sealed class PlatformFacts
{
    private const string Group = "evidence.redoubt.dev";
    private static readonly GroupKind HostKind = new(Group, "Host");
    private static readonly GroupKind EngineKind = new(Group, "ContainerEngine");
    private static readonly GroupKind ComponentKind = new(Group, "Component");
    private static readonly GroupKind WorkflowKind = new(Group, "Workflow");
    private static readonly string[] Enforcing = ["calico", "cilium", "antrea", "kube-router", "weave"];
    private static readonly string[] Careless = ["flannel"];
    private static readonly string[] Sensors = ["falco", "tetragon", "tracee"];

    private readonly Inventory _inventory;
    private readonly Dictionary<NodeClass, FactValues> _ofNodes = [];

    public PlatformFacts(Inventory inventory)
    {
        _inventory = inventory;
        Platform = FactValues.Of(fact => Read(fact, _ => true));
        foreach (var node in inventory.Nodes)
        {
            var names = node.Documents.Select(document => document.Name).ToHashSet(StringComparer.Ordinal);
            _ofNodes.Add(node, node.IsKnown ? FactValues.Of(fact => Read(fact, names.Contains)) : Platform);
        }
    }

    /// <summary>On the platform as a whole.</summary>
    public FactValues Platform { get; }

    /// <summary>On the nodes of a class; on the platform where none is meant.</summary>
    /// <param name="node">The class.</param>
    public FactValues On(NodeClass? node) => node is null ? Platform : _ofNodes[node];

    /// <summary>Whether one SSH key opens nodes of two classes; null where a node's keys are not known.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public bool? SharesKey(NodeClass one, NodeClass other)
    {
        var (mine, theirs) = (KeysOf(one), KeysOf(other));
        return mine is null || theirs is null ? null : mine.Overlaps(theirs);
    }

    private HashSet<string>? KeysOf(NodeClass node)
    {
        var names = node.Documents.Select(document => document.Name).ToHashSet(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var seen = 0;
        foreach (var host in Hosts(names.Contains).Where(host => host.Root["authorizedKeys"].Exists))
        {
            seen++;
            foreach (var key in host.Root["authorizedKeys"].Items)
            {
                keys.Add(key["fingerprint"].AsString() ?? "");
            }
        }

        return seen > 0 && seen == names.Count ? keys : null;
    }

    private bool? Read(AttackFact fact, Func<string, bool> isNode)
    {
        var server = Components("kube-apiserver").ToArray();
        return fact.Name switch
        {
            "cni_enforces" => Enforces(),
            "kubelet_anonymous" => Worst(fact, OnNodes("kubelet", isNode), IsAnonymous),
            "seccomp_default" => Worst(fact, OnNodes("kubelet", isNode), kubelet => Flag(kubelet.Root["configuration"]["seccompDefault"])),
            "node_authorizer" => Worst(fact, server, HasNodeAuthorizer),
            "audit" => Worst(fact, server, one => Has(one, "audit-policy-file") && (Has(one, "audit-log-path") || Has(one, "audit-webhook-config-file"))),
            "encryption_at_rest" => Worst(fact, server, one => FirstProvider(one) is { } provider && provider != "identity"),
            "kms_key" => Worst(fact, server, one => FirstProvider(one) == "kms"),
            "api_public" => Worst(fact, server, IsPublic),
            "etcd_open" => Worst(fact, Components("etcd"), etcd => !etcd.Root["flags"].Exists ? null : !Is(etcd, "client-cert-auth", "true")),
            "engine_tcp" => Worst(fact, Engines(isNode), ListensOpenly),
            "selinux" => Worst(fact, Hosts(isNode), host => Says(host.Root["mandatoryAccess"]["seLinux"], "enforcing")),
            "apparmor" => Worst(fact, Hosts(isNode), host => Says(host.Root["mandatoryAccess"]["appArmor"], "enabled")),
            "cloud_identity" => Worst(fact, Hosts(isNode), host => Flag(host.Root["cloud"]["hasIdentity"])),
            "metadata_guard" => Worst(fact, Hosts(isNode), host => host.Root["cloud"]["metadataHopLimit"] is { Kind: NodeKind.Int } limit ? limit.Int <= 1 : null),
            "runtime_detection" => Detection(fact, isNode),
            "code_review" => Worst(fact, _inventory.Platform.Of(WorkflowKind), flow => flow.Root["requiredReviews"] is { Kind: NodeKind.Int } reviews ? reviews.Int >= 1 : null),
            "addons_powerful" => _inventory.Pods.Any(pod => pod.Namespace == "kube-system") ? false : null,
            _ => null,
        };
    }

    // A collector that saw a listener knows nothing of what stands before it, and says so.
    private static bool? IsPublic(Document server) => Lists(server.Root["reachableFrom"], "outside") ? true
        : !server.Root["reachableFrom"].Exists || server.Unknown.Any(unknown => unknown.Path.ToString() == "reachableFrom") ? null
        : false;

    private static bool? Worst(AttackFact fact, IEnumerable<Document> documents, Func<Document, bool?> read)
    {
        bool? seen = null;
        var isWhole = true;
        foreach (var document in documents)
        {
            var value = read(document);
            isWhole &= value is not null;
            seen = value == fact.Worse ? value : seen ?? value;
        }

        return isWhole || seen == fact.Worse ? seen : null;
    }

    private IEnumerable<Document> Hosts(Func<string, bool> isNode) => _inventory.Platform.Of(HostKind).Where(host => isNode(host.Name));

    private IEnumerable<Document> Engines(Func<string, bool> isNode) =>
        _inventory.Platform.Of(EngineKind).Where(engine => isNode(engine.Root["host"].AsString() ?? engine.Name));

    private IEnumerable<Document> Components(string name) => _inventory.Platform.Of(ComponentKind).Where(component => component.Root["name"].Is(name));

    private IEnumerable<Document> OnNodes(string name, Func<string, bool> isNode) => Components(name).Where(component => isNode(component.Root["host"].AsString() ?? component.Name));

    private bool? Enforces()
    {
        var names = _inventory.Platform.Of(ComponentKind).Select(component => component.Root["name"].AsString() ?? "")
            .Concat(_inventory.Pods.Where(pod => pod.Document.Key.Kind.Kind == "DaemonSet").SelectMany(pod => pod.Containers).Select(container => container.Repository)).ToArray();
        return names.Any(name => Enforcing.Any(name.Contains)) ? true : names.Any(name => Careless.Any(name.Contains)) ? false : null;
    }

    private bool? Detection(AttackFact fact, Func<string, bool> isNode)
    {
        var sensor = _inventory.Pods.Any(pod => pod.Document.Key.Kind.Kind == "DaemonSet" && pod.Containers.Any(container => Sensors.Any(container.Repository.Contains)));
        return sensor ? true : Worst(fact, Hosts(isNode), host => host.Root["units"].Exists ? RunsUnit(host.Root["units"]) : host.Root["services"].Exists ? RunsSensor(host.Root["services"]) : null);
    }

    private static bool RunsUnit(Node units)
    {
        foreach (var unit in units.Fields)
        {
            if (unit["active"].IsTrue && Sensors.Any(unit.Key.ToString().Contains))
            {
                return true;
            }
        }

        return false;
    }

    private static bool RunsSensor(Node services)
    {
        foreach (var service in services.Items)
        {
            if (service["active"].IsTrue && service["name"].AsString() is { } name && Sensors.Any(name.Contains))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? IsAnonymous(Document kubelet)
    {
        var configuration = kubelet.Root["configuration"];
        var isAnonymous = Flag(configuration["authentication"]["anonymous"]["enabled"]);
        return isAnonymous is true ? !configuration["authorization"]["mode"].Is("Webhook") : isAnonymous;
    }

    private static bool? HasNodeAuthorizer(Document server) => server.Root["flags"].Exists
        ? Flags(server, "authorization-mode").Contains("Node") && Flags(server, "enable-admission-plugins").Contains("NodeRestriction")
        : null;

    // The first resource that covers secrets decides; its first provider writes.
    private static string? FirstProvider(Document server)
    {
        foreach (var resource in server.Root["configuration"]["encryption"]["resources"].Items)
        {
            if (Lists(resource["resources"], "secrets") || Lists(resource["resources"], "*.") || Lists(resource["resources"], "*.*"))
            {
                foreach (var provider in resource["providers"][0].Fields)
                {
                    return provider.Key.ToString();
                }
            }
        }

        return null;
    }

    private static bool? ListensOpenly(Document engine)
    {
        if (!engine.Root["listeners"].Exists)
        {
            return null;
        }

        var asksForCertificate = engine.Root["settings"]["tlsverify"]["value"].Is("true") || engine.Root["configuration"]["tlsverify"].IsTrue;
        foreach (var listener in engine.Root["listeners"].Items)
        {
            if (listener.AsString() is { } address && address.StartsWith("tcp://", StringComparison.Ordinal) && !asksForCertificate && !IsLoopback(address))
            {
                return true;
            }
        }

        return false;
    }

    // Only what runs in the machine's own network reaches it there.
    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var listener) && listener.IsLoopback;

    private static bool Has(Document component, string flag) => component.Root["flags"][flag].AsString() is { Length: > 0 };

    private static bool Is(Document component, string flag, string value) => component.Root["flags"][flag].Is(value);

    private static string[] Flags(Document component, string flag) => (component.Root["flags"][flag].AsString() ?? "").Split(',');

    private static bool? Flag(Node value) => value.IsTrue ? true : value.IsFalse ? false : null;

    private static bool? Says(Node value, string word) => value.AsString() is { } text ? text == word : null;

    private static bool Lists(Node list, string word)
    {
        foreach (var item in list.Items)
        {
            if (item.Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
