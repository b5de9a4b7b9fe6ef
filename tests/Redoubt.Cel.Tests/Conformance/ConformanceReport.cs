using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>The whole suite on every engine: a row for each file, each test that does not apply with its reason, each disagreement.</summary>
internal sealed class ConformanceReport
{
    private readonly StringBuilder _table = new("file                      agree  disagree  not applicable\n");
    private readonly StringBuilder _notApplicable = new();
    private readonly List<string> _disagreements = [];

    internal ConformanceReport()
    {
        var apart = 0;
        foreach (var file in ConformanceFile.ReadAll())
        {
            apart += Add(file);
        }

        Row("total", Agreeing, _disagreements.Count, apart);
    }

    internal int Agreeing { get; private set; }

    internal IReadOnlyList<string> Disagreements => _disagreements;

    public override string ToString() => $"{_notApplicable}\n{_table}";

    private int Add(ConformanceFile file)
    {
        int agree = 0, disagree = 0, apart = 0;
        foreach (var test in file.Tests)
        {
            if (Applicability.Reason(test) is { } reason)
            {
                apart++;
                _notApplicable.AppendLine(CultureInfo.InvariantCulture, $"not applicable  {test.Name}: {reason}");
            }
            else if (FirstFailure(test) is { } failure)
            {
                disagree++;
                _disagreements.Add($"{test.Name} {failure}\n    {test.Expression}");
            }
            else
            {
                agree++;
            }
        }
        Row(file.Name, agree, disagree, apart);
        Agreeing += agree;
        return apart;
    }

    private static string? FirstFailure(ConformanceTest test)
    {
        foreach (var engine in Engine.All)
        {
            if (Outcome(test, engine) is { } why)
            {
                return $"({engine.Name}): {why}";
            }
        }
        return null;
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

    private void Row(string name, int agree, int disagree, int apart) =>
        _table.AppendLine(CultureInfo.InvariantCulture, $"{name,-24}{agree,7}{disagree,10}{apart,16}");
}
