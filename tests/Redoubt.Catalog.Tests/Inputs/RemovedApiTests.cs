using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Tests.Inputs;

/// <summary>What Kubernetes' deprecation guide lists is found from the version on that no longer serves it, and told as passing away before.</summary>
public class RemovedApiTests
{
    public static TheoryData<int, string, string> Facts
    {
        get
        {
            var facts = new TheoryData<int, string, string>();
            foreach (var words in File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "Inputs", "removed-apis.txt"))
                .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')))
            {
                foreach (var kind in words[2..])
                {
                    facts.Add(int.Parse(words[0]), words[1], kind);
                }
            }

            return facts;
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void What_the_deprecation_guide_lists_is_found(int minor, string version, string kind)
    {
        var platform = new PlatformBuilder()
            .AddRange(DocumentReader.Read("old.yaml", $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: old}}\n").Documents).Build();

        Assert.Equal(["policy/removed-api"], Found(platform, minor));
        Assert.Equal(["policy/deprecated-api"], Found(platform, minor - 1));
    }

    private static string[] Found(Platform platform, int minor) =>
        [.. new PlatformJudge(Repository.Catalog, [Repository.Catalog.Find("policy/removed-api")!, Repository.Catalog.Find("policy/deprecated-api")!], new JudgeOptions { KubernetesMinor = minor })
            .Judge(platform, TestContext.Current.CancellationToken).Findings.Select(finding => finding.Control.Id)];
}
