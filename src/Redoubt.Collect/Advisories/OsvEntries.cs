using System.Globalization;
using System.Text.Json;

namespace Redoubt.Collect.Advisories;

/// <summary>Takes what entries of OSV say of Kubernetes' own components.</summary>
internal sealed class OsvEntries
{
    private const string Kubernetes = "k8s.io/kubernetes";

    // The module of Go in which a fault lies names the program that has it.
    private static readonly Dictionary<string, string> Components = new(StringComparer.Ordinal)
    {
        ["k8s.io/apiserver"] = "kube-apiserver",
        ["k8s.io/controller-manager"] = "kube-controller-manager",
        ["k8s.io/kube-controller-manager"] = "kube-controller-manager",
        ["k8s.io/kube-scheduler"] = "kube-scheduler",
        ["k8s.io/kubelet"] = "kubelet",
        ["k8s.io/kube-proxy"] = "kube-proxy",
    };

    private readonly SortedDictionary<(string Id, string Component), Advisory> _advisories = [];
    private readonly SortedSet<string> _passedOver = new(StringComparer.Ordinal);
    private string _newest = "";

    /// <summary>How many entries there were, taken or not.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an entry, a list of them, or an object with a list <c>vulns</c>.</summary>
    public void Add(JsonElement json)
    {
        var list = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("vulns", out var vulns) ? vulns : json;
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in list.EnumerateArray())
            {
                AddEntry(entry);
            }
        }
        else
        {
            AddEntry(list);
        }
    }

    /// <summary>All that was taken.</summary>
    public AdvisoryFeed ToFeed() => new([.. _advisories.Values], [.. _passedOver], _newest);

    private void AddEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "id") is not { Length: > 0 } id || !entry.TryGetProperty("affected", out var affected) || affected.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        Count++;
        if (Text(entry, "modified") is { } modified && string.CompareOrdinal(modified, _newest) > 0)
        {
            _newest = modified;
        }

        var summary = Text(entry, "summary") ?? "";
        // The feed has no field for the system.
        if (Text(entry, "withdrawn") is not null || summary.Contains("Windows", StringComparison.OrdinalIgnoreCase))
        {
            _passedOver.Add($"{id}: {(Text(entry, "withdrawn") is null ? "it is of Windows" : "it was withdrawn")}");
            return;
        }

        foreach (var part in affected.EnumerateArray())
        {
            AddPart(id, summary, part);
        }
    }

    private void AddPart(string id, string summary, JsonElement part)
    {
        var package = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("package", out var named) ? Text(named, "name") ?? "" : "";
        if (!Components.TryGetValue(package, out var component))
        {
            _passedOver.Add(package == Kubernetes ? $"{id}: the feed does not say of which component it is" : $"{id}: {(package.Length == 0 ? "it names no package" : $"{package} is no component that is judged")}");
            return;
        }

        var ranges = Ranges(part);
        if (ranges.Count == 0)
        {
            _passedOver.Add($"{id}: it names no range of versions of {component} that can be read");
            return;
        }

        var others = _advisories.TryGetValue((id, component), out var known) ? known.Ranges : [];
        _advisories[(id, component)] = new Advisory(id, component, summary, CvssScore.SeverityOf(Scores(part)), [.. others, .. ranges]);
    }

    private static IEnumerable<string> Scores(JsonElement part) =>
        part.TryGetProperty("severity", out var severities) && severities.ValueKind == JsonValueKind.Array ? severities.EnumerateArray().Select(severity => Text(severity, "score") ?? "") : [];

    // OSV's events of a range: each `introduced` is ended by the next `fixed`, or by `last_affected`, which has it still.
    private static List<AffectedRange> Ranges(JsonElement part)
    {
        var found = new List<AffectedRange>();
        if (!part.TryGetProperty("ranges", out var ranges) || ranges.ValueKind != JsonValueKind.Array)
        {
            return found;
        }

        foreach (var range in ranges.EnumerateArray().Where(range => Text(range, "type") is "SEMVER" or "ECOSYSTEM" && range.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array))
        {
            (int, int)? from = null;
            foreach (var happened in range.GetProperty("events").EnumerateArray())
            {
                if (Version(happened, "introduced") is { } introduced)
                {
                    from = introduced;
                }
                else if (from is { } begin && (Version(happened, "fixed") ?? After(Version(happened, "last_affected"))) is { } until)
                {
                    found.Add(new AffectedRange(begin, until));
                    from = null;
                }
            }

            if (from is { } open)
            {
                found.Add(new AffectedRange(open, null));
            }
        }

        return found;
    }

    private static (int Minor, int Patch)? After((int Minor, int Patch)? last) => last is { } version ? (version.Minor, version.Patch + 1) : null;

    private static (int Minor, int Patch)? Version(JsonElement happened, string name)
    {
        if (Text(happened, name)?.TrimStart('v') is not { } text)
        {
            return null;
        }

        // A release candidate is before its release: what it mends is not mended in it.
        var words = text.Split('-', '+')[0].Split('.');
        return text == "0" ? (0, 0)
            : words is ["1", var minor, var patch] && Number(minor) is { } first && Number(patch) is { } second ? (first, second)
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1000 ? number : null;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
