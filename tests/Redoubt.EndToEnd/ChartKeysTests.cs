namespace Redoubt.EndToEnd;

/// <summary>Keys of values that would give what a chart leaves out.</summary>
public sealed class ChartKeysTests : IDisposable
{
    private readonly RenderedScan _scan = new();

    public void Dispose() => _scan.Dispose();

    [Theory]
    [InlineData("{}", "resources")]
    [InlineData("{ requests: { cpu: 1 } }", "resources")]
    [InlineData("{ limits: { cpu: 1 } }", "resources.limits")]
    [InlineData("", "resources")]
    public void A_field_that_is_absent_is_told_with_the_key_of_the_values_that_would_give_it(string resources, string key)
    {
        const string Template = """
            apiVersion: v1
            kind: Pod
            metadata: { name: web }
            spec:
              {{- with .Values.podSecurityContext }}
              securityContext: {{ toYaml . | nindent 4 }}
              {{- end }}
              containers:
              - name: web
                image: web
                {{- with .Values.resources }}
                resources: {{ toYaml . | nindent 6 }}
                {{- end }}
                {{- if .Values.containerSecurityContext.enabled }}
                securityContext: { readOnlyRootFilesystem: true }
                {{- end }}
            """;
        var report = _scan.WithChart("web", Template, $"podSecurityContext: {{}}\nunused: {{}}\ncontainerSecurityContext: {{ enabled: false }}\nresources: {resources}\n").Report();

        Assert.Equal(["web/values.yaml:4: " + key], report.Keys("workloads/no-memory-limit"));
        Assert.Equal(["web/values.yaml:1: podSecurityContext"], report.Keys("workloads/seccomp-unset").Where(name => !name.EndsWith("enabled", StringComparison.Ordinal)));
        Assert.Equal(["web/values.yaml:3: containerSecurityContext.enabled"], report.Keys("workloads/writable-root-filesystem"));
    }
}
