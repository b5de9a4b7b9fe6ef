namespace Redoubt.Cel.Tests.Conformance;

/// <summary>cel-spec's conformance suite, every file in the folder on every engine. What does not apply is printed, each with its reason.</summary>
[NeedsSuite("cel")]
public sealed class ConformanceTests
{
    [Fact]
    public void Every_applicable_test_agrees_on_every_engine()
    {
        var report = new ConformanceReport();
        Console.WriteLine(report);
        Assert.True(report.Disagreements.Count == 0, string.Join('\n', report.Disagreements));
        Assert.NotEqual(0, report.Agreeing);
    }
}
