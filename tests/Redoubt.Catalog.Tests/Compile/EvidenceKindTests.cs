using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Compile;

/// <summary>A rule over evidence of our own is typed as one over Kubernetes' kinds is.</summary>
public class EvidenceKindTests
{
    [Theory]
    [InlineData("Host", "object.?sysctls[?'kernel.unprivileged_bpf_disabled'].?value.orValue('0') != '0'", null)]
    [InlineData("Host", "object.kernal.release != ''", "did you mean `kernel`?")]
    [InlineData("Component", "object.?flags[?'anonymous-auth'].orValue('true') == 'false'", null)]
    [InlineData("Component", "object.?certificates.orValue([]).all(c, c.keyBit >= 2048)", "did you mean `keyBits`?")]
    [InlineData("ContainerEngine", "object.?containers.orValue([]).all(c, !c.privileged)", null)]
    [InlineData("Image", "object.?vulnerabilities.orValue([]).all(v, v.score < '7')", "no overload")]
    [InlineData("Dockerfile", "object.?stages.orValue([]).all(s, s.from.contains('@'))", null)]
    [InlineData("Workflow", "object.?jobs.orValue([]).all(j, j.step.all(s, has(s.uses)))", "did you mean `steps`?")]
    [InlineData("AuditLog", "object.?requests.orValue([]).all(r, r.code != 403)", null)]
    public void A_field_that_the_kind_lacks_is_refused_with_a_suggestion(string kind, string check, string? expected)
    {
        var control = $$"""
            id: infrastructure/example
            title: It is so
            layer: infrastructure
            theme: isolation
            severity: low
            for: {{kind}}
            check: "{{check}}"
            why: Because.
            fix: { say: Mend it. }
            """;
        var catalog = new CatalogBuilder().Add("example.yaml", control).Build();
        var judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        var told = string.Concat(judge.CompileAll().Select(problem => problem.Message));

        Assert.Contains(expected ?? "", told, StringComparison.Ordinal);
        Assert.Equal(expected is null, told.Length == 0);
    }

    [Fact]
    public void A_machine_is_judged_from_the_document_that_tells_of_it()
    {
        const string Machine = """
            apiVersion: evidence.redoubt.dev/v1
            kind: Host
            metadata: { name: node-1 }
            kernel: { release: 6.1.0, lockdown: null }
            files:
              /etc/kubernetes/admin.conf: { mode: 420, owner: root }
            sysctl: {}
            """;
        var read = DocumentReader.Read("node.yaml", Machine);

        Assert.Equal(EvidenceKinds.Host, Assert.Single(read.Documents).Kind);
        Assert.Contains("did you mean `sysctls`?", Assert.Single(read.Told(LedgerCode.UnknownField)).Reason, StringComparison.Ordinal);
        Assert.False(read.Documents[0].Root["kernel"]["lockdown"].Exists);
    }
}
