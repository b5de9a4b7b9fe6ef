using System.Globalization;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;

namespace Redoubt.Admission.Tests;

/// <summary>Every line of the admission suite: real policies with the verdicts that their own tests expect.</summary>
[NeedsSuite("admission")]
public sealed class AdmissionSuiteTests(ITestOutputHelper output)
{
    private static readonly string Folder =
        TestFolders.Suite("REDOUBT_ADMISSION_SUITE", "admission");

    private static readonly Lazy<IReadOnlyList<ApiResource>> Kinds = new(() =>
    [
        .. Csv.Read(Path.Combine(Folder, "kinds.csv")).Select(line =>
            new ApiResource(line["group"], line["version"], line["kind"], line["plural"], line["namespaced"] == "yes")),
    ]);

    private static readonly Lazy<Dictionary<string, bool>> Portable = new(() =>
        Csv.Read(Path.Combine(Folder, "index.csv")).ToDictionary(line => line["case"], line => line["portable"] == "yes", StringComparer.Ordinal));

    private static readonly Lazy<HashSet<string>> NotReproduced = new(() =>
        [.. Csv.Read(Path.Combine(Folder, "not-reproduced.csv")).Select(line => $"{line["source"]} {line["case"]} {line["resource"].Trim()}")]);

    [Theory]
    [InlineData("validating")]
    [InlineData("mutating")]
    [InlineData("clusterpolicy-cel")]
    public void Policies_say_what_their_own_tests_expect(string kind)
    {
        var tally = new Tally();
        foreach (var one in Cases(kind))
        {
            var judge = one.Judge("policy.yaml", "resources.yaml");
            foreach (var line in one.Lines("expected.csv"))
            {
                var document = Find(one.Documents("resources.yaml"), one, line);
                var results = Ask(one, judge, document, one.Operation(line["policy"], line["name"]), null)
                    .Where(result => result.Policy.Name == line["policy"] && IsOfRule(result.Policy, line["rule"])).ToList();
                var expected = line["result"];
                tally.Add("test", one, Describe(line), line["via"], expected, Word(results), Check(one, line, expected, results), Why(results, judge));
            }
        }

        Report(kind, tally);
    }

    [Theory]
    [InlineData("validating", "vap.yaml", "expected-vap.csv")]
    [InlineData("clusterpolicy-cel", "vap.yaml", "expected-vap.csv")]
    [InlineData("mutating", "map.yaml", "expected-map.csv")]
    public void Native_forms_say_the_same(string kind, string policies, string table)
    {
        var tally = new Tally();
        foreach (var one in Cases(kind))
        {
            if (one.Documents(policies).Count == 0)
            {
                continue;
            }

            var judge = one.Judge(policies, "resources.yaml");

            // Some messages were taken over with line breaks and some names with spaces, which the API server would refuse; their verdicts count all the same.
            Assert.DoesNotContain(judge.Problems, problem => !problem.Field.EndsWith(".message", StringComparison.Ordinal)
                && !(problem.Field.StartsWith("spec.matchConditions[", StringComparison.Ordinal) && problem.Field.EndsWith(".name", StringComparison.Ordinal)));
            foreach (var line in one.Lines(table))
            {
                var document = Find(one.Documents("resources.yaml"), one, line);
                var results = Ask(one, judge, document, line["operation"], null).Where(result => result.Policy.Name == line["policy"]).ToList();
                var expected = line["verdict"];
                tally.Add("test", one, Describe(line), "native", expected, Word(results), Check(one, line, expected, results), Why(results, judge));
            }
        }

        Report(kind + " native", tally);
    }

    [Theory]
    [InlineData("validating")]
    [InlineData("clusterpolicy-cel")]
    public void A_real_API_server_said_the_same(string kind)
    {
        var tally = new Tally();
        foreach (var one in Cases(kind))
        {
            var documents = one.Documents("cluster-resources.yaml");
            var judge = one.Judge("policy.yaml", "cluster-resources.yaml");
            var stored = new Dictionary<ObjectKey, Document>();
            foreach (var line in one.Lines("cluster.csv"))
            {
                var index = int.Parse(line["document"], CultureInfo.InvariantCulture);
                var document = documents[index];
                var old = line["operation"] == "UPDATE" ? stored.GetValueOrDefault(document.Key) : null;
                document = old is null ? document : Merged.Of(old, document);
                if (line["verdict"] == "admit")
                {
                    stored[document.Key] = document;
                }

                var results = Ask(one, judge, document, line["operation"], old);
                var said = results.Exists(result => result.Verdict is PolicyVerdict.Fail or PolicyVerdict.Error or PolicyVerdict.Unknown) ? "deny" : "admit";
                var selected = results.Exists(result => result.Verdict != PolicyVerdict.Unselected) ? "yes" : "no";
                tally.Add(
                    "cluster", one, Describe(line), "cluster", $"{line["verdict"]} {line["selected"]}", $"{said} {selected}",
                    said == line["verdict"] && selected == line["selected"], Why(results, judge));
            }
        }

        Report(kind + " cluster", tally);
    }

    private static IEnumerable<SuiteCase> Cases(string kind) =>
        Directory.GetDirectories(Path.Combine(Folder, kind)).Order(StringComparer.Ordinal).Select(folder => new SuiteCase(folder, Kinds.Value));

    private static List<PolicyResult> Ask(SuiteCase one, AdmissionJudge judge, Document document, string operation, Document? old) =>
        [.. judge.Ask(one.Request(document, operation, old, one.Evidence([])))];

    private static Document Find(IReadOnlyList<Document> documents, SuiteCase one, Dictionary<string, string> line)
    {
        var evidence = one.Evidence([]);
        return documents.First(document =>
        {
            var resource = evidence.Resources.Of(document, out _);
            var written = document.Root["metadata"]["namespace"].AsString() ?? "";
            var ns = !resource.IsNamespaced ? "" : written.Length == 0 ? "default" : written;
            return document.Kind == line["kind"] && document.Name == line["name"] && ns == line["namespace"];
        });
    }

    private static bool IsOfRule(AdmissionPolicy policy, string rule) =>
        rule.Length == 0 || policy.Rule == rule || policy.Rule == Cut("autogen-" + rule) || policy.Rule == Cut("autogen-cronjob-" + rule);

    private static string Cut(string name) => name.Length > 63 ? name[..63] : name;

    private static string Word(List<PolicyResult> results) => results.Where(result => result.Verdict != PolicyVerdict.Unselected).Select(result => result.Verdict switch
    {
        PolicyVerdict.Pass => "pass",
        PolicyVerdict.Fail => "fail",
        PolicyVerdict.Skip => "skip",
        PolicyVerdict.Unknown => "unknown",
        _ => "error",
    }).Distinct().Order(StringComparer.Ordinal) is var words && words.Any() ? string.Join('+', words) : "unselected";

    private static bool Check(SuiteCase one, Dictionary<string, string> line, string expected, List<PolicyResult> results)
    {
        if (Word(results) != expected)
        {
            return false;
        }

        if (expected != "pass" || !line.TryGetValue("patched", out var patched) || patched.Length == 0)
        {
            return true;
        }

        var mutated = results.Single(result => result.Verdict == PolicyVerdict.Pass).Mutated!;
        return Canonical.Of(mutated.After) == one.Patched(patched, one.Evidence([]));
    }

    private static string Describe(Dictionary<string, string> line) => $"{line["kind"]}/{line["namespace"]}/{line["name"]}";

    private static string Why(List<PolicyResult> results, AdmissionJudge judge) => string.Join("; ", results
        .Where(result => result.Verdict is not (PolicyVerdict.Unselected or PolicyVerdict.Pass))
        .Select(result => $"{result.Policy} [{result.Policy.Expansion}]: {result.Why}{string.Join(" | ", result.Decisions.Select(decision => decision.Message))}")
        .Concat(judge.Problems.Take(2).Select(problem => problem.ToString())));

    private void Report(string name, Tally tally)
    {
        output.WriteLine(tally.Summary(name));
        foreach (var line in tally.Disagreements)
        {
            output.WriteLine(line.ToString());
        }

        Assert.DoesNotContain(tally.Disagreements, line => Portable.Value[line.Case] && !NotReproduced.Value.Contains($"{line.Source} {line.Case} {line.Resource}"));
    }

    /// <summary>What agreed and what did not.</summary>
    private sealed class Tally
    {
        private int _agree;

        public List<Disagreement> Disagreements { get; } = [];

        public void Add(string source, SuiteCase one, string resource, string via, string expected, string found, bool isEqual, string why)
        {
            if (isEqual)
            {
                _agree++;
            }
            else
            {
                Disagreements.Add(new Disagreement(source, one.Name, resource, via, expected, found, why));
            }
        }

        public string Summary(string name)
        {
            var portable = Disagreements.Count(line => Portable.Value[line.Case]);
            return $"{name}: {_agree} agree, {Disagreements.Count} disagree, {portable} of them of portable policies";
        }
    }

    private sealed record Disagreement(string Source, string Case, string Resource, string Via, string Expected, string Found, string Why)
    {
        public override string ToString()
        {
            var known = NotReproduced.Value.Contains($"{Source} {Case} {Resource}") ? "known" : Portable.Value[Case] ? "NEW" : "not portable";
            return $"  {known,-12} {Case} {Resource} {Via}: expected {Expected}, found {Found}: {Why}";
        }
    }
}
