namespace Redoubt.EndToEnd;

/// <summary>Overlays, rendered by the real kubectl.</summary>
public sealed class OverlayTests : IDisposable
{
    private const string Privileged = "workloads/privileged-container";
    private const string RunsPrivileged = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: web\n    securityContext:\n      privileged: true\n    image: registry.example/web:1\n";
    private const string Plain = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: web\n    image: registry.example/web:1\n";

    private readonly RenderedScan _scan = new();

    public void Dispose() => _scan.Dispose();

    [Fact]
    public void A_base_that_two_overlays_use_is_told_once_at_its_own_line()
    {
        var report = _scan.With("base/pod.yaml", RunsPrivileged).With("base/kustomization.yaml", "resources: [pod.yaml]\n")
            .With("dev/kustomization.yaml", "resources: [../base]\nnamePrefix: dev-\n").With("prod/kustomization.yaml", "resources: [../base]\nnamespace: prod\n").Report();

        Assert.Equal(["base/pod.yaml:8:7"], report.Places(Privileged));
        Assert.Equal(["dev", "prod"], report.Inputs(Privileged));
        Assert.Equal(2, report.Documents);
    }

    [Fact]
    public void What_one_overlay_sets_is_told_of_its_patch()
    {
        var report = _scan.With("base/pod.yaml", Plain).With("base/kustomization.yaml", "resources: [pod.yaml]\n")
            .With("dev/kustomization.yaml", "resources: [../base]\n")
            .With("prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n").With("prod/patch.yaml", RunsPrivileged).Report();

        Assert.Equal(["prod/patch.yaml:8:7"], report.Places(Privileged));
        Assert.Equal(["prod"], report.Inputs(Privileged));
    }

    [Theory]
    [InlineData("patches:\n- patch: |-\n    apiVersion: v1\n    kind: Pod\n    metadata: { name: web }\n    spec:\n      hostPID: true\n", "kustomization.yaml:9:7")]
    [InlineData("patches:\n- target: { kind: Pod, name: w.* }\n  patch: |-\n    - op: add\n      path: /spec/hostPID\n      value: true\n", "kustomization.yaml:8:7")]
    [InlineData("patches:\n- target: { kind: Pod }\n  patch: '[{ \"op\": \"add\", \"path\": \"/spec/hostPID\", \"value\": true }]'\n", "kustomization.yaml:5:3")]
    [InlineData("patches:\n- { path: ops.json, target: { kind: Pod } }\n", "ops.json:2:42")]
    [InlineData("patchesStrategicMerge:\n- |-\n  apiVersion: v1\n  kind: Pod\n  metadata: { name: web }\n  spec:\n    hostPID: true\n", "kustomization.yaml:9:5")]
    [InlineData("transformers: [transformer.yaml]\n", "transformer.yaml:4:1")]
    [InlineData("transformers:\n- |-\n  apiVersion: builtin\n  kind: PatchTransformer\n  metadata: { name: x }\n  target: { kind: Pod }\n  patch: |-\n    - op: add\n      path: /spec/hostPID\n      value: true\n", "kustomization.yaml:12:7")]
    [InlineData("transformers: [others]\n", "others/merge.yaml:9:5")]
    public void What_a_patch_gives_is_told_of_its_line_wherever_it_stands(string patch, string place)
    {
        var report = _scan.With("pod.yaml", Plain).With("ops.json", "[\n  {\"op\": \"add\", \"path\": \"/spec/hostPID\", \"value\": true}\n]\n")
            .With("transformer.yaml", "apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: x }\npatch: '[{ \"op\": \"add\", \"path\": \"/spec/hostPID\", \"value\": true }]'\ntarget: { kind: Pod }\n")
            .With("others/kustomization.yaml", "resources: [merge.yaml]\n")
            .With("others/merge.yaml", "apiVersion: builtin\nkind: PatchStrategicMergeTransformer\nmetadata: { name: y }\npatches: |-\n  apiVersion: v1\n  kind: Pod\n  metadata: { name: web }\n  spec:\n    hostPID: true\n")
            .With("kustomization.yaml", "resources: [pod.yaml]\nnamePrefix: my-\n" + patch).Report();

        Assert.Equal([place], report.Places("workloads/host-pid"));
        Assert.Empty(report.Errors);
    }

    [Fact]
    public void Each_of_two_containers_that_patches_add_is_told_of_its_own()
    {
        const string Side = "\n    - { op: add, path: /spec/containers/-, value: { name: NAME, image: a, securityContext: { privileged: true } } }";
        var report = _scan.With("pod.yaml", Plain).With("kustomization.yaml",
            "resources: [pod.yaml]\npatches:\n- target: { kind: Pod }\n  patch: |-" + Side.Replace("NAME", "a", StringComparison.Ordinal) + Side.Replace("NAME", "b", StringComparison.Ordinal)).Report();

        Assert.Equal(["kustomization.yaml:5:91", "kustomization.yaml:6:91"], report.Places(Privileged).Order());
    }

    [Fact]
    public void What_a_field_of_the_kustomization_gives_is_told_of_that()
    {
        var report = _scan.With("pod.yaml", Plain).With("kustomization.yaml", """
            resources: [pod.yaml]
            images:
            - name: registry.example/web
              newTag: latest
            configMapGenerator:
            - name: settings
              literals:
              - DB_PASSWORD=hunter2x9
            """).Report();

        Assert.Equal(["kustomization.yaml:4:3"], report.Places("workloads/moving-image-tag"));
        Assert.Equal(["kustomization.yaml:8:5"], report.Places("policy/secret-in-configmap"));
    }

    [Theory]
    [InlineData("kind: ImageTagTransformer\nimageTag:\n  name: registry.example/web\n  newTag: latest\n", "workloads/moving-image-tag", "made.yaml:6:3")]
    [InlineData("kind: NamespaceTransformer\n", "workloads/default-namespace", "made.yaml:2:25")]
    [InlineData("kind: ReplacementTransformer\nreplacements:\n- source: { kind: ConfigMap, name: images, fieldPath: data.web }\n  targets:\n  - select: { kind: Pod }\n    fieldPaths: ['spec.containers.[name=web].image']\n", "workloads/moving-image-tag", "made.yaml:8:18")]
    public void What_a_transformer_in_a_file_of_its_own_gives_is_told_of_that(string transformer, string control, string place)
    {
        var report = _scan.With("pod.yaml", Plain).With("images.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: images }\ndata: { web: 'registry.example/web:latest' }\n")
            .With("made.yaml", "apiVersion: builtin\nmetadata: { name: made, namespace: default }\n" + transformer)
            .With("kustomization.yaml", "resources: [pod.yaml, images.yaml]\ntransformers: [made.yaml]\n").Report();

        Assert.Equal([place], report.Places(control));
    }

    [Fact]
    public void A_replacement_is_where_a_value_of_another_object_comes_from()
    {
        var report = _scan.With("pod.yaml", Plain).With("images.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: images }\ndata: { web: 'registry.example/web:latest' }\n")
            .With("kustomization.yaml", """
            resources: [pod.yaml, images.yaml]
            replacements:
            - source: { kind: ConfigMap, name: images, fieldPath: data.web }
              targets:
              - select: { name: web }
                fieldPaths:
                - spec.containers.*.image
            """).Report();

        Assert.Equal(["kustomization.yaml:7:7"], report.Places("workloads/moving-image-tag"));
    }

    [Fact]
    public void The_patch_of_an_overlay_counts_before_the_same_one_of_its_base()
    {
        var report = _scan.With("base/pod.yaml", Plain).With("base/patch.yaml", RunsPrivileged).With("base/kustomization.yaml", "resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n")
            .With("over/patch.yaml", RunsPrivileged).With("over/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n").Report();

        Assert.Equal(["over/patch.yaml:8:7"], report.Places(Privileged));
    }

    [Fact]
    public void A_base_that_no_overlay_uses_is_judged_by_itself_and_so_is_what_lies_beside()
    {
        var report = _scan.With("base/pod.yaml", RunsPrivileged).With("base/kustomization.yaml", "resources: [pod.yaml]\n")
            .With("pod.yaml", RunsPrivileged.Replace("web", "beside", StringComparison.Ordinal)).WithChart("chart", RunsPrivileged.Replace("web", "charted", StringComparison.Ordinal)).Report();

        Assert.Equal(["base/pod.yaml:8:7", "chart/templates/main.yaml:8:7", "pod.yaml:8:7"], report.Places(Privileged).Order());
        Assert.Equal(3, report.Documents);
    }

    [Theory]
    [InlineData("resources: ['https://example.invalid/x.yaml']", "`https://example.invalid/x.yaml`")]
    [InlineData("resources: ['github.com/org/repo//base?ref=v1']", "`github.com/org/repo//base?ref=v1`")]
    [InlineData("helmCharts: [{name: x, repo: 'https://example.invalid'}]", "--enable-helm")]
    public void What_would_be_downloaded_is_not_rendered_and_said(string text, string reason)
    {
        var report = _scan.With("over/kustomization.yaml", text).With("pod.yaml", Plain).Report();

        Assert.Contains(report.Told("not-rendered"), group => group.Contains(reason, StringComparison.Ordinal));
        Assert.Empty(report.Errors);
        Assert.Equal(2, RedoubtProgram.RunWith(RealTools.Environment, "scan", _scan["over"]).ExitCode);
    }

    [Theory]
    [InlineData("resources: [nothing.yaml]", "nothing.yaml")]
    [InlineData("resources: [../ring]", "cycle")]
    [InlineData("generators: [exec.yaml]", "")]
    [InlineData("configMapGenerator: [{name: x, files: [/etc/hostname]}]", "is not in or below")]
    public void An_overlay_that_does_not_render_is_an_error_and_the_rest_is_judged(string text, string words)
    {
        var report = _scan.With("ring/kustomization.yaml", text).With("ring/exec.yaml", """
            apiVersion: example.org/v1
            kind: Ran
            metadata: { name: x, annotations: { config.kubernetes.io/function: "exec: { path: ./run }" } }
            """).With("pod.yaml", RunsPrivileged).Report();

        Assert.Contains(words, Assert.Single(report.Errors), StringComparison.Ordinal);
        Assert.Equal(2, report.ExitCode);
        Assert.Single(report.Of(Privileged));
    }
}
