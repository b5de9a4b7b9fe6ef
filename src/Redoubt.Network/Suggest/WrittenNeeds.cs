using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Network.Suggest;

/// <summary>What the manifests of pods show that they ask: addresses in environment, arguments and ConfigMaps. Secrets are not looked into.</summary>
internal sealed class WrittenNeeds(Reachability reachability, NeedList needs)
{
    private static readonly GroupKind ConfigMap = new("", "ConfigMap");

    private readonly PlaceNeeds _places = new(reachability, needs);
    private readonly Dictionary<Document, List<(WrittenAddress Address, Node At)>> _read = [];

    public PlaceNeeds Places => _places;

    public void Add(PolicySubject subject)
    {
        var from = new NeedPeer.Workload(subject.Name);
        foreach (var document in subject.Ends.Select(end => end.Document).OfType<Document>().DistinctBy(document => reachability.Platform.TopOwner(document)))
        {
            if (reachability.Platform.TryGetWorkload(document, out var workload))
            {
                Add(from, workload);
            }
        }
    }

    private void Add(NeedPeer from, Workload workload)
    {
        var document = workload.Document;
        foreach (var container in workload.Containers)
        {
            Environment(from, document, container);
            foreach (var field in (string[])["command", "args"])
            {
                var before = "";
                foreach (var item in container.Node[field].Items)
                {
                    if (item.AsString() is { } text)
                    {
                        Text(from, document, item, text, before, $"`{field}` of container {container.Name}");
                        before = text;
                    }
                }
            }
        }

        foreach (var volume in workload.Spec["volumes"].Items)
        {
            File(from, document, volume["configMap"]["name"]);
            foreach (var source in volume["projected"]["sources"].Items)
            {
                File(from, document, source["configMap"]["name"]);
            }
        }
    }

    private void Environment(NeedPeer from, Document document, Container container)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in container.Node["env"].Items)
        {
            var name = item["name"].AsString() ?? "";
            if (item["value"].AsString() is { } value)
            {
                values[name] = value = Expanded(value, values);
                Text(from, document, item["value"], value, name, $"environment {name} of container {container.Name}");
            }

            var source = item["valueFrom"];
            if (source["configMapKeyRef"]["key"].AsString() is { } key && Map(document, source["configMapKeyRef"]["name"]) is { } map && map.Root["data"][key].AsString() is { } kept)
            {
                values[name] = kept;
                Text(from, map, map.Root["data"][key], kept, name, $"ConfigMap/{map.Namespace}/{map.Name}, `{key}`");
            }

            Secret(from, source["secretKeyRef"]["name"]);
        }

        foreach (var item in container.Node["envFrom"].Items)
        {
            File(from, document, item["configMapRef"]["name"]);
            Secret(from, item["secretRef"]["name"]);
        }
    }

    // $(NAME), as the kubelet fills it in: once, from what stands before.
    private static string Expanded(string value, Dictionary<string, string> values)
    {
        if (!value.Contains("$(", StringComparison.Ordinal))
        {
            return value;
        }

        foreach (var (name, filled) in values)
        {
            value = value.Length < NetworkLimits.WrittenText ? value.Replace($"$({name})", filled, StringComparison.Ordinal) : value;
        }

        return value;
    }

    private void Text(NeedPeer from, Document document, Node at, string text, string key, string where)
    {
        foreach (var written in text.Length <= NetworkLimits.WrittenText ? WrittenAddress.In(text, key) : TooLong(from, where))
        {
            _places.Add(from, document.Namespace, written, (where, $"{document.PlaceOf(at)}"), opensOutside: true);
        }
    }

    private List<WrittenAddress> TooLong(NeedPeer from, string where)
    {
        needs.Say($"{where} of {from} is too long to be looked into");
        return [];
    }

    private Document? Map(Document document, Node name) =>
        name.AsString() is { } text && reachability.Platform.Find(new ObjectKey(ConfigMap, document.Namespace, text)) is [{ } first, ..] ? first : null;

    // Each ConfigMap is read once, whoever mounts it.
    private void File(NeedPeer from, Document document, Node name)
    {
        if (Map(document, name) is not { } map)
        {
            if (name.AsString() is { } missing)
            {
                needs.Say($"ConfigMap/{document.Namespace}/{missing} is not here: what {from} asks by it is not known");
            }

            return;
        }

        if (!_read.TryGetValue(map, out var found))
        {
            _read.Add(map, found = [.. Lines(map)]);
        }

        foreach (var (written, at) in found)
        {
            _places.Add(from, map.Namespace, written, ($"ConfigMap/{map.Namespace}/{map.Name}, `{at.Key}`", $"{map.PlaceOf(at)}"), opensOutside: false);
        }
    }

    private IEnumerable<(WrittenAddress, Node)> Lines(Document map)
    {
        foreach (var entry in map.Root["data"].Fields)
        {
            if (entry.AsString() is not { } text)
            {
                continue;
            }

            if (text.Length > NetworkLimits.WrittenText)
            {
                needs.Say($"ConfigMap/{map.Namespace}/{map.Name}, `{entry.Key}`, is too long to be looked into");
                continue;
            }

            foreach (var line in text.Split('\n'))
            {
                var start = line.AsSpan().TrimStart();
                var isComment = start.StartsWith("#") || start.StartsWith("//") || start.StartsWith(";");
                foreach (var written in isComment ? [] : WrittenAddress.In(line, entry.Key.ToString()))
                {
                    yield return (written, entry);
                }
            }
        }
    }

    private void Secret(NeedPeer from, Node name)
    {
        if (name.AsString() is { } text)
        {
            needs.Say($"{from} has environment from Secret {text}, and Secrets are not looked into: an address in it is not known");
        }
    }
}
