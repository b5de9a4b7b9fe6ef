namespace Redoubt.EndToEnd;

/// <summary>Fixes in charts: by the values, and only where rendering again shows them.</summary>
public sealed class ChartFixTests : IDisposable
{
    private const string Template = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostPID: {{ .Values.host.pid }}
          containers:
          - name: web
            image: registry.example/web:1.0.0
            securityContext: {{ toYaml .Values.securityContext | nindent 6 }}
          - name: fixed
            image: registry.example/web:1.0.0
            securityContext: { privileged: true }
        """;

    private readonly RenderedScan _scan = new RenderedScan().WithChart("web", Template, "# what the pod may do\nsecurityContext: {}   # nothing yet\nhost:\n  pid: true\n");

    public void Dispose() => _scan.Dispose();

    [Fact]
    public void Where_a_key_decides_it_gets_another_value_and_the_finding_is_gone()
    {
        Fix("--write", "--control", "workloads/seccomp-unset", "--control", "workloads/host-pid");

        Assert.Equal("# what the pod may do\nsecurityContext:   # nothing yet\n  seccompProfile:\n    type: RuntimeDefault\nhost:\n  pid: false\n", File.ReadAllText(_scan["web/values.yaml"]));
        Assert.Empty(_scan.Report().Of("workloads/host-pid"));
        Assert.Empty(_scan.Report().Of("workloads/seccomp-unset"));
    }

    [Fact]
    public void What_no_key_decides_is_left_and_said()
    {
        var run = Fix("--control", "workloads/privileged-container");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("a chart renders it, and no key of its values was found to decide it", run.Error, StringComparison.Ordinal);
    }

    private Run Fix(params string[] words) => RedoubtProgram.RunWith(RealTools.Environment, ["fix", "--unsafe", _scan.Folder, .. words]);
}
