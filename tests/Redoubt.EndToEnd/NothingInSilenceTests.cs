using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>Every object that the real kubectl reads is judged, or stands in the ledger with its reason.</summary>
public sealed class NothingInSilenceTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    [InlineData(11), InlineData(12), InlineData(13), InlineData(14), InlineData(15), InlineData(16), InlineData(17), InlineData(18), InlineData(19), InlineData(20)]
    public void What_kubectl_reads_in_a_tree_of_every_form_is_judged_or_told(int seed)
    {
        using var tree = new RandomTree(seed);
        var report = Scan(tree.Folder);
        // An ignored file is told as a whole; of any other file each object that is not judged has an entry of its own.
        var told = Ledger(report).Where(entry => entry.GetProperty("code").GetString() is "ignored" or "not-served")
            .Select(entry => (Code: entry.GetProperty("code").GetString(), File: Path.GetRelativePath(tree.Folder, entry.GetProperty("file").GetString()!))).ToArray();
        var silent = KubectlObjects.Read(tree.Folder).Without(KubectlObjects.Judged(report)).GroupBy(one => tree.FileOf(one.Name + one.GenerateName));

        Assert.All(silent, file => Assert.True(
            told.Any(entry => entry.Code == "ignored" && entry.File.StartsWith(file.Key, StringComparison.Ordinal))
            || file.Count() <= told.Count(entry => entry.File.StartsWith(file.Key, StringComparison.Ordinal)),
            string.Join('\n', file)));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void With_no_ignore_nothing_is_left_aside_for_its_name(int seed)
    {
        using var tree = new RandomTree(seed);
        var report = Scan(tree.Folder, "--no-ignore");
        var silent = KubectlObjects.Read(tree.Folder).Without(KubectlObjects.Judged(report)).Where(one => one is not { ApiVersion: "v1", Kind: "Deployment" });

        Assert.Empty(silent);
    }

    [Theory]
    [NeedsSuite("inputs")]
    [InlineData("argo-cd.yaml"), InlineData("ingress-nginx.yaml"), InlineData("online-boutique.yaml"), InlineData("kube-prometheus"), InlineData("kubernetes-goat")]
    public void What_kubectl_reads_in_real_manifests_is_judged(string input)
    {
        var path = Path.Combine(TestFolders.Inputs, input);
        var report = Scan(path);
        // A template of a chart that happens to be an object is rendered, or told as not rendered.
        var templates = Ledger(report).Where(entry => entry.GetProperty("code").GetString() == "not-rendered")
            .Select(entry => File.ReadAllText(entry.GetProperty("file").GetString()!)).ToArray();
        var silent = KubectlObjects.Read(path).Without(KubectlObjects.Judged(report))
            .Where(one => !Array.Exists(templates, text => text.Contains($"name: {one.Name}", StringComparison.Ordinal)));

        Assert.Empty(silent);
    }

    [Fact]
    [NeedsSuite("yaml")]
    public void What_kubectl_reads_in_the_documents_of_the_suite_is_judged_or_told()
    {
        var folder = Directory.CreateTempSubdirectory("redoubt").FullName;
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(TestFolders.Suite("REDOUBT_YAML_SUITE", "yaml"), "documents.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.TryGetProperty("yaml", out var text) && text.ValueKind == JsonValueKind.String)
            {
                // An object before and one after: whatever stands between, what kubectl reads of them is read here.
                var (before, after) = (Map($"before-{number}"), Map($"after-{number}"));
                File.WriteAllText(Path.Combine(folder, $"{number++}.yaml"), $"{before}\n---\n{text.GetString()}\n---\n{after}\n");
            }
        }

        Assert.True(number > 50, $"{number} documents");
        var report = Scan(folder);
        var silent = KubectlObjects.Read(folder).Without(KubectlObjects.Judged(report));
        // Without a cluster kubectl takes what says no `apiVersion`; no API server does.
        Assert.DoesNotContain(silent, one => one.ApiVersion.Length > 0);
        Assert.True(silent.Count <= Ledger(report).Count(entry => entry.GetProperty("reason").GetString()!.Contains("`apiVersion` is missing", StringComparison.Ordinal)));
        Directory.Delete(folder, recursive: true);
    }

    private static string Map(string name) => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}}}";

    private static JsonElement Scan(string path, params string[] arguments)
    {
        var run = RedoubtProgram.RunWith([("PATH", ""), ("REDOUBT_HELM", "")], ["scan", path, "--format", "json", "--show", "all", .. arguments]);
        Assert.True(run.Output.Length > 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static JsonElement.ArrayEnumerator Ledger(JsonElement report) => report.GetProperty("inputs").GetProperty("ledger").EnumerateArray();
}
