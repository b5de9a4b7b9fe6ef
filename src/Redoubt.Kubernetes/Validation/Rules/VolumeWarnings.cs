using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Files of one volume that come to the same path, or to a path that is another one's folder: of which wins an API server says nothing but a warning.</summary>
internal static class VolumeWarnings
{
    // Of a path that is deeper, the folders near the root are looked at.
    private const int DeepestFolder = 64;

    private static readonly (string Field, string Kind, string Source)[] Filled =
        [("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName"), ("downwardAPI", "DownwardAPI", "")];

    private static readonly string[] CertificatePaths = ["credentialBundlePath", "keyPath", "certificateChainPath"];

    /// <summary>Warns of a volume of a pod.</summary>
    public static void Apply(Node volume, Faults faults)
    {
        foreach (var (field, kind, source) in Filled)
        {
            var at = volume[field];
            if (at["items"].Count < 2)
            {
                continue;
            }

            var overlaps = new List<string>();
            var seen = new Paths();
            foreach (var item in at["items"].Items)
            {
                overlaps.AddRange(seen.Add(item["path"].AsString() ?? "", ""));
            }

            if (overlaps.Count > 0)
            {
                var of = source.Length == 0 ? kind : $"{kind} \"{at[source].AsString()}\"";
                faults.Warn(new Spot(faults.Root, "", volume), $"volume \"{volume["name"].AsString()}\" ({of}): overlapping paths: {string.Join(", ", overlaps.Take(Faults.Most))}");
            }
        }

        if (volume["projected"] is { Exists: true } projected)
        {
            Projected(projected, volume["name"].AsString() ?? "", faults);
        }
    }

    private static void Projected(Node projected, string name, Faults faults)
    {
        var seen = new Paths();
        foreach (var source in projected["sources"].Items)
        {
            if (source.Count == 0)
            {
                faults.Warn(new Spot(faults.Root, "", source), $"volume \"{name}\" (Projected) has no sources provided");
            }

            foreach (var (path, of) in Of(source))
            {
                foreach (var overlap in seen.Add(path.TrimEnd('/'), of))
                {
                    faults.Warn(new Spot(faults.Root, "", source), $"volume \"{name}\" (Projected): overlapping paths: {overlap}");
                }
            }
        }
    }

    private static IEnumerable<(string Path, string Of)> Of(Node source)
    {
        foreach (var (field, kind, _) in Filled)
        {
            var of = field == "downwardAPI" ? kind : $"{kind} \"{source[field]["name"].AsString()}\"";
            foreach (var item in PodRules.Items(source[field]["items"]))
            {
                yield return (item["path"].AsString() ?? "", of);
            }
        }

        if (source["serviceAccountToken"] is { Exists: true } token)
        {
            yield return (token["path"].AsString() ?? "", "ServiceAccountToken");
        }

        if (source["clusterTrustBundle"] is { Exists: true } bundle)
        {
            yield return (bundle["path"].AsString() ?? "", $"ClusterTrustBundle \"{bundle["name"].AsString() ?? bundle["signerName"].AsString()}\"");
        }

        foreach (var field in CertificatePaths)
        {
            if (source["podCertificate"][field].AsString() is { Length: > 0 } path)
            {
                yield return (path, "PodCertificate");
            }
        }
    }

    // The first that came to a path, and the first that came below a folder, tell enough: each overlap is told with one other.
    private sealed class Paths
    {
        private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

        public IEnumerable<string> Add(string path, string of)
        {
            var shown = of.Length == 0 ? $"\"{path}\"" : $"\"{path}\" ({of})";
            if ((_files.TryGetValue(path, out var other) ? other : _folders.GetValueOrDefault(path) ?? Above(path)) is { } first)
            {
                yield return $"{shown} with {first}";
            }

            _files.TryAdd(path, shown);
            foreach (var folder in Folders(path))
            {
                _folders.TryAdd(folder, shown);
            }
        }

        private string? Above(string path) => Folders(path).Select(folder => _files.GetValueOrDefault(folder)).FirstOrDefault(found => found is not null);

        private static IEnumerable<string> Folders(string path)
        {
            var depth = 0;
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0 && depth < DeepestFolder; slash = path.IndexOf('/', slash + 1), depth++)
            {
                yield return path[..slash];
            }
        }
    }
}
