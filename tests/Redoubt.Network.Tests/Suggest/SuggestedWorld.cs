using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.Suggest;

/// <summary>Reads suggested policies for the slow oracle: by their text, without the engine.</summary>
internal static class SuggestedWorld
{
    public static WorldPolicy[] Policies(string manifests)
    {
        var read = DocumentReader.Read("suggested.yaml", manifests);
        Assert.Empty(read.Problems);
        return [.. read.Documents.Select(Policy)];
    }

    private static WorldPolicy Policy(Document document)
    {
        var spec = document.Root["spec"];
        Assert.Equal("NetworkPolicy", document.Kind);
        return new WorldPolicy("NetworkPolicy", document.Namespace, document.Name, 0, "", new([], []), Selector(spec["podSelector"])!, Rules(spec["ingress"], "from"), Rules(spec["egress"], "to"));
    }

    private static WorldRule[] Rules(Node list, string side)
    {
        var rules = new List<WorldRule>();
        foreach (var item in list.Items)
        {
            rules.Add(new WorldRule("Allow", Peers(item[side]), Ports(item["ports"])));
        }

        return [.. rules];
    }

    private static WorldPeer[] Peers(Node list)
    {
        var peers = new List<WorldPeer>();
        foreach (var item in list.Items)
        {
            peers.Add(item["ipBlock"].Exists
                ? new WorldPeer { Block = new WorldBlock(item["ipBlock"]["cidr"].AsString()!, Texts(item["ipBlock"]["except"])) }
                : new WorldPeer { Namespaces = Selector(item["namespaceSelector"]), Pods = Selector(item["podSelector"]) });
        }

        return [.. peers];
    }

    private static WorldPort[] Ports(Node list)
    {
        var ports = new List<WorldPort>();
        foreach (var item in list.Items)
        {
            ports.Add(new WorldPort(item["protocol"].AsString(), item["port"].HasValue ? (int)item["port"].Int : null, item["endPort"].HasValue ? (int)item["endPort"].Int : null, null));
        }

        return [.. ports];
    }

    private static WorldSelector? Selector(Node selector)
    {
        if (!selector.Exists)
        {
            return null;
        }

        var labels = new Dictionary<string, string>();
        foreach (var label in selector["matchLabels"].Fields)
        {
            labels.Add(label.Key.ToString(), label.AsString()!);
        }

        return new WorldSelector(labels, []);
    }

    private static string[] Texts(Node list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            texts.Add(item.AsString()!);
        }

        return [.. texts];
    }
}
