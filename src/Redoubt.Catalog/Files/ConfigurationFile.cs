using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads <c>redoubt.yaml</c>.</summary>
internal static class ConfigurationFile
{
    private static readonly string[] Fields =
    [
        "kubernetes", "gate", "gateUnknown", "frameworks", "include", "exclude", "catalogs", "scope", "controls", "owners",
    ];

    public static Configuration Read(string file, Node root, List<FileProblem> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only(Fields);
        return new Configuration
        {
            Kubernetes = reader.Text("kubernetes"),
            Gate = Gate(reader),
            GateUnknown = reader.Flag("gateUnknown", absent: false),
            Frameworks = reader.Texts("frameworks"),
            Include = reader.Texts("include"),
            Exclude = reader.Texts("exclude"),
            Catalogs = reader.Texts("catalogs"),
            Scope = Scope(reader),
            Parameters = Parameters(reader.Inner("controls")),
            Owners = [.. Owners(reader)],
        };
    }

    private static Severity? Gate(FieldReader reader)
    {
        var word = reader.Text("gate");
        if (word.Length == 0)
        {
            return null;
        }

        if (!Names.TrySeverity(word, out var severity))
        {
            reader.Report(reader.Map["gate"], $"`{word}` is no severity; one of {string.Join(", ", Names.OfSeverities)}");
        }

        return severity;
    }

    private static string Scope(FieldReader reader)
    {
        var scope = reader.Text("scope");
        if (scope is not ("" or "whole" or "part"))
        {
            reader.Report(reader.Map["scope"], $"`{scope}` is no scope; `whole` or `part`");
        }

        return scope;
    }

    private static Dictionary<string, IReadOnlyList<(string Name, string Json)>> Parameters(FieldReader reader)
    {
        var parameters = new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal);
        foreach (var control in reader.Map.Fields)
        {
            parameters[control.Key.ToString()] = ControlFile.Pairs(reader.Of(control));
        }

        return parameters;
    }

    private static List<OwnerRule> Owners(FieldReader reader)
    {
        var owners = new List<OwnerRule>();
        foreach (var item in reader.Items("owners"))
        {
            var owner = reader.Of(item);
            owner.Only("team", "layer", "namespace", "path");
            owners.Add(new OwnerRule(owner.Required("team"), owner.Text("layer"), owner.Text("namespace"), owner.Text("path")));
        }

        return owners;
    }
}
