using System.Globalization;
using System.Text.Json.Nodes;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Tests.Controls;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Tests.PodSecurity;

/// <summary>Kubernetes' own Pod Security fixtures: each must be admitted or refused as there, and by the control that its name says.</summary>
[NeedsSuite("pss")]
public class PodSecurityTests
{
    private static readonly Dictionary<string, string[]> Controls =
        File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "PodSecurity", "fixtures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1..]);

    /// <summary>Level and version, as <c>baseline/v1.33</c>.</summary>
    public static TheoryData<string> Versions => [.. Suites.Rows("pss", () => Directory.EnumerateDirectories(Suite, "v1.*", SearchOption.AllDirectories)
        .Select(folder => Path.GetRelativePath(Suite, folder)).Order(StringComparer.Ordinal))];

    private static string Suite => Path.Combine(TestFolders.Shared, "suites", "pss");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Each_pod_is_judged_as_Kubernetes_judges_it(string version)
    {
        var judge = JudgeOf(version);

        var wrong = Directory.EnumerateFiles(Path.Combine(Suite, version), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (file, failed: Failed(judge, file)))
            .Where(one => !Agrees(one.file, one.failed))
            .Select(one => $"{Path.GetRelativePath(Suite, one.file)}: {string.Join(", ", one.failed)}");

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_same_verdict_holds_in_every_kind_of_workload(string version)
    {
        var judge = JudgeOf(version);
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Suite, version), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var pod = ManifestMutations.Documents(File.ReadAllText(file)).Single();
            var expected = Failed(judge, pod);
            wrong.AddRange(WrappedPods.InEveryKind(pod)
                .Where(wrapped => !Failed(judge, wrapped).SetEquals(expected))
                .Select(wrapped => $"{Path.GetRelativePath(Suite, file)} as {wrapped["kind"]}"));
        }

        Assert.Empty(wrong);
    }

    private static HashSet<string> Failed(PlatformJudge judge, JsonNode manifest)
    {
        var documents = DocumentReader.Read("wrapped.json", manifest.ToJsonString()).Documents;
        Assert.Single(documents);
        return [.. judge.Judge(new PlatformBuilder().AddRange(documents).Build()).Findings.Select(finding => finding.Control.Id)];
    }

    private static PlatformJudge JudgeOf(string version)
    {
        var level = version.Split(Path.DirectorySeparatorChar)[0];
        var minor = int.Parse(version[(version.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);
        var framework = Repository.Catalog.Frameworks.Single(framework => framework.Id == "pss-" + level);
        var controls = framework.Entries.Select(entry => Repository.Catalog.Find(entry.Control)!).ToArray();
        return new PlatformJudge(Repository.Catalog, controls, new JudgeOptions { KubernetesMinor = minor });
    }

    private static HashSet<string> Failed(PlatformJudge judge, string file) =>
        [.. judge.Judge(Collector.Collect([file]).ToPlatform()).Findings.Select(finding => finding.Control.Id)];

    // `runasnonroot2.yaml` in `fail` must be caught by a control of `runasnonroot`.
    private static bool Agrees(string file, HashSet<string> failed) =>
        Path.GetFileName(Path.GetDirectoryName(file)) == "pass"
            ? failed.Count == 0
            : Controls[Path.GetFileNameWithoutExtension(file).TrimEnd("0123456789".ToCharArray())].Any(failed.Contains);
}
