using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>
/// A graph for a browser, by its nodes: each says who reaches it and whom it reaches, folded by what connects them and by namespace, so that hundreds of nodes that all reach one
/// another are still few lines.
/// </summary>
internal sealed class GraphPage
{
    private readonly AnswerTable _table;
    private readonly TextWriter _output;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _groups;
    private readonly ILookup<string, (string Other, string By)> _into;
    private readonly ILookup<string, (string Other, string By)> _outOf;

    public GraphPage(AnswerTable table, TextWriter output)
    {
        (_table, _output) = (table, output);
        var edges = table.Rows.Select(row => (From: row.Cells[table.EdgeColumn], To: row.Cells[table.EdgeColumn + 1], By: Label(row))).ToArray();
        foreach (var name in edges.SelectMany(edge => (string[])[edge.From, edge.To]).Distinct().Order(StringComparer.Ordinal))
        {
            _numbers.Add(name, _numbers.Count);
        }

        _groups = _numbers.Keys.GroupBy(GroupOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _into = edges.ToLookup(edge => edge.To, edge => (edge.From, edge.By), StringComparer.Ordinal);
        _outOf = edges.ToLookup(edge => edge.From, edge => (edge.To, edge.By), StringComparer.Ordinal);
    }

    public void Write()
    {
        _output.Write($"<p class=\"dim\">{_numbers.Count} ends, {_table.Rows.Count} connections</p>\n{AnswerHtml.Filter}");
        if (_groups.Count > 1)
        {
            Overview();
        }

        foreach (var (group, names) in _groups)
        {
            _output.Write($"<nav aria-label=\"{XmlText.Of(group)}\"><h3>{XmlText.Of(group)}</h3><p>{string.Join(", ", names.Select(name => Link(name, Short(name))))}</p></nav>\n");
        }

        foreach (var name in _numbers.Keys)
        {
            _output.Write($"<section id=\"n{_numbers[name]}\" data-find=\"{XmlText.Of(name.ToLowerInvariant())}\"><h2>{XmlText.Of(name)}</h2><div class=\"sides\">\n");
            Side("is reached by", name, _into[name]);
            Side("reaches", name, _outOf[name]);
            _output.Write("</div></section>\n");
        }
    }

    // How many connections lead from each namespace to each.
    private void Overview()
    {
        var counts = _outOf.SelectMany(from => from, (from, edge) => (From: GroupOf(from.Key), To: GroupOf(edge.Other))).CountBy(pair => pair).ToDictionary();
        _output.Write("<section class=\"wide\"><h2>Connections by namespace</h2><table><thead><tr><th scope=\"col\">from \\ to</th>");
        foreach (var to in _groups.Keys)
        {
            _output.Write($"<th scope=\"col\">{XmlText.Of(to)}</th>");
        }

        _output.Write("</tr></thead>\n<tbody>\n");
        foreach (var from in _groups.Keys)
        {
            _output.Write($"<tr><th scope=\"row\">{XmlText.Of(from)}</th>{string.Concat(_groups.Keys.Select(to => $"<td>{(counts.TryGetValue((from, to), out var count) ? $"{count}" : "–")}</td>"))}</tr>\n");
        }

        _output.Write("</tbody></table></section>\n");
    }

    private void Side(string title, string own, IEnumerable<(string Other, string By)> edges)
    {
        _output.Write($"<div><h3>{title}</h3><dl>\n");
        var isEmpty = true;
        foreach (var same in edges.GroupBy(edge => edge.By, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            isEmpty = false;
            _output.Write($"<dt>{XmlText.Of(same.Key)}</dt>\n<dd>{string.Join(", ", Folded(own, [.. same.Select(edge => edge.Other)]))}</dd>\n");
        }

        _output.Write(isEmpty ? "</dl><p class=\"dim\">nobody</p></div>\n" : "</dl></div>\n");
    }

    // A namespace of which all are there is one word, also where one is missing; the node itself is not asked for.
    private IEnumerable<string> Folded(string own, HashSet<string> others)
    {
        foreach (var group in others.GroupBy(GroupOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = _groups[group.Key].Where(name => name != own || others.Contains(name)).ToArray();
            var missing = all.Where(name => !others.Contains(name)).ToArray();
            if (all.Length > 3 && missing.Length <= 1)
            {
                yield return $"all {(all.Length < _groups[group.Key].Length ? "others " : "")}of {XmlText.Of(group.Key)} ({all.Length - missing.Length}){(missing.Length == 0 ? "" : $" but {Link(missing[0], Short(missing[0]))}")}";
                continue;
            }

            foreach (var name in group.Order(StringComparer.Ordinal))
            {
                yield return Link(name, name);
            }
        }
    }

    private string Link(string name, string shown) => $"<a href=\"#n{_numbers[name]}\">{XmlText.Of(shown)}</a>";

    private string Label(AnswerRow row)
    {
        var cells = row.Cells.Skip(_table.EdgeColumn + 2).Zip(_table.Columns.Skip(_table.EdgeColumn + 2)).Where(cell => cell.First.Length > 0).ToArray();
        return string.Join("; ", cells.Select((cell, place) => place == 0 ? cell.First : $"{cell.Second}: {cell.First}"));
    }

    private static string GroupOf(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..slash] : char.IsAsciiDigit(name[0]) || name.Contains(':', StringComparison.Ordinal) ? "addresses" : "others";

    private static string Short(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
