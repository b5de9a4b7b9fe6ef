using Redoubt.Attack.Fixes;
using Redoubt.Attack.Model;
using Redoubt.Attack.Rights;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Attack.Techniques;

/// <summary>Reads the files of <c>techniques/</c>, and <c>mechanisms.yaml</c>.</summary>
internal static class TechniqueFile
{
    /// <summary>Reads a technique.</summary>
    public static Technique Read(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("technique", "title", "over", "needs", "gives", "when", "stops", "assumes", "of", "attack", "seen", "how", "ends", "mends", "see", "example");
        return new Technique
        {
            Name = reader.Required("technique"),
            Title = reader.Required("title"),
            Over = Relation(reader),
            Needs = Patterns(reader, "needs"),
            Gives = Patterns(reader, "gives"),
            When = reader.Text("when"),
            Stops = [.. Stops(reader)],
            Assumes = reader.Text("assumes"),
            AssumesOf = reader.Text("of") is { Length: > 0 } of ? PatternOf(reader, of) : null,
            Attack = reader.Text("attack"),
            SeenBy = reader.Text("seen"),
            How = reader.Required("how"),
            Ends = reader.Required("ends"),
            Mends = Mends(reader),
            See = reader.Text("see"),
            Example = reader.Map["example"].Exists ? Example(reader.Of(reader.Map["example"])) : null,
        };
    }

    private static TechniqueExample Example(FieldReader reader)
    {
        reader.Only("holds", "gives", "manifests", "unseen", "ownImages");
        return new TechniqueExample(reader.Texts("holds"), reader.Required("gives"), reader.Required("manifests")) { Unseen = reader.Text("unseen"), OwnImages = reader.Texts("ownImages") };
    }

    /// <summary>Reads the derived facts that techniques use.</summary>
    public static IEnumerable<Fact> Facts(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("facts");
        foreach (var item in reader.Items("facts"))
        {
            var fact = reader.Of(item);
            fact.Only("define", "is", "say");
            yield return new Fact(fact.Required("define"), fact.Required("is"), [], fact.Required("say"));
        }
    }

    /// <summary>Reads the closed list of mechanisms.</summary>
    public static IEnumerable<Mechanism> Mechanisms(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("mechanisms");
        foreach (var item in reader.Items("mechanisms"))
        {
            var one = reader.Of(item);
            one.Only("name", "layer", "one", "partial", "base", "sees", "as", "say");
            var scope = one.Required("one") switch
            {
                "image" => FailureScope.Image,
                "engine" => FailureScope.Engine,
                _ => FailureScope.Platform,
            };
            var name = one.Required("name");
            yield return new Mechanism(name, one.Required("layer"), scope, one.Required("say"))
            {
                IsPartial = one.Flag("partial", absent: false),
                IsBase = one.Flag("base", absent: false),
                IsDetection = one.Flag("sees", absent: false),
                FailsAs = one.Text("as") is { Length: > 0 } other ? other : name,
            };
        }
    }

    /// <summary>Reads the rights that matter.</summary>
    public static IEnumerable<Right> Rights(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("rights");
        foreach (var item in reader.Items("rights"))
        {
            var right = reader.Of(item);
            right.Only("name", "verbs", "resources");
            yield return new Right(right.Required("name"), right.Texts("verbs"), [.. right.Texts("resources").Select(Resource.Parse)]);
        }
    }

    private static string Relation(FieldReader reader)
    {
        var name = reader.Required("over");
        if (name.Length > 0 && Relations.Relation.Find(name) is null)
        {
            reader.Report(reader.Map["over"], $"`{name}` is no relation{Suggestion.Of(name, [.. Relations.Relation.All.Select(one => one.Name)])}");
        }

        return name;
    }

    private static string[] Mends(FieldReader reader)
    {
        var names = reader.Texts("mends");
        foreach (var unknown in names.Where(name => FixKind.Find(name) is null))
        {
            reader.Report(reader.Map["mends"], $"`{unknown}` is no fix{Suggestion.Of(unknown, [.. FixKind.All.Select(one => one.Name)])}");
        }

        return names;
    }

    private static IEnumerable<Stop> Stops(FieldReader reader)
    {
        foreach (var item in reader.Items("stops"))
        {
            var stop = reader.Of(item);
            stop.Only("mechanism", "at", "of", "if", "refusing", "fix");
            var of = stop.Text("of") is { Length: > 0 } text ? PatternOf(stop, text) : null;
            yield return new Stop(stop.Required("mechanism"), PatternOf(stop, stop.Required("at")), of, stop.Text("if"), stop.Text("refusing"), stop.Text("fix"));
        }
    }

    private static List<Pattern> Patterns(FieldReader reader, string name) => [.. reader.Texts(name).Select(text => PatternOf(reader, text))];

    private static Pattern PatternOf(FieldReader reader, string text)
    {
        var pattern = Pattern.Read(text, out var objection);
        if (objection.Length > 0)
        {
            reader.Report(reader.Map, objection);
        }

        return pattern;
    }
}
