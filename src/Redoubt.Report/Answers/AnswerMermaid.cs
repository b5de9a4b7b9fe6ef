using System.Globalization;
using System.Text;
using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>The answer as a flowchart for Mermaid, which GitHub, GitLab and many wikis draw where they find it in Markdown.</summary>
internal static class AnswerMermaid
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        output.Write("flowchart LR\n");
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (from, to) in AnswerGraph.Edges(table))
        {
            output.Write($"  {Node(from)} --> {Node(to)}\n");
        }

        // A node is named where it is met first, and is its number from then on.
        string Node(string text)
        {
            var isNew = numbers.TryAdd(text, numbers.Count);
            return $"n{numbers[text]}{(isNew ? $"[\"{Label(text)}\"]" : "")}";
        }
    }

    // In a quoted label all is text but what Mermaid or the page around it could take for markup: these are told by number.
    private static string Label(string text)
    {
        var label = new StringBuilder();
        foreach (var letter in Printable.Escape(text))
        {
            label.Append("\"#&<>`\\".Contains(letter, StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"#{(int)letter};") : letter.ToString());
        }

        return label.ToString();
    }
}
