using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Network.Enforcement;

/// <summary>Finds network plug-ins: by the images of DaemonSets on their hosts' networks, and by what was collected on nodes.</summary>
internal static class PluginFinder
{
    private static readonly GroupKind DaemonSet = new("apps", "DaemonSet");
    private static readonly GroupKind Component = new(EvidenceKinds.Group, EvidenceKinds.Component);
    private static readonly Known[] Table = Read();

    private static MissingEvidence Missing { get; } =
        new(MissingCode.Incomplete, "the network plug-in", "nothing that was given shows which it is, or whether it enforces policies")
        {
            Remedy = "scan the cluster with the DaemonSet of its plug-in, or collect a node",
            Command = "kubectl get daemonsets -A -o yaml",
        };

    public static PolicyEnforcement Find(Platform platform)
    {
        NetworkPlugin[] plugins = [.. OfDaemonSets(platform).Concat(OfComponents(platform)).DistinctBy(plugin => (plugin.Name, plugin.Document))];
        return new PolicyEnforcement(plugins, plugins.Length > 0 ? null : Missing);
    }

    /// <summary>Whether objects of a kind, other than those that run pods, show plug-ins.</summary>
    public static bool IsShownBy(GroupKind kind) => kind == Component;

    /// <summary>The reading of all plug-ins that enforce policies; not known where they differ or none is.</summary>
    public static BlockReading BlocksOf(PolicyEnforcement enforcement)
    {
        BlockReading[] readings = [.. enforcement.Plugins.Where(plugin => plugin.EnforcesPolicies != Match.No).Select(plugin => plugin.Blocks).Distinct()];
        return readings is [var only] ? only : BlockReading.Unknown;
    }

    // A plug-in works on the node itself: a workload that only has such an image is none.
    private static IEnumerable<NetworkPlugin> OfDaemonSets(Platform platform)
    {
        foreach (var document in platform.Of(DaemonSet))
        {
            if (!platform.TryGetWorkload(document, out var workload) || !workload.Spec["hostNetwork"].IsTrue)
            {
                continue;
            }

            foreach (var container in workload.Containers)
            {
                if (container.Image is { } image && Array.Find(Table, known => known.Images.Any(path => EndsWith(PathOf(image), path))) is { } known)
                {
                    yield return known.In(document, container.Node["image"]);
                }
            }
        }
    }

    private static IEnumerable<NetworkPlugin> OfComponents(Platform platform)
    {
        foreach (var document in platform.Of(Component))
        {
            if (Array.Find(Table, known => document.Root["name"].Is(known.Name)) is { } named)
            {
                yield return named.In(document, document.Root["name"]);
            }

            var configuration = document.Root["configuration"];
            foreach (var plugin in configuration["plugins"].Items)
            {
                if (Array.Find(Table, known => known.Types.Contains(plugin["type"].AsString())) is { } typed)
                {
                    yield return typed.In(document, plugin["type"]);
                }
            }
        }
    }

    // The path of an image without its tag and digest.
    private static string PathOf(string image)
    {
        var path = image.Split('@')[0];
        var colon = path.LastIndexOf(':');
        return colon > path.LastIndexOf('/') ? path[..colon] : path;
    }

    private static bool EndsWith(string path, string end) => path == end || path.EndsWith("/" + end, StringComparison.Ordinal);

    private static Known[] Read()
    {
        using var stream = typeof(PluginFinder).Assembly.GetManifestResourceStream("plugins.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => Known.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }

    private sealed record Known(string Name, string[] Images, string?[] Types, Match Policies, Match AdminTiers, BlockReading Blocks)
    {
        public static Known Of(string[] words) => new(
            words[0], words[1].Split(','), words[2].Split(','), MatchOf(words[3]), MatchOf(words[4]),
            words[5] switch { "pods" => BlockReading.NamesPods, "outside" => BlockReading.Outside, _ => BlockReading.Unknown });

        public NetworkPlugin In(Document document, Node at) => new(Name, document, at) { EnforcesPolicies = Policies, EnforcesAdminTiers = AdminTiers, Blocks = Blocks };

        private static Match MatchOf(string word) => word switch { "yes" => Match.Yes, "maybe" => Match.Maybe, _ => Match.No };
    }
}
