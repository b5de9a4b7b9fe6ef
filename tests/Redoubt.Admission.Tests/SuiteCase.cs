using System.Text.Json.Nodes;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Admission.Tests.KubernetesCel;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Tests;

/// <summary>One policy of the suite with its resources and what is expected of it.</summary>
internal sealed class SuiteCase
{
    private readonly string _folder;
    private readonly IReadOnlyList<ApiResource> _kinds;
    private readonly Node _context;

    public SuiteCase(string folder, IReadOnlyList<ApiResource> kinds)
    {
        _folder = folder;
        _kinds = kinds;
        Name = Path.GetFileName(folder);
        Kind = Path.GetFileName(Path.GetDirectoryName(folder)!);
        _context = File.Exists(PathOf("context.yaml")) ? ValueReader.Read("context.yaml", File.ReadAllText(PathOf("context.yaml")), [])[0] : default;
    }

    public string Name { get; }

    public string Kind { get; }

    /// <summary>The lines of a table of the case, each by its column's name; none if there is no such table.</summary>
    public IEnumerable<Dictionary<string, string>> Lines(string file) => File.Exists(PathOf(file)) ? Csv.Read(PathOf(file)) : [];

    public IReadOnlyList<Document> Documents(string file) =>
        File.Exists(PathOf(file)) ? DocumentReader.Read(file, File.ReadAllBytes(PathOf(file))).Documents : [];

    public AdmissionJudge Judge(string policies, string resources)
    {
        var documents = Documents(resources);
        return new AdmissionJudge(PolicySet.Read(Documents(policies)), Evidence(documents), minor: 37);
    }

    public AdmissionEvidence Evidence(IReadOnlyList<Document> documents) => new()
    {
        Resources = new ApiResources(documents, 37, _kinds),
        Platform = new PlatformBuilder().AddRange(documents).Build(),
        IsComplete = true,
    };

    /// <summary>The request as the test runner makes it.</summary>
    public AdmissionRequest Request(Document document, string operation, Document? old, AdmissionEvidence evidence)
    {
        var namespaces = new Dictionary<string, Node>();
        foreach (var ns in _context["namespaces"].Items)
        {
            namespaces[ns["metadata"]["name"].AsString()!] = ns;
        }

        var request = AdmissionRequest.For(document, operation, evidence.Resources, namespaces) with
        {
            AssumesBareNamespace = true,
            User = new AdmissionUser
            {
                Name = _context["userInfo"]["username"].AsString() ?? "",
                Groups = [.. Texts(_context["userInfo"]["groups"])],
                ClusterRoles = [.. Texts(_context["userInfo"]["clusterRoles"])],
            },
        };
        return old is null ? request : request with { OldObject = old.Root };
    }

    /// <summary>The operation of a line of <c>expected.csv</c>, which the context may change.</summary>
    public string Operation(string policy, string name)
    {
        foreach (var request in _context["requests"].Items)
        {
            if (request["policy"].Is(policy) && request["name"].Is(name) && request["honouredByKyverno"].IsTrue)
            {
                return request["operation"].AsString()!;
            }
        }

        return _context["operation"].AsString() ?? "CREATE";
    }

    /// <summary>The text of a patched object, written so that equal objects have equal text.</summary>
    public string Patched(string reference, AdmissionEvidence evidence)
    {
        var (file, index) = (reference[..reference.IndexOf('#', StringComparison.Ordinal)], int.Parse(reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..]));
        var document = Documents(file)[index];
        return Canonical.Of(ServerMetadata.Without(RequestValues.Of(
            Request(document, "CREATE", null, evidence), evidence.Resources.Of(document, out _), PolicyDialect.Kubernetes, evidence.Values, 37, isMutating: true).Object));
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static List<string> Texts(Node list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            texts.Add(NodeJson.Scalar(item));
        }

        return texts;
    }
}

/// <summary>An object as text: null, empty maps and empty lists are left out, fields are sorted.</summary>
internal static class Canonical
{
    public static string Of(CelValue value) => Write(PlainValue.Of(value)) ?? "{}";

    private static string? Write(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Null:
                return null;
            case CelKind.Map:
                var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
                foreach (var key in value.Items)
                {
                    if (Write(value.Field(key)) is { } text)
                    {
                        fields[key.AsString()] = text;
                    }
                }

                return fields.Count == 0 ? null : $"{{{string.Join(',', fields.Select(field => $"{field.Key}:{field.Value}"))}}}";
            case CelKind.List:
                var items = new List<string>();
                foreach (var item in value.Items)
                {
                    if (Write(item) is { } text)
                    {
                        items.Add(text);
                    }
                }

                return items.Count == 0 ? null : $"[{string.Join(',', items)}]";
            default:
                return value.ToString();
        }
    }
}

/// <summary>What is stored when a file is applied over an object: the upstream tests send a merge patch (RFC 7386).</summary>
internal static class Merged
{
    public static Document Of(Document stored, Document applied)
    {
        var merged = JsonNode.Parse(NodeJson.Text(stored.Root))!.AsObject();
        Into(merged, JsonNode.Parse(NodeJson.Text(applied.Root))!.AsObject());
        return DocumentReader.Read(applied.Origin.File, merged.ToJsonString()).Documents[0];
    }

    private static void Into(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch.ToArray())
        {
            patch.Remove(name);
            if (value is JsonObject inner && target[name] is JsonObject below)
            {
                Into(below, inner);
            }
            else
            {
                target[name] = value;
            }
        }
    }
}

/// <summary>Tables of comma-separated values with a line of names, as RFC 4180 has them.</summary>
internal static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = Cells(lines[0]);
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var cells = Cells(line);
            yield return names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                cell.Append(line[at++]);
            }
            else if (line[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[at] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[at]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
