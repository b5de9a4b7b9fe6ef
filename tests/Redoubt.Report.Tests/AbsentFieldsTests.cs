using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What containers leave out together is one thing to mend.</summary>
public class AbsentFieldsTests
{
    private const string Web = "spec.template.spec.containers[name=web]";

    private readonly AssessmentBuilder _builder = new AssessmentBuilder().Evidence(Layer.Workloads);

    [Fact]
    public void Fields_that_one_container_leaves_out_are_one_entry_with_one_text_to_paste()
    {
        Fail("workloads/no-new-privileges", Severity.Medium, Web, ("securityContext.allowPrivilegeEscalation", "false"));
        Fail("workloads/kept", Severity.Low, Web + ".securityContext", ("securityContext.capabilities.drop", "[\"ALL\"]"));
        Fail("workloads/seccomp", Severity.Medium, Web, ("securityContext.seccompProfile.type", "\"RuntimeDefault\""));
        var (absent, others) = AbsentFields.In(_builder.Build().Findings);

        Assert.Empty(others);
        Assert.Equal(["workloads/no-new-privileges", "workloads/seccomp", "workloads/kept"], absent!.Controls.Select(control => control.Id));
        Assert.Equal(3, Assert.Single(absent.Places).Fields.Count);
        Assert.Equal(
            """
            securityContext:
              allowPrivilegeEscalation: false
              capabilities:
                drop: ["ALL"]
              seccompProfile:
                type: "RuntimeDefault"
            """,
            string.Join('\n', absent.Snippet));
    }

    [Theory]
    [InlineData(Severity.Medium, Web + ".securityContext.allowPrivilegeEscalation", "securityContext.allowPrivilegeEscalation", "false")]
    [InlineData(Severity.High, Web, "securityContext.privileged", "false")]
    [InlineData(Severity.Medium, "spec.template.spec", "spec.hostIPC", "false")]
    [InlineData(Severity.Medium, Web, "hostPort", "null")]
    [InlineData(Severity.Medium, Web, "imagePullPolicy", "\"Always\"")]
    public void What_is_there_and_what_is_grave_is_told_by_itself(Severity severity, string path, string field, string json)
    {
        Fail("workloads/one", severity, path, (field, json));
        Fail("workloads/two", severity, path, (field, json));
        var findings = _builder.Build().Findings;

        Assert.Equal((null, findings), AbsentFields.In(findings));
    }

    [Fact]
    public void One_field_alone_is_a_finding_like_others()
    {
        Fail("workloads/one", Severity.Medium, Web, ("securityContext.runAsNonRoot", "true"));
        Fail("workloads/two", Severity.Medium, Web.Replace("web", "other", StringComparison.Ordinal), ("securityContext.readOnlyRootFilesystem", "true"));

        Assert.Null(AbsentFields.In(_builder.Build().Findings).Absent);
    }

    [Theory]
    [InlineData("console", "\n          securityContext:\n            readOnlyRootFilesystem: true\n")]
    [InlineData("markdown", "\n```yaml\nsecurityContext:\n  readOnlyRootFilesystem: true\n")]
    public void Reports_for_people_fold_them_and_those_for_programs_do_not(string format, string snippet)
    {
        Fail("workloads/one", Severity.Medium, Web, ("securityContext.runAsNonRoot", "true"));
        Fail("workloads/two", Severity.Medium, Web, ("securityContext.readOnlyRootFilesystem", "true"));

        Assert.Contains(snippet, Rendered.By(format, _builder.Build()), StringComparison.Ordinal);
        Assert.Equal(2, Rendered.By("text", _builder.Build()).Split('\n').Count(line => line.Contains(" medium ", StringComparison.Ordinal)));
    }

    private void Fail(string id, Severity severity, string path, (string Path, string Json) set)
    {
        var control = _builder.Add(new Control
        {
            Id = id,
            Title = id,
            Layer = Layer.Workloads,
            Theme = Theme.Isolation,
            Severity = severity,
            Target = new ControlTarget("container"),
            Rule = new ControlRule(),
            TextSource = () => new ControlText { Edit = new ControlFix { Set = [set] } },
        });
        _builder.Fail(control, new SubjectName("apps/v1", "Deployment", "shop", "web"), new Location("web.yaml", 7, 3, path), "wrong");
    }
}
