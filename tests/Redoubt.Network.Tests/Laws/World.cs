using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Network.Tests.Laws;

/// <summary>A selector, as it is written.</summary>
public sealed record WorldSelector(Dictionary<string, string> Labels, (string Key, string Operator, string[] Values)[] Expressions)
{
    public object Json => new
    {
        matchLabels = Labels,
        matchExpressions = Expressions.Select(one => new Dictionary<string, object> { ["key"] = one.Key, ["operator"] = one.Operator, ["values"] = one.Values }).ToArray(),
    };
}

/// <summary>A block and its exceptions.</summary>
public sealed record WorldBlock(string Cidr, string[] Except);

/// <summary>A peer: pods by selectors, a block, networks, nodes, or a domain.</summary>
public sealed record WorldPeer
{
    public WorldSelector? Namespaces { get; init; }

    public WorldSelector? Pods { get; init; }

    public WorldBlock? Block { get; init; }

    public string[]? Networks { get; init; }

    public WorldSelector? Nodes { get; init; }

    public bool IsDomain { get; init; }
}

/// <summary>A port: a number, a range, a name, or all of a protocol.</summary>
public sealed record WorldPort(string? Protocol, int? Number, int? End, string? Name);

/// <summary>A rule; without peers it is about everybody, without ports for all.</summary>
public sealed record WorldRule(string Action, WorldPeer[] Peers, WorldPort[] Ports);

/// <summary>A policy of any kind.</summary>
public sealed record WorldPolicy(string Kind, string Namespace, string Name, int Priority, string Tier, WorldSelector Namespaces, WorldSelector Pods, WorldRule[]? Ingress, WorldRule[]? Egress);

/// <summary>A namespace.</summary>
public sealed record WorldNamespace(string Name, Dictionary<string, string> Labels);

/// <summary>A pod.</summary>
public sealed record WorldPod(string Namespace, string Name, Dictionary<string, string> Labels, (string Name, string Protocol, int Number)[] Ports, string[] Addresses, bool IsOnHost, string? Node);

/// <summary>A node.</summary>
public sealed record WorldNode(string Name, Dictionary<string, string> Labels, string[] Addresses);

/// <summary>A cluster and its policies, as a test made them up.</summary>
public sealed record World(WorldNamespace[] Namespaces, WorldPod[] Pods, WorldNode[] Nodes, WorldPolicy[] Policies)
{
    public Platform Platform => new PlatformBuilder { Scope = Scope.Whole }.AddRange(Documents).Build();

    public IReadOnlyList<Document> Documents => DocumentReader.Read("world.json", Text).Documents;

    /// <summary>The ends that packets go between, as they are named.</summary>
    public IEnumerable<string> Ends => Pods.Select(pod => $"{pod.Namespace}/{pod.Name}").Concat(Nodes.Select(node => $"node/{node.Name}")).Concat(WorldArbitrary.Addresses);

    public string Text => string.Join('\n', Namespaces.Select(Json).Concat(Pods.Select(Json)).Concat(Nodes.Select(Json)).Concat(Policies.Select(WorldJson.Of))
        .Select(json => $"---\n{JsonSerializer.Serialize(json)}"));

    public override string ToString() => Text;

    private static object Json(WorldNamespace ns) => new { apiVersion = "v1", kind = "Namespace", metadata = new { name = ns.Name, labels = ns.Labels } };

    private static object Json(WorldNode node) => new
    {
        apiVersion = "v1",
        kind = "Node",
        metadata = new { name = node.Name, labels = node.Labels },
        status = new { addresses = node.Addresses.Select(address => new { type = "InternalIP", address }).ToArray() },
    };

    private static object Json(WorldPod pod) => new
    {
        apiVersion = "v1",
        kind = "Pod",
        metadata = new { name = pod.Name, @namespace = pod.Namespace, labels = pod.Labels },
        spec = new
        {
            hostNetwork = pod.IsOnHost,
            nodeName = pod.Node,
            containers = new[] { new { name = "c", image = "i", ports = pod.Ports.Select(port => new { name = port.Name, protocol = port.Protocol, containerPort = port.Number }).ToArray() } },
        },
        status = new { podIPs = pod.Addresses.Select(ip => new { ip }).ToArray() },
    };
}
