namespace Redoubt.EndToEnd;

/// <summary>What a newer version of Kubernetes does to what is there.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Manifests = """
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: { name: web, namespace: shop }
        spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }
        ---
        apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
        kind: FlowSchema
        metadata: { name: web }
        spec: { priorityLevelConfiguration: { name: web } }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: shop
          annotations: { seccomp.security.alpha.kubernetes.io/pod: unconfined }
        spec:
          containers:
          - { name: web, image: "registry.example/web:1.0.0" }
          volumes:
          - name: data
            rbd: { monitors: ["192.0.2.1:6789"], image: data }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public UpgradeTests() => File.WriteAllText(Path.Combine(_folder, "all.yaml"), Manifests);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_removed_judged_otherwise_or_deprecated_is_told_with_what_to_do()
    {
        var run = Run("--from", "1.24", "--to", "1.33", "all.yaml");

        Assert.Equal(1, run.ExitCode);
        Golden.Check("upgrade.txt", run.Output);
    }

    [Fact]
    public void A_version_that_removes_nothing_ends_with_0_and_tells_what_will_be_removed()
    {
        var run = Run("--from", "1.22", "--to", "1.23", "all.yaml", "--format", "text");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("deprecated low policy/deprecated-api shop/PodDisruptionBudget/web  all.yaml:1:1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_configuration_says_what_runs_the_upgrade_begins_there()
    {
        File.WriteAllText(Path.Combine(_folder, "redoubt.yaml"), "kubernetes: '1.30'\n");

        Assert.Contains("from 1.30 to 1.31", Run("--to", "1.31", "all.yaml").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`1.99` is no version between 1.20 and 1.37", "--to", "1.99")]
    [InlineData("`new` is no version", "--to", "1.33", "--from", "new")]
    [InlineData("1.30 is not newer than 1.31, which runs", "--to", "1.30", "--from", "1.31")]
    public void What_is_no_upgrade_ends_with_2(string expected, params string[] arguments)
    {
        var run = Run([.. arguments, "all.yaml"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private Run Run(params string[] arguments) => RedoubtProgram.RunIn(_folder, null, [], ["upgrade", .. arguments]);
}
