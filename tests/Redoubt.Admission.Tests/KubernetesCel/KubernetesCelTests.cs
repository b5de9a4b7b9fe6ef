namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>Facts taken from Kubernetes' own tests: every row of every file in the folder.</summary>
[NeedsSuite("kubernetes-cel")]
public sealed class KubernetesCelTests
{
    [Fact]
    public void Every_row_agrees()
    {
        var report = new SuiteReport(SuiteFolder.Read());
        Console.WriteLine(report);
        Assert.True(report.Disagreements.Count == 0, string.Join('\n', report.Disagreements));
        Assert.NotEqual(0, report.Agreeing);
    }
}
