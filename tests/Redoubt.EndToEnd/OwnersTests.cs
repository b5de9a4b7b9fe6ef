namespace Redoubt.EndToEnd;

/// <summary>Whose a finding is, and what is nobody's.</summary>
public sealed class OwnersTests : IDisposable
{
    private const string Configuration = """
        kubernetes: '1.33'
        owners:
          labels: [team]
          list:
          - { team: platform, layer: policy }
          - { team: edge, path: "ingress/**" }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").CreateSubdirectory("repository").FullName;

    public OwnersTests()
    {
        Write("shop/web.yaml", Pod("web", "shop", ""));
        Write("shop/labelled.yaml", Pod("labelled", "shop", "labels: { team: blue }"));
        Write("ingress/proxy.yaml", Pod("proxy", "ingress", ""));
        Write("pay/pay.yaml", Pod("pay", "pay", ""));
        Write("pay/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: pay }\nspec: { type: service, lifecycle: production, owner: payments }\n");
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void The_matrix_shows_who_answers_for_which_layer_and_where_nobody_does()
    {
        Write("redoubt.yaml", Configuration);

        Golden.Check("owners.txt", Run("owners").Output);
        Golden.Check("owners.json", Run("owners", "--format", "json").Output);
    }

    [Fact]
    public void Every_finding_shows_its_owner_and_what_nobody_owns_is_told()
    {
        Write("redoubt.yaml", Configuration);

        Golden.Check("owners-scan.text", Run("scan", ".", "--include", "workloads/privileged-container", "--include", "*/no-owner", "--format", "text").Output);
        Golden.Check("owners-scan.txt", Elapsed(Run("scan", ".", "--include", "workloads/privileged-container", "--include", "*/no-owner").Output));
    }

    [Fact]
    public void The_owners_of_code_own_what_nothing_else_says()
    {
        Write(".github/CODEOWNERS", "* @org/all\n/shop/ @org/shop @org/second # the shop\n");
        var run = Run("scan", ".", "--include", "workloads/privileged-container", "--format", "text");

        Assert.Contains("shop/web.yaml:8:24: critical workloads/privileged-container container web runs privileged; owner: @org/shop, @org/second", run.Output, StringComparison.Ordinal);
        Assert.Contains("pay/pay.yaml:8:24: critical workloads/privileged-container container web runs privileged; owner: payments", run.Output, StringComparison.Ordinal);
        Assert.Contains("ingress/proxy.yaml:8:24: critical workloads/privileged-container container web runs privileged; owner: @org/all", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no-owner", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_says_who_owns_what_nothing_is_told_of_it() =>
        Assert.DoesNotContain("nobody answers", Run("scan", ".").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("edge", "ingress/proxy.yaml")]
    [InlineData("blue", "shop/labelled.yaml")]
    [InlineData("payments", "pay/pay.yaml")]
    [InlineData("nobody", "shop/web.yaml")]
    public void One_team_sees_and_gates_its_own(string team, string file)
    {
        Write("redoubt.yaml", Configuration);
        var run = Run("scan", ".", "--owner", team, "--include", "workloads/privileged-container", "--format", "text");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([file], run.Output.Split('\n').Where(line => line.Contains("privileged", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.Contains("3 of other owners", Run("scan", ".", "--owner", team, "--include", "workloads/privileged-container").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_that_owns_nothing_is_an_error_and_no_pass()
    {
        Write("redoubt.yaml", Configuration);
        var run = Run("scan", ".", "--owner", "plattform");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean `platform`?", run.Output, StringComparison.Ordinal);
    }

    private static string Pod(string name, string ns, string labels) =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: {name}, namespace: {ns}, {labels} }}\nspec:\n  containers:\n  - name: web\n    image: registry.example/web:1.0.0\n    securityContext: {{ privileged: true }}\n";

    private static string Elapsed(string text) => System.Text.RegularExpressions.Regex.Replace(text, @" · [0-9.]+ s(?=\n)", "");

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Run Run(params string[] arguments) => RedoubtProgram.RunIn(_folder, null, [], arguments);
}
