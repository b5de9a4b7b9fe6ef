using System.Security.Cryptography;
using System.Text;
using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>An answer as one page that needs nothing else: a graph by its nodes, anything else as a table. Without script it is whole; script only filters.</summary>
internal static class AnswerHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f6f4f0;--card:#fffefb;--ink:#1d2126;--dim:#59606a;--line:#ddd8cd;--accent:#1f5f8b;--unknown:#7a5600}
        @media(prefers-color-scheme:dark){:root{--page:#12151a;--card:#191d24;--ink:#e8eaed;--dim:#9aa4b0;--line:#2b313b;--accent:#7db8e0;--unknown:#e9c46a}}
        body{margin:0 auto;max-width:76rem;padding:24px;background:var(--page);color:var(--ink);font:15px/1.5 Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif}
        h1{font-size:28px;line-height:1.2;margin:0 0 8px}h2{font-size:17px;margin:0 0 8px;overflow-wrap:anywhere}h3{font-size:13px;color:var(--dim);margin:0 0 4px;font-weight:600}
        a{color:var(--accent);text-decoration:none}a:hover,a:focus{text-decoration:underline}.dim{color:var(--dim)}.unknown{color:var(--unknown)}
        input{font:inherit;width:100%;box-sizing:border-box;padding:8px 12px;margin:16px 0;border:1px solid var(--line);border-radius:12px;background:var(--card);color:inherit}
        section,nav{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px;margin:0 0 16px}
        .sides{display:grid;grid-template-columns:1fr 1fr;gap:24px}@media(max-width:620px){.sides{grid-template-columns:1fr}body{padding:12px}}
        dl{margin:0}dt{font:13px/1.6 ui-monospace,Menlo,Consolas,monospace}dd{margin:0 0 8px;overflow-wrap:anywhere}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line)}
        nav p{margin:0 0 8px;overflow-wrap:anywhere}[hidden]{display:none}@media print{input{display:none}body{background:#fff}}
        """;

    private const string Script = """
        const box=document.querySelector('input');box.hidden=false;
        box.addEventListener('input',()=>{const word=box.value.toLowerCase();for(const one of document.querySelectorAll('[data-find]'))one.hidden=!one.dataset.find.includes(word)});
        """;

    public static void Write(AnswerTable table, TextWriter output)
    {
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        output.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'\">\n");
        output.Write($"<title>{XmlText.Of(table.Question)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n");
        output.Write($"<h1>{XmlText.Of(table.Question)}{(table.Answer.Length > 0 ? $" {XmlText.Of(table.Answer)}" : "")}</h1>\n");
        if (table.IsGraph)
        {
            new GraphPage(table, output).Write();
        }
        else if (table.IsStory)
        {
            new StoryPage(table, output).Write();
        }
        else
        {
            Rows(table, output);
        }

        foreach (var note in table.Notes)
        {
            output.Write($"<p class=\"unknown\">{XmlText.Of(note)}</p>\n");
        }

        output.Write(table.Attachment is { } manifests ? $"<section><h2>To apply</h2><pre class=\"wide\">{string.Join((char)10, manifests.Split((char)10).Select(XmlText.Of))}</pre></section>\n" : "");
        output.Write($"</main>\n<script>{Script}</script>\n</body>\n</html>\n");
    }

    /// <summary>The box that filters what has <c>data-find</c>; hidden where there is no script.</summary>
    public const string Filter = "<input type=\"search\" aria-label=\"Filter\" placeholder=\"Filter by name\" hidden>\n";

    private static void Rows(AnswerTable table, TextWriter output)
    {
        output.Write(Filter);
        output.Write("<section class=\"wide\"><table><thead><tr>");
        foreach (var column in table.Columns)
        {
            output.Write($"<th scope=\"col\">{XmlText.Of(column)}</th>");
        }

        output.Write("<th scope=\"col\">because</th></tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            output.Write($"<tr data-find=\"{XmlText.Of(string.Join(' ', row.Cells).ToLowerInvariant())}\">");
            foreach (var cell in row.Cells)
            {
                output.Write($"<td>{XmlText.Of(cell)}</td>");
            }

            var because = row.Because.Select(reason => XmlText.Of(string.Join(" · ", new[] { reason.What, reason.Text, reason.Place, reason.Fix }.Where(part => part.Length > 0))));
            output.Write($"<td>{string.Join("<br>", because)}</td></tr>\n");
        }

        output.Write("</tbody></table></section>\n");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
