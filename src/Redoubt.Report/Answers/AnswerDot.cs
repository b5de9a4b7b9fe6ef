namespace Redoubt.Report.Answers;

/// <summary>The answer as a graph for Graphviz: who, what it rests on in order, and what that gives.</summary>
internal static class AnswerDot
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        output.Write($"digraph {table.Topic} {{\n  rankdir=LR;\n  node [shape=box];\n");
        var edges = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var (start, end) = (row.Cells[table.EdgeColumn], row.Cells.Skip(table.EdgeColumn + 1).Take(1).Where(cell => cell.Length > 0));
            string[] chain = [start, .. row.Because.Select(reason => reason.What).Where(what => what != start), .. end];
            foreach (var (from, to) in chain.Zip(chain.Skip(1)))
            {
                edges.Add($"  {Quoted(from)} -> {Quoted(to)};\n");
            }
        }

        foreach (var edge in edges)
        {
            output.Write(edge);
        }

        output.Write("}\n");
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
