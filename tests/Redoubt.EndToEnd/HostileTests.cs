namespace Redoubt.EndToEnd;

/// <summary>Charts and overlays that were made to do harm.</summary>
public sealed class HostileTests : IDisposable
{
    private const string Secret = "hunter2-VerySecret-94c1f0aa";

    private readonly RenderedScan _scan = new();

    public void Dispose() => _scan.Dispose();

    [Theory]
    [InlineData("{{ range until 100000000 }}{{ range until 100000000 }}{{ end }}{{ end }}")]
    [InlineData("{{ repeat 1000000000 \"xxxxxxxxxxxxxxxx\" }}")]
    [InlineData("{{ range until 3000000 }}a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n---\n{{ end }}")]
    [InlineData("{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}")]
    public void A_template_that_never_ends_is_ended(string template)
    {
        var report = _scan.WithChart("bomb", template).Report();

        Assert.Single(report.Errors);
        Assert.Equal(2, report.ExitCode);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        _scan.WithChart("web", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: {{ .Files.Get \"stolen\" | quote }}}\n");
        File.CreateSymbolicLink(_scan["web/stolen"], "/etc/passwd");
        var report = _scan.Report();

        Assert.Contains("web/stolen` is a link that leads out of the folder", Assert.Single(report.Errors), StringComparison.Ordinal);
        Assert.Equal(0, report.Documents);
    }

    [Fact]
    public void A_link_within_the_repository_is_followed()
    {
        _scan.WithChart("web", "").With("shared/pod.txt", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n");
        File.CreateSymbolicLink(_scan["web/templates/pod.yaml"], _scan["shared/pod.txt"]);
        var report = _scan.Report();

        Assert.Empty(report.Errors);
        Assert.Equal(["web"], report.Inputs("workloads/no-memory-limit"));
        Assert.Equal(1, report.Documents);
    }

    [Fact]
    public void A_schema_on_the_network_is_not_fetched()
    {
        var report = _scan.WithChart("web", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "a: 1")
            .With("web/values.schema.json", """{ "$ref": "http://127.0.0.1:9/schema.json" }""").Report();

        Assert.Empty(report.Errors);
        Assert.Equal(1, report.Documents);
    }

    [Fact]
    public void A_variable_of_the_environment_reaches_no_object()
    {
        var run = RedoubtProgram.RunWith([.. RealTools.Environment, ("REDOUBT_TEST_SECRET", Secret)], "scan", _scan
            .With("kustomization.yaml", "configMapGenerator: [{name: a, envs: [a.env]}]\n").With("a.env", "REDOUBT_TEST_SECRET\n").Folder, "--show", "all");

        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ fail .Values.database.password }}")]
    [InlineData("a: [{{ .Values.database.password }}")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: {{ .Values.database.password }}}\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, args: [--password={{ .Values.database.password }}]}]}\n")]
    public void A_secret_of_the_values_is_never_shown(string template)
    {
        _scan.WithChart("web", template, $"database:\n  password: {Secret}\n");
        foreach (var format in new[] { "console", "json", "sarif", "markdown" })
        {
            var run = _scan.Run("--format", format, "--show", "all");
            Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_of_the_command_line_is_never_shown()
    {
        var run = _scan.WithChart("web", "{{ fail .Values.password }}").Run("--set", $"password={Secret}");

        Assert.Contains("does not render", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_cannot_say_that_it_is_another_file()
    {
        var report = _scan.WithChart("web", "---\n# Source: web/../../etc/passwd\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, securityContext: {privileged: true}}]}\n").Report();

        Assert.All(report.Places("workloads/privileged-container"), place => Assert.StartsWith("web/", place, StringComparison.Ordinal));
        Assert.NotEmpty(report.Places("workloads/privileged-container"));
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        var folder = Directory.CreateDirectory(_scan["temporary"]).FullName;
        _scan.WithChart("web", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n").WithChart("bad", "{{ fail \"x\" }}").With("over/kustomization.yaml", "namePrefix: a\n");
        RedoubtProgram.RunWith([.. RealTools.Environment, ("TMPDIR", folder)], "scan", _scan.Folder);

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(folder), entry => Path.GetFileName(entry).StartsWith("redoubt", StringComparison.Ordinal));
    }
}
