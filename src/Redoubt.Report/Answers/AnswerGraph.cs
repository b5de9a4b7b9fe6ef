namespace Redoubt.Report.Answers;

/// <summary>An answer as a graph: who, what it rests on in order, and what that gives. The steps that rows share are one.</summary>
internal static class AnswerGraph
{
    /// <summary>The edges, each once, in the order of the rows.</summary>
    public static IReadOnlyCollection<(string From, string To)> Edges(AnswerTable table)
    {
        var edges = new OrderedDictionary<(string, string), bool>();
        foreach (var row in table.Rows)
        {
            var end = row.Cells.ElementAtOrDefault(table.EdgeEnd) is { Length: > 0 } cell ? cell : null;
            string[] chain = [row.Cells[table.EdgeColumn], .. row.Because.Select(reason => reason.What).Where(what => what != row.Cells[table.EdgeColumn]), .. end is null ? Array.Empty<string>() : [end]];
            foreach (var edge in chain.Zip(chain.Skip(1)))
            {
                edges.TryAdd(edge, true);
            }
        }

        return edges.Keys;
    }
}
