using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>cel-spec's conformance suite, every file in the folder on every engine. What does not apply is printed, each with its reason.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Every_applicable_test_agrees_on_every_engine()
    {
        var files = ConformanceFile.ReadAll().ToArray();
        var table = new StringBuilder("file                      agree  disagree  not applicable\n");
        var notApplicable = new StringBuilder();
        var disagreements = new List<string>();
        int agreeing = 0, total = 0;
        foreach (var file in files)
        {
            int agree = 0, disagree = 0, apart = 0;
            foreach (var test in file.Tests)
            {
                if (Applicability.Reason(test) is { } reason)
                {
                    apart++;
                    notApplicable.AppendLine(CultureInfo.InvariantCulture, $"not applicable  {test.Name}: {reason}");
                    continue;
                }
                var failures = Engine.All.Select(engine => (engine.Name, Why: Outcome(test, engine))).Where(one => one.Why is not null).ToArray();
                if (failures.Length == 0)
                    agree++;
                else
                    disagree++;
                disagreements.AddRange(failures.Take(1).Select(one => $"{test.Name} ({one.Name}): {one.Why}\n    {test.Expression}"));
            }
            table.AppendLine(CultureInfo.InvariantCulture, $"{file.Name,-24}{agree,7}{disagree,10}{apart,16}");
            agreeing += agree;
            total += file.Tests.Count;
        }
        table.AppendLine(CultureInfo.InvariantCulture, $"{"total",-24}{agreeing,7}{disagreements.Count,10}{total - agreeing - disagreements.Count,16}");
        Console.WriteLine($"{notApplicable}\n{table}");
        Assert.True(disagreements.Count == 0, $"{table}\n{string.Join('\n', disagreements)}");
        Assert.NotEqual(0, agreeing);
    }

    // A crash is a disagreement of this test, not the end of the run.
    private static string? Outcome(ConformanceTest test, Engine engine)
    {
        try
        {
            return ConformanceRunner.Run(test, engine);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return $"threw {thrown.GetType().Name}: {thrown.Message} {thrown.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
    }
}
