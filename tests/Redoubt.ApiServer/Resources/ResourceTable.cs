using System.Text.Json.Nodes;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Resources;

/// <summary>What is served: the built-in resources of <c>resources.txt</c>, and those that the definitions in the store add.</summary>
internal sealed class ResourceTable(Store store)
{
    public const string Definitions = "customresourcedefinitions";
    public const string DefinitionGroup = "apiextensions.k8s.io";

    private static readonly string[] CustomVerbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
    private static readonly ApiResource[] BuiltIn = Read();

    private (long Version, ApiResource[] All) _custom = (-1, []);

    /// <summary>All resources, in the order of discovery.</summary>
    public IEnumerable<ApiResource> All => [.. BuiltIn, .. Custom()];

    /// <summary>A resource by its names; null if there is none.</summary>
    public ApiResource? Find(string group, string version, string name, string subresource) =>
        All.FirstOrDefault(one => one.Group == group && one.Version == version && one.Name == name && one.Subresource == subresource);

    private ApiResource[] Custom()
    {
        var version = store.Version;
        if (_custom.Version != version)
        {
            _custom = (version, [.. store.List(DefinitionGroup, Definitions, "", version).SelectMany(one => Of(one.Value))]);
        }

        return _custom.All;
    }

    private static IEnumerable<ApiResource> Of(JsonObject definition)
    {
        var (spec, names) = (definition["spec"]!, definition["spec"]!["names"]!);
        string[] List(string field) => names[field] is JsonArray list ? [.. list.Select(one => (string)one!)] : [];
        var stored = spec["versions"]!.AsArray().FirstOrDefault(one => (bool?)one!["storage"] == true)?["name"];
        foreach (var version in spec["versions"]!.AsArray().OfType<JsonObject>().Where(one => (bool?)one["served"] == true))
        {
            var main = new ApiResource(
                (string)spec["group"]!, (string)version["name"]!, (string)names["plural"]!, "", (string)names["kind"]!, (string?)spec["scope"] == "Namespaced", CustomVerbs)
            {
                Singular = (string?)names["singular"] ?? ((string)names["kind"]!).ToLowerInvariant(),
                ShortNames = List("shortNames"),
                Categories = List("categories"),
                Custom = version,
                Definition = definition,
                StorageVersion = (string?)stored ?? "",
            };
            yield return main;
            if (version["subresources"]?["status"] is not null)
            {
                yield return main with { Subresource = "status", Verbs = ["get", "patch", "update"] };
            }

            if (version["subresources"]?["scale"] is not null)
            {
                yield return main with { Subresource = "scale", Kind = "Scale", KindApiVersion = "autoscaling/v1", Verbs = ["get", "patch", "update"] };
            }
        }
    }

    private static ApiResource[] Read()
    {
        using var reader = new StreamReader(typeof(ResourceTable).Assembly.GetManifestResourceStream("resources.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(Line)];
    }

    private static ApiResource Line(string line)
    {
        var words = line.Split(' ');
        var (name, kind) = (words[2].Split('/'), words[3].Split('/'));
        string[] More(string what) => words.FirstOrDefault(word => word.StartsWith(what + "=", StringComparison.Ordinal)) is { } found ? found[(what.Length + 1)..].Split(',') : [];
        return new ApiResource(words[0] == "-" ? "" : words[0], words[1], name[0], name.Length > 1 ? name[1] : "", kind[^1], words[4] == "N", words[5].Split(','))
        {
            KindApiVersion = kind.Length == 1 ? null : kind[0] == "-" ? kind[1] : $"{kind[0]}/{kind[1]}",
            Singular = More("singular").FirstOrDefault(""),
            ShortNames = More("short"),
            Categories = More("categories"),
        };
    }
}
