using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads a control from its file (design, section 4). The CEL texts are checked when the control is compiled.</summary>
internal static class ControlFile
{
    private static readonly string[] Fields =
    [
        "id", "replaces", "title", "layer", "theme", "severity", "exceptable", "for", "of", "kubernetes", "when", "each", "check", "at", "message", "context", "manual",
        "mechanism", "parameters", "weighs", "notExported", "why", "fix", "references", "examples",
    ];

    private static readonly string[] Standards = ["cis", "pss", "nsa", "mitre", "owasp", "docker", "nist", "kubernetes", "cis-docker", "cis-linux", "fact"];

    private static readonly string[] ContainerTypes = ["container", "init", "sidecar", "ephemeral"];

    /// <summary>The control; null when something that it cannot do without is wrong.</summary>
    public static Control? Read(string file, Node root, List<FilePlace> problems)
    {
        var before = problems.Count;
        var reader = new FieldReader(file, root, problems);
        reader.Only(Fields);
        var severities = SeverityField.Read(reader);
        var control = new Control
        {
            Id = Identity(reader),
            Replaces = Replaces(reader),
            Title = reader.Required("title"),
            Layer = Word<Layer>(reader, "layer", Names.TryLayer, Names.OfLayers),
            Theme = Word<Theme>(reader, "theme", Names.TryTheme, Names.OfThemes),
            Severity = severities.Count == 0 ? default : severities.Max(one => one.Is),
            IsExceptable = reader.Flag("exceptable", absent: true),
            Target = Target(reader),
            Rule = Rule(reader) with { Severities = severities.Count > 1 ? severities : [] },
            TextSource = Text(reader) is var text ? () => text : null!,
        };
        return problems.Count == before ? control : null;
    }

    private static string Identity(FieldReader reader)
    {
        var id = reader.Required("id");
        var slash = id.IndexOf('/');
        if (id.Length > 0 && (slash <= 0 || slash == id.Length - 1 || id.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/'))))
        {
            reader.Report(reader.Map["id"], $"`{id}` must be a layer, a slash and a name of lower-case letters, digits and `-`");
        }
        else if (id.Length > 0 && reader.Text("layer") is var layer && id[..slash] != layer)
        {
            reader.Report(reader.Map["id"], $"`{id}` must begin with its layer, `{layer}/`");
        }

        return id;
    }

    private static string Replaces(FieldReader reader)
    {
        var id = reader.Text("replaces");
        if (id.Length > 0 && id != reader.Text("id"))
        {
            reader.Report(reader.Map["replaces"], "a control takes the place of the one that has its id: `replaces` must be equal to `id`");
        }

        return id;
    }

    private delegate bool TryWord<T>(string word, out T value);

    private static T Word<T>(FieldReader reader, string field, TryWord<T> read, IReadOnlyList<string> known)
    {
        var word = reader.Required(field);
        if (!read(word, out var value) && word.Length > 0)
        {
            reader.Report(reader.Map[field], $"`{word}` is no {field}{Suggestion.Of(word, [.. known])}; one of {string.Join(", ", known)}");
        }

        return value;
    }

    private static ControlTarget Target(FieldReader reader)
    {
        var target = new ControlTarget(reader.Texts("for"), reader.Texts("of"), reader.Text("kubernetes"));
        if (target.For.Count == 0)
        {
            reader.Report(reader.Map, "`for` is missing: what does the control judge?");
        }

        foreach (var type in target.Of.Where(type => !ContainerTypes.Contains(type)))
        {
            reader.Report(reader.Map["of"], $"`{type}` is no type of container; one of {string.Join(", ", ContainerTypes)}");
        }

        if (!VersionRange.TryParse(target.Kubernetes, out _))
        {
            reader.Report(reader.Map["kubernetes"], $"`{target.Kubernetes}` is no range of versions, such as `>=1.19` or `>=1.19 <1.27`");
        }

        return target;
    }

    private static ControlRule Rule(FieldReader reader)
    {
        var rule = new ControlRule
        {
            When = reader.Text("when"),
            Each = reader.Text("each"),
            Check = reader.Text("check"),
            At = reader.Texts("at"),
            Message = reader.Text("message"),
            Context = reader.Text("context"),
            Manual = reader.Text("manual"),
            Mechanism = reader.Text("mechanism"),
            Parameters = Parameters(reader.Inner("parameters")),
        };
        if (rule.Check.Length == 0 == (rule.Manual.Length == 0))
        {
            reader.Report(reader.Map, "a control has either `check` or, for what only a person can judge, `manual`");
        }

        return rule;
    }

    private static ControlParameter[] Parameters(FieldReader reader)
    {
        var parameters = new List<ControlParameter>();
        foreach (var field in reader.Map.Fields)
        {
            var parameter = reader.Of(field);
            parameter.Only("type", "default", "say");
            parameters.Add(new ControlParameter(
                field.Key.ToString(), parameter.Required("type"), NodeJson.Text(field["default"]), parameter.Required("say")));
        }

        return [.. parameters];
    }

    private static ControlText Text(FieldReader reader)
    {
        var fix = reader.Inner("fix");
        fix.Only(["say", .. FixField.Names]);
        var references = reader.Inner("references");
        references.Only(Standards);
        return new ControlText
        {
            Why = reader.Required("why"),
            Fix = fix.Required("say"),
            Weighs = reader.Texts("weighs"),
            NotExported = reader.Text("notExported"),
            Edit = FixField.Read(fix),
            References = [.. References(references)],
            Examples = ControlExamples.Read(reader),
        };
    }

    private static List<(string Standard, IReadOnlyList<string> Items)> References(FieldReader reader)
    {
        var references = new List<(string, IReadOnlyList<string>)>();
        foreach (var field in reader.Map.Fields)
        {
            references.Add((field.Key.ToString(), reader.Texts(field.Key.ToString())));
        }

        return references;
    }

    internal static List<(string Name, string Json)> Pairs(FieldReader reader)
    {
        var pairs = new List<(string, string)>();
        foreach (var field in reader.Map.Fields)
        {
            pairs.Add((field.Key.ToString(), NodeJson.Text(field)));
        }

        return pairs;
    }
}
