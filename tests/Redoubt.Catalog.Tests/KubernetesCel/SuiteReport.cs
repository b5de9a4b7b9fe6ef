using System.Globalization;
using System.Text;

namespace Redoubt.Catalog.Tests.KubernetesCel;

/// <summary>The whole suite: a line for each file and kind, each disagreement by name, each kind that is not asked yet.</summary>
internal sealed class SuiteReport
{
    private readonly SortedDictionary<(string File, string Kind), (int Agree, int Disagree, int NotYet)> _counts = [];

    public SuiteReport(IEnumerable<SuiteRow> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    public List<string> Disagreements { get; } = [];

    /// <summary>The kinds whose rows were not asked.</summary>
    public IEnumerable<string> NotYet => _counts.Where(pair => pair.Value.NotYet > 0).Select(pair => pair.Key.Kind).Distinct();

    public int Agreeing => _counts.Values.Sum(count => count.Agree);

    public override string ToString()
    {
        var text = new StringBuilder("file                      kind                          agree  disagree  not yet\n");
        foreach (var ((file, kind), count) in _counts)
        {
            Line(text, file, kind, count);
        }

        Line(text, "total", "", (Agreeing, Disagreements.Count, _counts.Values.Sum(count => count.NotYet)));
        return text.AppendJoin('\n', Disagreements.Select(one => "disagree  " + one)).ToString();
    }

    private void Add(SuiteRow row)
    {
        var kind = RowKinds.All.FirstOrDefault(one => one.Takes(row));
        var key = (row.File, kind?.Name ?? "of no kind");
        var count = _counts.GetValueOrDefault(key);
        if (kind is NotYet)
        {
            _counts[key] = count with { NotYet = count.NotYet + 1 };
            return;
        }

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

    private static void Line(StringBuilder text, string file, string kind, (int Agree, int Disagree, int NotYet) count) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{file,-26}{kind,-28}{count.Agree,7}{count.Disagree,10}{count.NotYet,9}");
}
