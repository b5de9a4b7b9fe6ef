using System.Globalization;
using System.Text.Json.Nodes;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>One example of a control, asked with a path declared unknown and with everything that could stand there.</summary>
internal sealed class UnknownQuestion
{
    private const int MostValues = 12;
    private const string NotApplicable = "not applicable";

    private static readonly string[] OneOfEachType = ["true", "false", "0", "7", "\"\"", "\"text\"", "[]", "{}", "[\"text\"]", "{\"name\": \"text\"}"];

    private readonly ControlExample _example;
    private readonly JsonNode[] _documents;
    private readonly HashSet<string> _fields;
    private readonly PlatformJudge _judge;

    public UnknownQuestion(Control control, ControlExample example)
    {
        _example = example;
        _documents = ManifestMutations.Documents(example.Manifests);
        _fields = [.. control.Text.Examples.SelectMany(one => ManifestMutations.Documents(one.Manifests)).OfType<JsonObject>().SelectMany(document => document).Select(field => field.Key)];
        _judge = new PlatformJudge(Repository.Catalog, [control], new JudgeOptions
        {
            KubernetesMinor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor,
            Today = DateOnly.TryParseExact(example.At, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default,
            Parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = example.Parameters },
            Threads = 1,
            KeepPassed = true,
        });
    }

    public IEnumerable<(JsonNode Document, FieldPath Field)> Paths(IReadOnlyDictionary<(string Kind, string Path), HashSet<string>> seen, string[] identity) =>
        from document in _documents
        let kind = document["kind"]?.ToString() ?? ""
        from field in FieldPath.Below(document).Concat(FieldPath.Absent(document, kind, seen.Keys.Where(one => IsNear(document, one.Path)))).ToList()
        where !field.Path.StartsWith("unknown", StringComparison.Ordinal) && !identity.Any(name => field.Path == name || field.Path == "metadata" || field.Path.StartsWith($"metadata.{name}", StringComparison.Ordinal))
        select (document, field);

    public void Ask((JsonNode Document, FieldPath Field) path, IReadOnlyDictionary<(string Kind, string Path), HashSet<string>> seen)
    {
        var (document, field) = path;
        var kind = document["kind"]!.ToString();
        string[] values = [.. seen.GetValueOrDefault((kind, field.Pattern), []).Order(StringComparer.Ordinal).Take(MostValues), .. OneOfEachType, "null", ""];
        var possible = values.Select(value => Verdicts(With(field, value), null)).OfType<Dictionary<string, string>>().ToArray();
        var told = IsOurs(document)
            ? Verdicts(Declared(document.AsObject(), field.Path), null)!
            : Verdicts(ManifestMutations.Text(_documents), new UnknownRendering(kind, document["metadata"]?["name"]?.ToString() ?? "", field.Path))!;
        foreach (var subject in possible.SelectMany(verdicts => verdicts.Keys).Concat(told.Keys).ToHashSet(StringComparer.Ordinal))
        {
            string[] verdicts = [.. possible.Select(one => one.GetValueOrDefault(subject, NotApplicable)).Distinct(StringComparer.Ordinal)];
            var verdict = told.GetValueOrDefault(subject, NotApplicable);
            Assert.True(
                verdict == "unknown" || verdicts is [var only] && verdict == only,
                $"{subject} is {verdict} with {kind} {field.Path} unknown, and {string.Join(" or ", verdicts)} with what may stand there; line {_example.Line}");
        }
    }

    private static bool IsOurs(JsonNode document) => document["apiVersion"]?.ToString().StartsWith("evidence.redoubt.dev/", StringComparison.Ordinal) == true;

    // A machine has hundreds of facts, and a control asks for one or two: of the others those below the same fields are tried.
    private bool IsNear(JsonNode document, string path) => !IsOurs(document) || _fields.Contains(path.Split('.', '[')[0]);

    /// <summary>The documents where one of ours says of itself that it does not know a path.</summary>
    private string Declared(JsonObject document, string path)
    {
        var own = document["unknown"];
        document["unknown"] = new JsonArray([new JsonObject { ["path"] = path, ["reason"] = "the test says so" }, .. own?.AsArray().Select(one => one!.DeepClone()) ?? []]);
        var text = ManifestMutations.Text(_documents);
        document.Remove("unknown");
        if (own is not null)
        {
            document["unknown"] = own;
        }

        return text;
    }

    /// <summary>The documents with another value in a field; empty takes it away.</summary>
    private string With(FieldPath field, string value)
    {
        var had = field.Parent.ContainsKey(field.Name);
        var old = field.Parent[field.Name];
        if (value.Length == 0)
        {
            field.Parent.Remove(field.Name);
        }
        else
        {
            field.Parent[field.Name] = JsonNode.Parse(value);
        }

        var text = ManifestMutations.Text(_documents);
        field.Parent.Remove(field.Name);
        if (had)
        {
            field.Parent[field.Name] = old;
        }

        return text;
    }

    /// <summary>The verdict of each subject; null where there is none: a value of a type that the API server refuses, one that makes no subject, or one on which the control fails.</summary>
    private Dictionary<string, string>? Verdicts(string manifests, Rendering? rendering)
    {
        var scope = _example.Whole ? Scope.Whole : Scope.Part;
        var read = DocumentReader.Read("example.yaml", manifests, new ReadOptions { Scope = scope, Rendering = rendering });
        var judgement = _judge.Judge(new PlatformBuilder { Scope = scope }.AddRange(read.Documents).Build(), TestContext.Current.CancellationToken);
        var isAsked = judgement.Counts is not { Passes: 0, Fails: 0, Unknowns: 0, NotApplicable: 0 };
        if (rendering is null && (read.Problems.Count > 0 || judgement.Errors.Count > 0 || !isAsked))
        {
            return null;
        }

        Assert.Empty(judgement.Errors);
        var verdicts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, subject) in judgement.Passed)
        {
            verdicts[subject.ToString()] = "pass";
        }

        foreach (var unknown in judgement.Unknowns)
        {
            verdicts[unknown.Subject.ToString()] = "unknown";
        }

        foreach (var finding in judgement.Findings)
        {
            verdicts[finding.Subject.ToString()] = "fail";
        }

        return verdicts;
    }
}
