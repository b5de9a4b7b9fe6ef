using System.Globalization;
using System.Text;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>The whole suite: a line for each file and kind, each disagreement by name.</summary>
internal sealed class SuiteReport
{
    private readonly SortedDictionary<(string File, string Kind), (int Agree, int Disagree)> _counts = [];

    public SuiteReport(IEnumerable<SuiteRow> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    public List<string> Disagreements { get; } = [];

    public int Agreeing => _counts.Values.Sum(count => count.Agree);

    public override string ToString()
    {
        var text = new StringBuilder("file                      kind                          agree  disagree\n");
        foreach (var ((file, kind), count) in _counts)
        {
            Line(text, file, kind, count);
        }

        Line(text, "total", "", (Agreeing, Disagreements.Count));
        return text.AppendJoin('\n', Disagreements.Select(one => "disagree  " + one)).ToString();
    }

    private void Add(SuiteRow row)
    {
        var kind = RowKinds.All.FirstOrDefault(one => one.Takes(row));
        var key = (row.File, kind?.Name ?? "of no kind");
        var count = _counts.GetValueOrDefault(key);
        var reason = kind is null ? "no kind takes this row" : Outcome(kind, row);
        _counts[key] = reason is null ? count with { Agree = count.Agree + 1 } : count with { Disagree = count.Disagree + 1 };
        if (reason is not null)
        {
            Disagreements.Add($"{row.File}: {row.Name}: {reason}\n    {row.Expression}");
        }
    }

    // A crash is a disagreement of this row, not the end of the run.
    private static string? Outcome(RowKind kind, SuiteRow row)
    {
        try
        {
            return kind.Disagreement(row);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return $"threw {thrown.GetType().Name}: {thrown.Message} {thrown.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
    }

    private static void Line(StringBuilder text, string file, string kind, (int Agree, int Disagree) count) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{file,-26}{kind,-28}{count.Agree,7}{count.Disagree,10}");
}
