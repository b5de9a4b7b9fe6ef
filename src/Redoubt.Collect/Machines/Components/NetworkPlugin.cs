using System.Text.Json.Nodes;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// The network plug-in of a node, by the configuration that its engine takes: of a directory the file whose name comes first (containernetworking/cni, libcni). Whether it
/// enforces policies follows from which it is; whether it encrypts between nodes only its own objects in the cluster say.
/// </summary>
internal static class NetworkPlugin
{
    // The programs that a plug-in's configuration names, and what people call the plug-in.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["calico"] = "calico",
        ["cilium-cni"] = "cilium",
        ["flannel"] = "flannel",
        ["weave-net"] = "weave",
        ["antrea"] = "antrea",
        ["kube-router"] = "kube-router",
        ["ovn-k8s-cni-overlay"] = "ovn-kubernetes",
        ["aws-cni"] = "aws-vpc-cni",
        ["azure-vnet"] = "azure-cni",
        ["kindnet"] = "kindnet",
    };

    /// <summary>Its document; null where no configuration is there.</summary>
    public static EvidenceDraft? Collect(Machine machine, Layout layout)
    {
        foreach (var directory in layout.Cni)
        {
            var names = machine.Root.Names(directory);
            var file = (names.Value ?? []).FirstOrDefault(name => name.EndsWith(".conf", StringComparison.Ordinal) || name.EndsWith(".conflist", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));
            if (file is not null || names.Reason is not null)
            {
                return Document(machine, layout, file is null ? null : $"{directory}/{file}", names.Reason);
            }
        }
        return null;
    }

    private static EvidenceDraft Document(Machine machine, Layout layout, string? file, string? reason)
    {
        var draft = new EvidenceDraft("Component", $"network-plugin-{machine.Name}");
        draft.Facts["distribution"] = layout.Name;
        draft.Facts["foundBy"] = "file";
        draft.Facts["host"] = machine.Name;
        var problems = new List<FilePlace>();
        var text = file is null ? Seen<string>.Unknown(reason!) : machine.Root.Text(file);
        var documents = text.Found(out var found) ? ValueReader.Read(file!, found, problems) : [];
        if (documents is not [var root] || problems.Count > 0)
        {
            draft.Unknown("name", problems.Count > 0 ? problems[0].ToString() : $"{file ?? "the configuration of the network plug-in"}: {text.WhyNot}");
            return draft;
        }

        string[] types = [.. (root["plugins"].HasValue ? root["plugins"].AllItems() : [root]).Select(plugin => plugin["type"].AsString()).OfType<string>()];
        draft.Facts["configuration"] = new JsonObject { ["file"] = file, ["name"] = root["name"].AsString(), ["plugins"] = EvidenceDraft.Texts(types) };
        draft.Facts["name"] = types.Append(root["name"].AsString() ?? "").Select(type => Names.GetValueOrDefault(type)).FirstOrDefault(name => name is not null) ?? types.FirstOrDefault();
        if (draft.Facts["name"] is null)
        {
            draft.Unknown("name", $"{file}: it names no plug-in");
        }

        return draft;
    }
}
