using System.Text.Json.Nodes;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>No control takes a field for present, and none tells a secret.</summary>
public class TotalityTests
{
    private const string Secret = "hunter2-VerySecret-94c1f0aa";

    public static TheoryData<string> Ids => EveryControlTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_never_fails_to_evaluate_with_a_field_absent_null_or_empty(string id) =>
        NeverFails(id, ManifestMutations.EachFieldAbsentNullAndEmpty);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_never_fails_to_evaluate_with_a_field_of_a_wrong_type(string id) =>
        NeverFails(id, ManifestMutations.EachValueOfAnotherType);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_tells_no_secret_value(string id)
    {
        var control = Repository.Catalog.Find(id)!;
        foreach (var example in control.Text.Examples)
        {
            var judgement = Judge(control, example).Judge(Platform(WithSecrets(example.Manifests), example), TestContext.Current.CancellationToken);
            Assert.DoesNotContain(judgement.Findings, finding => finding.Message.Contains(Secret, StringComparison.Ordinal)
                || finding.Location.Path.Contains(Secret, StringComparison.Ordinal));
        }
    }

    // Every value of an environment variable and every value in a Secret becomes one that must not be seen again.
    private static void NeverFails(string id, Func<string, IEnumerable<(string What, string Manifests)>> mutations)
    {
        var control = Repository.Catalog.Find(id)!;
        foreach (var example in control.Text.Examples)
        {
            var judge = Judge(control, example);
            foreach (var (what, manifests) in mutations(example.Manifests))
            {
                var judgement = judge.Judge(Platform(manifests, example), TestContext.Current.CancellationToken);
                Assert.True(judgement.Errors.Count == 0, $"{what}: {string.Join("; ", judgement.Errors)}");
            }
        }
    }

    private static string WithSecrets(string manifests)
    {
        var documents = ManifestMutations.Documents(manifests);
        foreach (var node in documents.SelectMany(Descendants).OfType<JsonObject>())
        {
            if (node["name"] is not null && node["value"] is not null)
            {
                node["name"] = "DB_PASSWORD";
                node["value"] = Secret;
            }

            if (node["kind"]?.ToString() == "Secret")
            {
                node.Remove("data");
                node["stringData"] = new JsonObject { ["password"] = Secret };
            }
        }

        return ManifestMutations.Text(documents);
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(field => field.Value),
            JsonArray list => list,
            _ => [],
        };
        return [node, .. children.ToList().OfType<JsonNode>().SelectMany(Descendants)];
    }

    private static PlatformJudge Judge(Control control, ControlExample example) => new(Repository.Catalog, [control], new JudgeOptions
    {
        KubernetesMinor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor,
        Parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = example.Parameters },
        Threads = 1,
    });

    private static Platform Platform(string manifests, ControlExample example)
    {
        var scope = example.Whole ? Scope.Whole : Scope.Part;
        var read = DocumentReader.Read("example.yaml", manifests, new ReadOptions { Scope = scope });
        return new PlatformBuilder { Scope = scope }.AddRange(read.Documents).Build();
    }
}
