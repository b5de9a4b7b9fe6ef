using System.Text.Json;
using Redoubt.Admission.Creation;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;
using Redoubt.Yaml;

namespace Redoubt.Admission.Tests.Creation;

/// <summary>
/// What a real API server answered to 2,908 manifests, asked of the reader and the rules. Each test prints how many rows of each family agree;
/// the rows that do not stand in <c>ServerSuite.txt</c> with their reason, and a row there that agrees fails the test.
/// </summary>
[NeedsSuite("server")]
public sealed class ServerSuiteTests
{
    // What hangs on the request's path, on other objects or on admission plug-ins, no file has.
    private static readonly string[] NotOfAFile = ["request", "existence", "admission", "crash"];

    private static readonly Row[] Rows = [.. ReadRows()];

    [Fact]
    public void What_a_server_takes_and_refuses_is_taken_and_refused() => Measure("class", row =>
        row.IsRefused == row.Answer.IsRefused ? (1, 1) : (0, 1));

    [Fact]
    public void What_a_server_names_as_a_cause_is_named() => Measure("causes", row =>
    {
        var ours = row.Answer.Paths;
        return (row.Causes.Count(cause => ours.Contains(cause)), row.Causes.Count);
    });

    [Fact]
    public void Nothing_is_named_that_a_server_does_not_name() => Measure("surplus", row =>
    {
        var surplus = row.Causes.Count == 0 ? [] : row.Answer.Paths.Except(row.Causes).ToArray();
        return (surplus.Length == 0 ? 1 : 0, 1);
    });

    [Fact]
    public void What_a_field_takes_is_listed_in_the_servers_order() => Measure("values", row =>
    {
        string[] lists = [.. row.Words.Select(Listed).Where(list => list.Length > 0)];
        return (lists.Count(list => row.Answer.Words.Exists(word => Listed(word) == list)), lists.Length);
    });

    [Fact]
    public void What_a_server_warns_of_is_a_note() => Measure("warnings", row =>
        (row.Warnings.Count(warning => row.Answer.Warnings.Contains(warning)), row.Warnings.Count));

    private static string Listed(string word)
    {
        const string Before = "supported values: ";
        return word.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var at ? word[(at + Before.Length)..] : "";
    }

    private static void Measure(string what, Func<Row, (int Agree, int Of)> measure)
    {
        var list = Path.Combine(TestFolders.Root, "tests", "Redoubt.Admission.Tests", "Creation", $"ServerSuite.{what}.txt");
        var known = File.Exists(list) ? File.ReadLines(list).Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal) : [];
        var output = TestContext.Current.TestOutputHelper!;
        var failed = new List<Row>();
        var (allAgree, all) = (0, 0);
        foreach (var family in Rows.GroupBy(row => row.Family).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var (agree, of) = (0, 0);
            foreach (var row in family)
            {
                var (rowAgree, rowOf) = measure(row);
                (agree, of) = (agree + rowAgree, of + rowOf);
                if (rowAgree < rowOf)
                {
                    failed.Add(row);
                }
            }

            output.WriteLine($"{family.Key}: {agree} of {of} agree");
            (allAgree, all) = (allAgree + agree, all + of);
        }

        output.WriteLine($"{what}: {allAgree} of {all} agree");
        foreach (var row in failed)
        {
            output.WriteLine($"{(known.Contains(row.Id) ? "known" : "NEW")} {row.Id} ({row.Fault}): server {string.Join(" | ", row.Words)}; here {string.Join(" | ", row.Answer.Words)}");
        }

        string[] unexpected = [.. failed.Where(row => !known.Contains(row.Id)).Select(row => row.Id)];
        string[] mended = [.. Rows.Select(row => row.Id).Where(known.Contains).Except(failed.Select(row => row.Id))];
        Assert.True(unexpected.Length == 0, $"{unexpected.Length} rows do not agree: {string.Join(' ', unexpected.Take(20))}");
        Assert.True(mended.Length == 0, $"these rows agree now: take them out of the list: {string.Join(' ', mended)}");
    }

    private static IEnumerable<Row> ReadRows()
    {
        foreach (var line in File.ReadLines(Path.Combine(TestFolders.Suite("REDOUBT_SERVER_SUITE", "server"), "objects.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var by = root.GetProperty("by").GetString();
            if (!NotOfAFile.Contains(by))
            {
                yield return Row.Read(root);
            }
        }
    }

    private sealed record Row(string Id, string Family, string Fault, bool IsRefused, List<string> Causes, List<string> Words, List<string> Warnings, Answer Answer)
    {
        public static Row Read(JsonElement root)
        {
            var (strict, warn) = (root.GetProperty("strict"), root.GetProperty("warn"));
            var decided = Stage(strict) == "validation" ? strict : warn;
            List<string> causes = [], words = [];
            if (Stage(decided) == "validation" && decided.TryGetProperty("causes", out var all))
            {
                foreach (var cause in all.EnumerateArray())
                {
                    causes.Add(cause.GetProperty("field").GetString()!);
                    words.Add($"{cause.GetProperty("field").GetString()}: {cause.GetProperty("message").GetString()}");
                }
            }

            if (words.Count == 0 && strict.TryGetProperty("message", out var message))
            {
                words.Add(message.GetString()!);
            }

            List<string> warnings = strict.TryGetProperty("warnings", out var warned) && root.GetProperty("by").ValueKind == JsonValueKind.Null
                ? [.. warned.EnumerateArray().Select(one => one.GetString()!)] : [];
            return new Row(
                root.GetProperty("id").GetString()!, root.GetProperty("family").GetString()!, root.GetProperty("fault").GetString()!,
                strict.GetProperty("code").GetInt32() >= 400, [.. causes.Distinct()], words, warnings, Answer.Of(root.GetProperty("manifest").GetString()!));
        }

        private static string Stage(JsonElement answer) => answer.GetProperty("stage").GetString()!;
    }

    private sealed record Answer(bool IsRefused, HashSet<string> Paths, List<string> Words, List<string> Warnings)
    {
        public static Answer Of(string manifest)
        {
            var read = DocumentReader.Read("manifest.yaml", manifest);
            var refused = read.Ledger.Any(entry => entry.Level == LedgerLevel.Error) || read.Documents.Count == 0;
            List<string> words = [.. read.Ledger.Select(entry => entry.Reason)];
            List<string> warnings = [];
            var paths = new HashSet<string>(StringComparer.Ordinal);
            foreach (var document in read.Documents.Take(1).Where(document => document.IsSent || document.Root["status"].Exists || document.Root["metadata"]["uid"].Exists || document.Root["metadata"]["resourceVersion"].Exists))
            {
                // Keys that stand twice are told of each file, as another reader may take the other one.
                refused |= document.Ambiguities.Any(one => one.Kind == AmbiguityKind.DuplicateKey);
                refused |= FieldIndex.Default.TryKind(document.ApiVersion, document.Kind, out var kind) && !kind.Served.At(37);
                foreach (var fault in CreationCheck.Ask(document, FieldIndex.Default, 37).Faults)
                {
                    (fault.Reason == FaultReason.Warning ? warnings : words).Add(fault.ToString());
                    if (fault.Reason != FaultReason.Warning)
                    {
                        refused = true;
                        paths.UnionWith(fault.Path.Length > 0 ? [fault.Path] : []);
                    }
                }
            }

            return new Answer(refused, paths, words, warnings);
        }
    }
}
