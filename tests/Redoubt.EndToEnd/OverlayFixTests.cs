namespace Redoubt.EndToEnd;

/// <summary>Fixes in overlays: by a patch in the kustomization, and only where rendering again, by the real kubectl, shows them.</summary>
public sealed class OverlayFixTests : IDisposable
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostPID: true   # to see the others
          containers:
          - name: web
            image: registry.example/web:1.0.0
            securityContext: { privileged: true }
        """;

    private readonly RenderedScan _scan = new RenderedScan().With("base/pod.yaml", Pod).With("base/kustomization.yaml", "resources: [pod.yaml]\n");

    public void Dispose() => _scan.Dispose();

    [Fact]
    public void The_kustomization_gets_a_patch_and_the_finding_is_gone()
    {
        const string Before = "# production\nresources: [../base]   # all of it\nnamePrefix: prod-\n";
        _scan.With("prod/kustomization.yaml", Before);

        var run = Fix("--write", "--control", "workloads/host-pid");

        Assert.Equal(Before + "patches:\n- target:\n    kind: Pod\n    name: web\n  patch: |\n    apiVersion: v1\n    kind: Pod\n    metadata:\n      name: web\n    spec:\n      hostPID: false\n", File.ReadAllText(_scan["prod/kustomization.yaml"]));
        Assert.Equal(Pod, File.ReadAllText(_scan["base/pod.yaml"]));
        Assert.Empty(_scan.Report().Of("workloads/host-pid"));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Patches_that_stand_there_stay_and_an_item_of_a_list_is_found_by_its_name()
    {
        _scan.With("prod/kustomization.yaml", "resources: [../base]\npatches:   # ours\n- path: more.yaml\n")
            .With("prod/more.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: side, image: registry.example/side:1.0.0, securityContext: { privileged: true } }] }\n");

        Fix("--write", "--control", "workloads/privileged-container");

        Assert.StartsWith("resources: [../base]\npatches:   # ours\n- path: more.yaml\n- target:\n", File.ReadAllText(_scan["prod/kustomization.yaml"]), StringComparison.Ordinal);
        Assert.Empty(_scan.Report().Of("workloads/privileged-container"));
    }

    [Fact]
    public void Of_a_base_that_two_overlays_use_each_gets_a_patch()
    {
        _scan.With("dev/kustomization.yaml", "resources: [../base]\nnameSuffix: -dev\n").With("prod/kustomization.yaml", "resources: [../base]\nnamespace: prod\n");

        Fix("--write", "--control", "workloads/host-pid");

        Assert.Contains("hostPID: false", File.ReadAllText(_scan["dev/kustomization.yaml"]), StringComparison.Ordinal);
        Assert.Contains("hostPID: false", File.ReadAllText(_scan["prod/kustomization.yaml"]), StringComparison.Ordinal);
        Assert.Empty(_scan.Report().Of("workloads/host-pid"));
    }

    [Fact]
    public void What_a_patch_would_not_mend_is_left_and_said()
    {
        const string Late = "resources: [../base]\ntransformers:\n- |-\n  apiVersion: builtin\n  kind: PatchTransformer\n  metadata: { name: x }\n  target: { kind: Pod }\n  patch: '[{ \"op\": \"add\", \"path\": \"/spec/hostPID\", \"value\": true }]'\n";
        _scan.With("prod/kustomization.yaml", Late);

        var run = Fix("--write", "--control", "workloads/host-pid");

        Assert.Equal(Late, File.ReadAllText(_scan["prod/kustomization.yaml"]));
        Assert.Contains("an overlay renders it, and no patch there was found to mend it: rendered with the patch, the overlay would not give just what the fix wants", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resources: [../one, ../two]\n", true)]
    [InlineData("resources: [../one, ../two]\nnamePrefix: my-\n", false)]
    public void Of_two_objects_of_one_name_only_the_one_is_changed_or_none(string kustomization, bool isMended)
    {
        const string Other = "patches:\n- patch: |-\n    apiVersion: v1\n    kind: Pod\n    metadata: { name: web }\n    spec: { hostPID: false, hostIPC: true }\n";
        _scan.With("one/kustomization.yaml", "resources: [../base]\nnamePrefix: one-\n").With("two/kustomization.yaml", "resources: [../base]\nnamePrefix: two-\n" + Other)
            .With("prod/kustomization.yaml", kustomization);

        var run = Fix("--write", "--control", "workloads/host-pid");

        Assert.Equal(isMended, File.ReadAllText(_scan["prod/kustomization.yaml"]).Contains("name: one-web", StringComparison.Ordinal));
        Assert.Equal(isMended, !run.Error.Contains("no patch there was found to mend it", StringComparison.Ordinal));
        Assert.Equal(isMended ? 0 : 1, _scan.Report().Of("workloads/host-pid").Count());
    }

    private Run Fix(params string[] words) => RedoubtProgram.RunWith(RealTools.Environment, ["fix", "--unsafe", _scan.Folder, .. words]);
}
