using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>What the kubelet starts from its directory, and how a component's manifest differs from what runs.</summary>
internal static class StaticPodFacts
{
    /// <summary>Fills <c>staticPods</c> of the kubelet, <c>differences</c> of the others.</summary>
    public static void Collect(ComponentSight sight, Layout layout, StaticPods pods)
    {
        if (sight.Name == "kubelet")
        {
            AddPods(sight, layout, pods);
        }

        if (sight.Found is { How: "process", Manifest: null } && layout.Of(sight.Name, "manifest") is not null && pods.Unknown is { } reason)
        {
            sight.Draft.Unknown("differences", reason);
        }

        if (sight.Found is { How: "process", Manifest: { } manifest })
        {
            sight.Draft.Facts["differences"] = EvidenceDraft.Texts(Differences(sight, manifest));
        }
    }

    private static void AddPods(ComponentSight sight, Layout layout, StaticPods pods)
    {
        var usual = ComponentFacts.All.Select(facts => pods.Of(facts.Name, layout.Of(facts.Name, "manifest"))?.File).OfType<string>().ToHashSet();
        sight.Draft.Facts["staticPods"] = new JsonArray([.. pods.Files.Select(file => (JsonNode)new JsonObject
        {
            ["component"] = pods.All.FirstOrDefault(pod => pod.File == file)?.Component ?? "",
            ["file"] = file,
            ["isUsual"] = usual.Contains(file),
        })]);
        if (pods.Unknown is { } reason)
        {
            sight.Draft.Unknown("staticPods", reason);
        }
    }

    // The names of flags only: what they are set to stands in the manifest.
    private static IEnumerable<string> Differences(ComponentSight sight, StaticPod manifest)
    {
        var written = FlagReader.Read(sight.Found.Facts, manifest.Arguments).ToLookup(flag => flag.Name, flag => flag.Value.Text);
        var running = sight.Resolver.Flags.ToLookup(flag => flag.Name, flag => flag.Value.Text);
        return written.Select(flag => flag.Key).Concat(running.Select(flag => flag.Key)).Distinct().Order(StringComparer.Ordinal)
            .Where(name => !written[name].SequenceEqual(running[name]));
    }
}
