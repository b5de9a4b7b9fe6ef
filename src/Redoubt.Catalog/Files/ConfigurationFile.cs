using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads <c>redoubt.yaml</c>.</summary>
internal static class ConfigurationFile
{
    private static readonly string[] Fields =
    [
        "kubernetes", "gate", "gateUnknown", "frameworks", "include", "exclude", "catalogs", "scope", "bootstrap", "controls", "owners", "exceptions", "entries", "jewels", "needs", "ownImages",
    ];

    public static Configuration Read(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only(Fields);
        return new Configuration
        {
            Root = root,
            Kubernetes = Kubernetes(reader),
            Gate = Gate(reader),
            GateUnknown = reader.Flag("gateUnknown", absent: false),
            Frameworks = reader.Texts("frameworks"),
            Include = reader.Texts("include"),
            Exclude = reader.Texts("exclude"),
            Catalogs = reader.Texts("catalogs"),
            Scope = ReadScope(reader),
            Bootstrap = reader.Flag("bootstrap", absent: false),
            Parameters = Parameters(reader.Inner("controls")),
            Owners = OwnerField.Read(reader),
            Exceptions = ExceptionFile.Settings(file, reader),
            Names =
            [
                .. Used(file, NameRole.Framework, root["frameworks"]), .. Used(file, NameRole.Include, root["include"]), .. Used(file, NameRole.Exclude, root["exclude"]),
                .. UsedControls(file, root["controls"]),
            ],
        };
    }

    private static IEnumerable<ConfiguredName> Used(string file, NameRole role, Node value)
    {
        foreach (var name in value.Kind == NodeKind.List ? [.. value.Items] : new[] { value })
        {
            if (name.AsString() is { Length: > 0 } text)
            {
                yield return new ConfiguredName(role, text, new FilePlace(file, name.Line, name.Column, ""));
            }
        }
    }

    private static IEnumerable<ConfiguredName> UsedControls(string file, Node controls)
    {
        foreach (var control in controls.Fields)
        {
            var place = control.KeyPosition;
            yield return new ConfiguredName(NameRole.Control, control.Key.ToString(), new FilePlace(file, place.Line, place.Column, ""));
        }
    }

    private static string Kubernetes(FieldReader reader)
    {
        var text = reader.Text("kubernetes");
        if (text.Length > 0 && !(KubernetesVersion.TryParse(text, out var version) && version.Major == 1))
        {
            reader.Report(reader.Map["kubernetes"], $"`{text}` is no version of Kubernetes, such as `1.33`");
            return "";
        }

        return text;
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

    private static Scope? ReadScope(FieldReader reader)
    {
        switch (reader.Text("scope"))
        {
            case "whole":
                return Scope.Whole;
            case "part":
                return Scope.Part;
            case { Length: > 0 } scope:
                reader.Report(reader.Map["scope"], $"`{scope}` is no scope; `whole` or `part`");
                return null;
            default:
                return null;
        }
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
}
