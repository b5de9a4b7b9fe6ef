namespace Redoubt.Report.Answers;

/// <summary>The answer as a graph for Graphviz.</summary>
internal static class AnswerDot
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        output.Write($"digraph {table.Topic} {{\n  rankdir=LR;\n  node [shape=box];\n");
        foreach (var (from, to) in AnswerGraph.Edges(table))
        {
            output.Write($"  {Quoted(from)} -> {Quoted(to)};\n");
        }

        output.Write("}\n");
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
