using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Admission.TypeCheck;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Tests;

/// <summary>Policies with mistakes, each with what a real API server said: refused or not and at which fields, its warnings, and what a mutation did.</summary>
[NeedsSuite("typecheck")]
public sealed class TypeCheckSuiteTests(ITestOutputHelper output)
{
    private static readonly string Folder = TestFolders.Suite("REDOUBT_TYPECHECK_SUITE", "typecheck");

    [Fact]
    public void Every_case_is_answered_as_the_API_server_answered()
    {
        var families = new SortedDictionary<string, (int Agree, int All)>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var folder in Directory.GetDirectories(Folder).Order(StringComparer.Ordinal))
        {
            var one = new TypeCheckCase(folder);
            var said = string.Join('\n', one.Disagreements());
            var (agree, all) = families.GetValueOrDefault(one.Family);
            families[one.Family] = (agree + (said.Length == 0 ? 1 : 0), all + 1);
            if (said.Length > 0)
            {
                problems.Add(said);
            }
        }

        foreach (var (family, (agree, all)) in families)
        {
            output.WriteLine($"{family,-20} {agree,4} of {all,4} agree");
        }

        output.WriteLine($"{"total",-20} {families.Values.Sum(one => one.Agree),4} of {families.Values.Sum(one => one.All),4} agree");
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }
}

/// <summary>One folder of the suite.</summary>
internal sealed class TypeCheckCase(string folder)
{
    private const int Minor = 37;

    public string Name => Path.GetFileName(folder);

    public string Family => Name.Split('-')[0];

    /// <summary>Where the answer is another, each as a line.</summary>
    public IEnumerable<string> Disagreements()
    {
        var expected = ValueReader.Read("expected.yaml", File.ReadAllText(Path.Combine(folder, "expected.yaml")), [])[0];
        var policies = Documents("policy.yaml");
        Document[] all = [.. policies, .. Documents("crd.yaml"), .. Documents("resources.yaml")];
        var evidence = TestPolicies.Evidence(all);
        var judge = new AdmissionJudge(PolicySet.Read(policies), evidence, Minor);
        var refused = judge.Problems.Where(problem => !problem.IsUnknownField).Select(problem => problem.Field).Distinct().Order(StringComparer.Ordinal);
        return [.. Compare("refused at", Causes(expected), refused), .. Refusal(expected) ? [] : Accepted(expected, judge, evidence)];
    }

    private IEnumerable<string> Accepted(Node expected, AdmissionJudge judge, AdmissionEvidence evidence)
    {
        var checker = new TypeChecker(evidence.Resources, Minor);
        var warnings = judge.Policies.SelectMany(policy => checker.Check(policy)).Select(warning => $"{warning.Field} {warning.Text}");
        foreach (var line in Compare("warned of", Warnings(expected), warnings))
        {
            yield return line;
        }

        if (expected["create"].HasValue)
        {
            foreach (var line in Mutated(expected, judge, evidence))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<string> Mutated(Node expected, AdmissionJudge judge, AdmissionEvidence evidence)
    {
        var request = AdmissionRequest.For(Documents("object.yaml")[0], "CREATE", evidence.Resources) with
        {
            AssumesBareNamespace = true,
            User = new AdmissionUser { Name = "admin", Groups = ["system:masters", "system:authenticated"] },
        };
        var result = judge.Ask(request).Single();
        var isTaken = expected["create"]["code"].Int < 400;
        var wasTaken = result.Verdict is PolicyVerdict.Pass or PolicyVerdict.Skip;
        if (isTaken != wasTaken)
        {
            yield return $"{Name}: {(isTaken ? "taken" : "refused: " + expected["create"]["message"].AsString())}, but {result.Verdict} {result.Why} {string.Join("; ", result.Decisions.Select(one => one.Message))}";
        }
        else if (isTaken)
        {
            var did = Lines(new MutatedObject(Value("unmutated-object.yaml"), Value("expected-object.yaml")));
            foreach (var line in Compare("changed", did, result.Mutated is { } mutated ? Lines(mutated) : []))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<string> Compare(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (wanted, got) = (string.Join('\n', expected), string.Join('\n', actual));
        return wanted == got ? [] : [$"{Name}: {what}:\n  {wanted.Replace("\n", "\n  ", StringComparison.Ordinal)}\nbut here:\n  {got.Replace("\n", "\n  ", StringComparison.Ordinal)}"];
    }

    private static bool Refusal(Node expected) => expected["refused"].HasValue;

    private static List<string> Causes(Node expected)
    {
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cause in expected["causes"].Items)
        {
            fields.Add(cause["field"].AsString()!);
        }

        return [.. fields];
    }

    // The server makes the names of types unique by a number.
    private static List<string> Warnings(Node expected)
    {
        var warnings = new List<string>();
        foreach (var warning in expected["warnings"].Items)
        {
            warnings.Add($"{warning["fieldRef"].AsString()} {warning["warning"].AsString()!.Replace("<N>", "", StringComparison.Ordinal)}");
        }

        return warnings;
    }

    private static IEnumerable<string> Lines(MutatedObject mutated) => ObjectDiff.Lines(new MutatedObject(Sorted(mutated.Before), Sorted(mutated.After))).Where(line => line.Sign != ' ').Select(line => $"{line.Sign} {line.Text}").Order(StringComparer.Ordinal);

    private static CelValue Sorted(CelValue value)
    {
        if (value.Kind == CelKind.List)
        {
            var items = new List<CelValue>();
            foreach (var item in value.Items)
            {
                items.Add(Sorted(item));
            }

            return CelValue.List([.. items]);
        }

        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        var sorted = new SortedDictionary<string, CelValue>(StringComparer.Ordinal);
        for (var fields = value.Items; fields.MoveNext();)
        {
            sorted[fields.Current.AsString()] = Sorted(fields.CurrentValue);
        }

        return CelValue.Map([.. sorted.Select(field => (field.Key, field.Value))]);
    }

    private CelValue Value(string file) => PlainValue.Of(new EvidenceValues([]).Of(Documents(file)[0].Root));

    private IReadOnlyList<Document> Documents(string file) =>
        File.Exists(Path.Combine(folder, file)) ? DocumentReader.Read(file, File.ReadAllBytes(Path.Combine(folder, file))).Documents : [];
}
