namespace Redoubt.EndToEnd;

public sealed class PolicyTests : IDisposable
{
    private const string Folder = "examples/policies";

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Policies_over_objects_as_a_person_sees_them()
    {
        var run = RedoubtProgram.Run("policy", "test", $"{Folder}/replicas.yaml", $"{Folder}/team.yaml", "--resource", $"{Folder}/objects.yaml");

        Golden.Check("policy-test.txt", run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Policies_over_objects_as_a_program_sees_them()
    {
        var run = RedoubtProgram.Run("policy", "test", $"{Folder}/replicas.yaml", "--resource", $"{Folder}/objects.yaml", "--format", "json");

        Golden.Check("policy-test.json", run.Output);
    }

    [Fact]
    public void What_was_evaluated_is_explained_with_its_lines()
    {
        var run = RedoubtProgram.Run("policy", "explain", $"{Folder}/replicas.yaml", "--resource", $"{Folder}/objects.yaml");

        Golden.Check("policy-explain.txt", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Every_expression_is_costed()
    {
        var run = RedoubtProgram.Run("policy", "cost", $"{Folder}/replicas.yaml", $"{Folder}/team.yaml");

        Golden.Check("policy-cost.txt", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void A_test_file_is_run_and_says_what_is_not_met()
    {
        var good = RedoubtProgram.Run("policy", "test", Folder);
        Assert.Equal(("1 test files, 5 expectations, 0 not met\n", 0), (good.Output, good.ExitCode));

        foreach (var file in Directory.GetFiles(Path.Combine(RedoubtProgram.Root, Folder)))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var test = Path.Combine(_folder, "redoubt-test.yaml");
        File.WriteAllText(test, File.ReadAllText(test).Replace("verdict: fail", "verdict: pass", StringComparison.Ordinal));
        var bad = RedoubtProgram.Run("policy", "test", _folder);

        Assert.Contains("redoubt-test.yaml:4: enough-replicas on shop/Deployment/cart: expected pass, is fail: at least 2 replicas are wanted, 1 are asked for", bad.Output, StringComparison.Ordinal);
        Assert.Equal(1, bad.ExitCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--gate-unknown")]
    public void An_unknown_answer_is_told_and_gates_only_where_that_is_asked(int code, params string[] words)
    {
        var policy = Path.Combine(_folder, "policy.yaml");
        File.WriteAllText(policy, """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: teams }
            spec:
              matchConstraints:
                resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
              validations: [{ expression: "'team' in namespaceObject.metadata.labels" }]
            """);
        var settings = Path.Combine(_folder, "settings.yaml");
        File.WriteAllText(settings, "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n");

        var run = RedoubtProgram.Run(["policy", "test", policy, "--resource", settings, .. words]);

        Assert.Contains("unknown", run.Output, StringComparison.Ordinal);
        Assert.Equal(code, run.ExitCode);
    }

    [Fact]
    public void A_policy_that_does_not_compile_is_refused_with_place_and_suggestion()
    {
        var policy = Path.Combine(_folder, "policy.yaml");
        File.WriteAllText(policy, File.ReadAllText(Path.Combine(RedoubtProgram.Root, Folder, "replicas.yaml")).Replace("variables.asked >=", "variables.aked >=", StringComparison.Ordinal));

        var run = RedoubtProgram.Run("policy", "test", policy, "--resource", $"{Folder}/objects.yaml");

        Assert.Contains("policy.yaml:22:27: `kubernetes.variables` has no field `aked`; help: did you mean `asked`?", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_value_that_a_chart_makes_up_decides_no_policy()
    {
        using var chart = new RenderedScan().WithChart("web", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: {{ randInt 1 1000000 }}
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec: { containers: [{ name: web, image: "web:1" }] }

            """).With("policy.yaml", """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: replicas }
            spec:
              matchConstraints:
                resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
              validations: [{ expression: object.spec.replicas < 5 }]
            """);
        var runs = Enumerable.Range(0, 3).Select(_ => RedoubtProgram.RunWith(
            RealTools.Environment, "policy", "test", chart["policy.yaml"], "--resource", chart["web"], "--format", "json").Output).Distinct();

        var output = Assert.Single(runs);
        Assert.Contains("\"verdict\": \"unknown\"", output, StringComparison.Ordinal);
        Assert.Contains("web/templates/main.yaml:3:13\"", output, StringComparison.Ordinal);
        Assert.Contains("spec.replicas: the chart makes it up at every rendering", output, StringComparison.Ordinal);
    }
}
