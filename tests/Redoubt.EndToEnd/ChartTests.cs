using System.Formats.Tar;
using System.IO.Compression;

namespace Redoubt.EndToEnd;

/// <summary>Charts, rendered by the real Helm.</summary>
public sealed class ChartTests : IDisposable
{
    private const string Privileged = "workloads/privileged-container";

    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: {{ .Release.Name }}-web }
        spec:
          containers:
          {{- range .Values.names }}
          - name: {{ . }}
            image: "{{ $.Values.image.repository }}:{{ $.Values.image.tag }}"
            {{- with $.Values.securityContext }}
            securityContext:
              {{- toYaml . | nindent 6 }}
            {{- end }}
          {{- end }}

        """;

    private const string Values = """
        names: [web]
        image:
          repository: registry.example/web
          tag: latest
        securityContext:
          privileged: true

        """;

    private readonly RenderedScan _scan = new();

    public void Dispose() => _scan.Dispose();

    [Fact]
    public void A_finding_names_the_line_of_the_template_and_the_key_of_the_values()
    {
        var report = _scan.WithChart("web", Pod, Values).Report();

        Assert.Equal(["web/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Equal(["web/values.yaml:6: securityContext.privileged"], report.Keys(Privileged));
        Assert.Equal(["web/templates/main.yaml:8:5"], report.Places("workloads/moving-image-tag"));
        Assert.Equal(["web/values.yaml:3: image.repository", "web/values.yaml:4: image.tag"], report.Keys("workloads/moving-image-tag").Order());
        Assert.Equal(1, report.Documents);
    }

    [Fact]
    public void The_line_of_the_template_is_shown_under_a_grave_finding_unless_it_may_tell_what_is_not_used()
    {
        var template = """
            apiVersion: v1
            kind: Pod
            metadata: { name: a }
            spec:
              hostNetwork: {{ .Values.open }}
              hostPID: {{ ternary .Values.open false (ne "hunter2" .Values.word) }}
              containers:
              - name: web
                image: "{{ .Values.image }}"
            """;
        _scan.WithChart("web", template, "open: true\nword: other\nimage: registry.example/web:1.0\n");
        var output = _scan.Run().Output;

        Assert.Contains("│ hostNetwork: {{ .Values.open }}", output, StringComparison.Ordinal);
        Assert.Contains("hostPID", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_helper_is_told_as_the_helpers_own()
    {
        var report = _scan.WithChart("web", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  {{- include \"spec\" . | nindent 2 }}\n")
            .With("web/templates/_spec.tpl", "{{- define \"spec\" }}\ncontainers:\n- name: web\n  securityContext:\n    privileged: true\n{{- end }}\n").Report();

        Assert.Equal(["web/templates/_spec.tpl:5:5"], report.Places(Privileged));
    }

    [Fact]
    public void A_line_that_cannot_be_known_is_not_told()
    {
        var report = _scan.WithChart("web", "{{- $x := \"apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {containers: [{name: web, securityContext: {privileged: true}}]}\" -}}\n{{ $x -}}\n").Report();

        Assert.Equal(["web/templates/main.yaml:0:0"], report.Places(Privileged));
    }

    [Fact]
    public void A_line_that_another_action_may_have_written_is_not_told()
    {
        var report = _scan.WithChart("web", """
            apiVersion: v1
            kind: Pod
            metadata: { name: a }
            spec:
              containers:
              {{- range .Values.items }}
              {{- if .first }}
              - name: first
              {{- end }}
              {{- if .second }}
              {{- toYaml .second | nindent 2 }}
              {{- end }}
              {{- with .more }}
              {{- toYaml . | nindent 4 -}}
              {{- end }}
              {{- end }}

            """, """
            items:
            - { first: true, more: { securityContext: { privileged: true } } }
            - { second: [{ name: second, image: a }] }

            """).Report();

        Assert.Equal(["web/templates/main.yaml:0:0"], report.Places(Privileged));
    }

    [Fact]
    public void A_secret_that_the_chart_makes_up_stands_in_no_file()
    {
        var report = _scan.WithChart("web", """
            apiVersion: v1
            kind: Secret
            metadata: { name: {{ .Values.name }} }
            stringData:
              {{- if .Values.password }}
              password: {{ .Values.password }}
              {{- else }}
              password: {{ randAlphaNum 24 }}
              {{- end }}

            """, "name: a").Report();

        Assert.Empty(report.Of("policy/secret-in-file"));
        Assert.Contains(report.Root.GetProperty("unknowns").EnumerateArray(), unknown => unknown.GetProperty("control").GetString() == "policy/secret-in-file");
        Assert.Equal(["web/templates/main.yaml:6:3"], _scan.With("web/values.yaml", "name: a\npassword: correct-horse\n").Report().Places("policy/secret-in-file"));
    }

    [Fact]
    public void The_key_in_a_file_of_the_users_own_is_told_as_that_files()
    {
        var values = _scan.WithChart("web", Pod, Values).With("prod.yaml", "securityContext: {privileged: true}\n")["prod.yaml"];

        Assert.Equal(["prod.yaml:1: securityContext.privileged"], _scan.Report("--values", values).Keys(Privileged));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0, "--set", "securityContext.privileged=false")]
    [InlineData(0, "--set", "names=null")]
    [InlineData(2, "--set", "names={a,b}")]
    public void Values_of_the_command_line_count(int findings, params string[] options) =>
        Assert.Equal(findings, _scan.WithChart("web", Pod, Values).Report(options).Of(Privileged).Count());

    [Theory]
    [InlineData("web/Pod/web-v1.37", "")]
    [InlineData("web/Pod/web-v1.30", "--kubernetes=1.30")]
    [InlineData("web/Pod/web-v1.29", "--kubernetes=1.30 --kube-version=1.29")]
    [InlineData("shop/Pod/web-v1.37", "--namespace=shop")]
    [InlineData("shop/Pod/cart-v1.37", "--namespace=shop --release-name=cart")]
    [InlineData("web/Pod/web-v1.37-x", "--api-versions=example.org/v1")]
    public void Version_name_and_namespace_of_a_release_are_passed_on(string subject, string options)
    {
        var report = _scan.WithChart("web", """
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ .Release.Name }}-v{{ .Capabilities.KubeVersion.Major }}.{{ .Capabilities.KubeVersion.Minor }}{{ if .Capabilities.APIVersions.Has "example.org/v1" }}-x{{ end }}
            spec: { containers: [{ name: web, securityContext: { privileged: true } }] }
            """).Report(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var found = report.Of(Privileged).Single().GetProperty("subject");

        Assert.Equal(subject, $"{found.GetProperty("namespace")}/{found.GetProperty("kind")}/{found.GetProperty("name")}");
    }

    [Theory]
    [InlineData("a: {{ .Values.x.y }}", "web/templates/main.yaml:1:13: ", "nil pointer evaluating interface {}.y")]
    [InlineData("a: b\n{{ if }}", "web/templates/main.yaml:2:0: ", "missing value for if")]
    [InlineData("a: [b", "web/templates/main.yaml:0:0: ", "error converting YAML to JSON")]
    [InlineData("a: {{ fail \"set x\" }}", "web/templates/main.yaml:1:6: ", "set x")]
    public void A_chart_that_does_not_render_is_an_error_in_helms_words_and_the_rest_is_judged(string template, string place, string words)
    {
        var report = _scan.WithChart("web", template).WithChart("good", Pod, Values).Report();
        var error = Assert.Single(report.Errors);

        Assert.StartsWith(place, error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Equal(2, report.ExitCode);
        Assert.Single(report.Of(Privileged));
    }

    [Fact]
    public void A_dependency_that_is_missing_is_named()
    {
        var report = _scan.WithChart("web", Pod, Values, "dependencies: [{name: postgresql, version: 1.x.x, repository: 'https://charts.example'}]\n").Report();

        Assert.Contains("missing in charts/ directory: postgresql", Assert.Single(report.Errors), StringComparison.Ordinal);
        Assert.Equal(2, report.ExitCode);
    }

    [Fact]
    public void A_subchart_is_judged_by_its_parent_with_its_parents_values()
    {
        var report = _scan.WithChart("web", "", "db: {securityContext: {privileged: true}}").WithChart("web/charts/db", Pod, "names: [db]\nimage: {repository: a, tag: v1}\n").Report();

        Assert.Equal(["web/charts/db/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Equal(["web/values.yaml:1: db.securityContext.privileged"], report.Keys(Privileged));
        Assert.Equal(1, report.Documents);
    }

    [Fact]
    public void A_subchart_whose_parent_is_not_scanned_is_judged_by_itself()
    {
        _scan.WithChart("web", "").WithChart("web/charts/db", Pod, Values);

        Assert.Contains(Privileged, RedoubtProgram.RunWith(RealTools.Environment, "scan", _scan["web/charts"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subchart_under_another_name_is_found_by_its_own()
    {
        var report = _scan.WithChart("web", "", "store: {securityContext: {privileged: true}}", "dependencies: [{name: db, alias: store, version: 0.1.0}]\n")
            .WithChart("web/charts/db", Pod, "names: [db]\nimage: {repository: a, tag: v1}\n").Report();

        Assert.Equal(["web/charts/db/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Equal(["web/values.yaml:1: store.securityContext.privileged"], report.Keys(Privileged));
    }

    [Fact]
    public void A_place_in_a_packaged_subchart_is_its_templates_line()
    {
        _scan.WithChart("web", "").WithArchive("web/charts/db-0.1.0.tgz", "db", Pod, Values);
        var report = _scan.Report();

        Assert.Equal(["web/charts/db-0.1.0.tgz/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Equal(["web/charts/db-0.1.0.tgz/values.yaml:6: db.securityContext.privileged"], report.Keys(Privileged));
    }

    [Fact]
    public void A_packaged_chart_is_rendered_by_its_name()
    {
        _scan.WithArchive("db-0.1.0.tgz", "db", Pod, Values);
        var run = RedoubtProgram.RunWith(RealTools.Environment, "scan", _scan["db-0.1.0.tgz"], "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(Privileged, run.Output, StringComparison.Ordinal);
        Assert.Contains("db-0.1.0.tgz/templates/main.yaml", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packaged_chart_in_a_folder_is_rendered_and_an_archive_without_one_is_passed_over()
    {
        _scan.WithArchive("charts/db-0.1.0.tgz", "db", Pod, Values).With("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n");
        using var packed = new RenderedScan().With("package/package.json", "{}");
        using (var archive = File.Create(_scan["other.tgz"]))
        using (var zip = new GZipStream(archive, CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(packed.Folder, zip, includeBaseDirectory: false);
        }

        var report = _scan.Report("--show", "all");

        Assert.Equal(["charts/db-0.1.0.tgz/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Equal(["an archive that holds no chart"], report.Told("other-program"));
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData("policy/v1/PodDisruptionBudget", "1.25", true)]
    [InlineData("policy/v1/PodDisruptionBudget", "1.20", false)]
    [InlineData("batch/v1beta1/CronJob", "1.24", true)]
    [InlineData("batch/v1beta1/CronJob", "1.25", false)]
    [InlineData("admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy", "1.30", true)]
    [InlineData("admissionregistration.k8s.io/v1beta1/ValidatingAdmissionPolicy", "1.29", false)]
    [InlineData("monitoring.coreos.com/v1", "1.30", false)]
    public void A_chart_is_told_what_the_judged_version_serves(string name, string version, bool isServed)
    {
        _scan.WithChart("web", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ if .Capabilities.APIVersions.Has \"NAME\" }}there{{ else }}absent{{ end }}\n".Replace("NAME", name, StringComparison.Ordinal));
        var run = RedoubtProgram.RunWith(RealTools.Environment, "scan", _scan["web"], "--kubernetes", version, "--format", "json", "--show", "all");

        Assert.Contains($"\"name\": \"{(isServed ? "there" : "absent")}\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_with_breaks_of_windows_has_lines_too()
    {
        var report = _scan.WithChart("web", Pod.Replace("\n", "\r\n", StringComparison.Ordinal), Values).Report();

        Assert.Equal(["web/templates/main.yaml:8:5"], report.Places("workloads/moving-image-tag"));
    }

    [Fact]
    public void A_template_that_makes_up_what_it_makes_is_told_and_not_judged()
    {
        const string Random = """
            {{- range until (int (randNumeric 1)) }}
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: p{{ . }} }
            spec: { containers: [{ name: a, image: b, securityContext: { privileged: true } }] }
            {{- end }}
            """;
        _scan.WithChart("web", Pod, Values).With("web/templates/random.yaml", Random);
        string[] reports = [.. Enumerable.Range(0, 3).Select(_ => _scan.Run("--format", "json", "--show", "all").Output)];

        Assert.Single(reports.Distinct());
        Assert.Contains("what this template makes is other at every rendering: nothing can be said of it", _scan.Report().Told("made-up"));
        Assert.Equal(1, _scan.Report().Documents);
    }

    [Fact]
    public void A_name_that_is_made_up_changes_no_report()
    {
        _scan.WithChart("web", "apiVersion: v1\nkind: Pod\nmetadata: { name: s-{{ randAlphaNum 8 | lower }} }\nspec: { containers: [{ name: a, image: b, securityContext: { privileged: true } }] }\n");
        string[] reports = [.. Enumerable.Range(0, 3).Select(_ => _scan.Run("--format", "json", "--show", "all").Output)];

        Assert.Single(reports.Distinct());
        Assert.Contains("(made up)", reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_is_passed_over()
    {
        var report = _scan.WithChart("lib", "a: {{ fail \"x\" }}", "", "type: library\n").Report();

        Assert.Contains("no object was found here", Assert.Single(report.Errors), StringComparison.Ordinal);
        Assert.Contains("a library chart, which only other charts can use", report.Told("not-installed"));
    }

    [Fact]
    public void Hooks_are_judged_and_tests_are_not()
    {
        var hook = Pod.Replace("metadata: {", "metadata: { annotations: { helm.sh/hook: pre-install },", StringComparison.Ordinal);
        var report = _scan.WithChart("hook", hook, Values).WithChart("test", hook.Replace("pre-install", "test", StringComparison.Ordinal), Values).Report();

        Assert.Equal(["hook/templates/main.yaml:11:0"], report.Places(Privileged));
        Assert.Contains("a test of a chart, which only `helm test` runs", report.Told("not-installed"));
    }

    [Fact]
    public void Definitions_of_custom_resources_are_read_once_with_their_lines()
    {
        var report = _scan.WithChart("web", "").With("web/crds/a.yaml", "# first\n" + Pod.Replace("{{ .Release.Name }}", "a", StringComparison.Ordinal).Split("{{-")[0]
            + "- name: web\n    securityContext: { privileged: true }\n").Report();

        Assert.Equal(1, report.Documents);
        Assert.Equal(["web/crds/a.yaml:8:24"], report.Places(Privileged));
    }

    [Fact]
    public void Without_helm_a_chart_in_a_tree_is_counted_and_one_that_is_named_is_an_error()
    {
        _scan.WithChart("web", Pod, Values);
        (string, string)[] nothing = [("PATH", ""), ("REDOUBT_HELM", "")];
        var found = RedoubtProgram.RunWith(nothing, "scan", _scan.Folder, "--format", "json");
        var named = RedoubtProgram.RunWith(nothing, "scan", _scan["web"], "--format", "json");

        // Nothing else is there: a tree in which nothing can be judged is not green. With an object beside it, the chart is counted.
        Assert.Equal(2, found.ExitCode);
        Assert.Contains("install `helm`", found.Output, StringComparison.Ordinal);
        _scan.With("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}");
        Assert.NotEqual(2, RedoubtProgram.RunWith(nothing, "scan", _scan.Folder, "--format", "json").ExitCode);
        Assert.Equal(2, named.ExitCode);
        Assert.Contains("| redoubt scan -", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_says_where_a_value_comes_from()
    {
        _scan.WithChart("web", Pod, Values);
        foreach (var format in new[] { "console", "json", "sarif", "junit", "github", "gitlab", "markdown" })
        {
            Assert.Contains("securityContext.privileged", _scan.Run("--format", format, "--include", Privileged).Output.Replace("[web].securityContext.privileged", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }
}
