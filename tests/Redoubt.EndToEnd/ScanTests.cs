using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Redoubt.EndToEnd;

public sealed partial class ScanTests : IDisposable
{
    private const string Bad = """
        apiVersion: v1
        kind: Pod
        metadata: { name: bad, namespace: shop }
        spec:
          containers:
          - name: web
            image: registry.example/web:1.0.0
            securityContext: { privileged: true }
        """;

    private const string Harmless = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings, namespace: shop }
        data: { color: blue }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_bookshop_as_a_person_sees_it() =>
        Golden.Check("bookshop.txt", Elapsed().Replace(RedoubtProgram.Run("scan", "examples/bookshop").Output, ""));

    [Fact]
    public void The_bookshop_as_a_program_sees_it() =>
        Golden.Check("bookshop.json", Version().Replace(RedoubtProgram.Run("scan", "examples/bookshop", "--format", "json").Output, "\"version\": \"\""));

    [Fact]
    public async Task The_report_keeps_its_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(RedoubtProgram.Root, "docs", "schemas", "report-v1.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(RedoubtProgram.Run("scan", "examples/bookshop", "--format", "json").Output));
    }

    [Fact]
    public void What_names_no_namespace_lives_in_the_one_that_the_user_names()
    {
        var file = Write("bad.yaml", Bad.Replace(", namespace: shop", "", StringComparison.Ordinal));

        Assert.Contains("till/Pod/bad", RedoubtProgram.Run("scan", file, "-n", "till").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("default/Pod/bad", RedoubtProgram.Run("scan", file).Output, StringComparison.Ordinal);
        Assert.Contains("shop/Pod/bad", RedoubtProgram.Run("scan", Write("named.yaml", Bad), "-n", "till").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_at_the_gate_exits_with_1() => Assert.Equal(1, RedoubtProgram.Run("scan", Write("bad.yaml", Bad)).ExitCode);

    [Fact]
    public void A_finding_below_the_gate_exits_with_0() =>
        Assert.Equal(0, RedoubtProgram.Run("scan", Write("bad.yaml", Bad), "--gate", "none").ExitCode);

    [Fact]
    public void Harmless_input_exits_with_0() => Assert.Equal(0, RedoubtProgram.Run("scan", Write("good.yaml", Harmless)).ExitCode);

    [Fact]
    public void An_unknown_gates_only_when_asked_to()
    {
        var file = Write("role.yaml", Harmless);

        Assert.Equal(0, RedoubtProgram.Run("scan", file, "--gate", "none").ExitCode);
        Assert.Equal(1, RedoubtProgram.Run("scan", file, "--gate", "none", "--gate-unknown").ExitCode);
    }

    [Fact]
    public void A_broken_document_is_told_with_its_place_and_the_rest_is_judged()
    {
        var run = RedoubtProgram.Run("scan", Write("mixed.yaml", Bad + "\n---\nkind: [a\n---\n" + Harmless), "--format", "json");
        using var report = JsonDocument.Parse(run.Output);
        var error = report.RootElement.GetProperty("errors")[0];

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("mixed.yaml", error.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.InRange(error.GetProperty("line").GetInt32(), 10, 12);
        Assert.Contains(report.RootElement.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("control").GetString() == "workloads/privileged-container");
        Assert.Equal(2, report.RootElement.GetProperty("inputs").GetProperty("documents").GetInt32());
    }

    [Fact]
    public void A_file_that_is_not_there_exits_with_2() => Assert.Equal(2, RedoubtProgram.Run("scan", Path.Combine(_folder, "nothing.yaml")).ExitCode);

    [Fact]
    public void A_folder_without_any_file_to_read_is_told_and_exits_with_2()
    {
        var run = RedoubtProgram.Run("scan", _folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no YAML or JSON file here", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_read()
    {
        var run = RedoubtProgram.RunWithInput(Bad, "scan", "-", "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"file\": \"-\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_reports_are_written_in_one_run()
    {
        var json = Path.Combine(_folder, "report.json");
        var sarif = Path.Combine(_folder, "report.sarif");
        var run = RedoubtProgram.Run("scan", Write("bad.yaml", Bad), "--format", $"json={json}", "--format", $"sarif={sarif}", "--format", "console");

        Assert.Contains("privileged-container", run.Output, StringComparison.Ordinal);
        Assert.Contains("redoubt.dev/report/v1", File.ReadAllText(json), StringComparison.Ordinal);
        Assert.Contains("2.1.0", File.ReadAllText(sarif), StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_names_gate_version_and_owners()
    {
        var configuration = Write("redoubt.yaml", "kubernetes: \"1.30\"\ngate: critical\nexclude: [\"workloads/privileged-container\"]\nowners:\n- team: shop-team\n  namespace: shop\n");
        var run = RedoubtProgram.Run("scan", Write("bad.yaml", Bad), "--config", configuration, "--format", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"owner\": \"shop-team\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"1.30\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("workloads/privileged-container", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "nothing", "`nothing` is no format")]
    [InlineData("--gate", "hihg", "`hihg` is not what --gate takes")]
    [InlineData("--framework", "pss-baselin", "did you mean `pss-baseline`?")]
    [InlineData("--kubernetes", "new", "`new` is no version of Kubernetes")]
    [InlineData("--include", "workloads/nothing", "fits no control")]
    [InlineData("--scope", "half", "`half` is not what --scope takes")]
    [InlineData("--nothing", "x", "--nothing")]
    public void A_wrong_option_is_explained_on_standard_error(string option, string value, string expected)
    {
        var run = RedoubtProgram.Run("scan", "examples/bookshop", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_framework_asks_only_its_own_controls()
    {
        var run = RedoubtProgram.Run("scan", "examples/bookshop", "--framework", "pss-baseline", "--format", "json");
        using var report = JsonDocument.Parse(run.Output);
        var controls = report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("control").GetString()).ToHashSet();

        Assert.Contains("workloads/privileged-container", controls);
        Assert.DoesNotContain("workloads/image-without-digest", controls);
    }

    [Fact]
    [NeedsSuite("inputs")]
    public void Every_real_input_is_scanned_with_exit_code_0_or_1()
    {
        var run = RedoubtProgram.RunWith(RealTools.Environment, "scan", Path.Combine(RedoubtProgram.Shared, "inputs"), "--format", "json");

        Assert.InRange(run.ExitCode, 0, 1);
        Assert.Empty(run.Error);
    }

    [Fact]
    [NeedsSuite("inputs")]
    public void Two_runs_give_the_same_report()
    {
        var first = RedoubtProgram.RunWith(RealTools.Environment, "scan", Path.Combine(RedoubtProgram.Shared, "inputs"), "--format", "json");
        var second = RedoubtProgram.RunWith([.. RealTools.Environment, ("DOTNET_PROCESSOR_COUNT", "1")], "scan", Path.Combine(RedoubtProgram.Shared, "inputs"), "--format", "json");

        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public void A_secret_value_reaches_no_report()
    {
        const string secret = "hunter2-VerySecret-94c1f0aa";
        var file = Write("secret.yaml", $$"""
            apiVersion: v1
            kind: Secret
            metadata: { name: db, namespace: shop }
            stringData: { password: {{secret}} }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop }
            spec:
              containers:
              - name: web
                image: registry.example/web:1.0.0
                args: ["--password={{secret}}"]
                env:
                - name: DB_PASSWORD
                  value: {{secret}}
            """);
        foreach (var format in new[] { "console", "json", "sarif", "junit", "github", "gitlab", "markdown" })
        {
            var run = RedoubtProgram.Run("scan", file, "--format", format, "--show", "all");
            Assert.DoesNotContain(secret, run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    [GeneratedRegex(@" · \d+\.\d+ s")]
    private static partial Regex Elapsed();

    [GeneratedRegex("\"version\": \"\\d+\\.\\d+\\.\\d+[^\"]*\"")]
    private static partial Regex Version();
}
