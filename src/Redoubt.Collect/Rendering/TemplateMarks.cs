using System.Text;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// Marks the lines of a template, so that the lines that rendering makes of them are known again: a comment of YAML after each line that
/// writes something. What a mark would change (a text that is trimmed there, a line that goes on) is not marked.
/// </summary>
internal sealed class TemplateMarks
{
    private static readonly string[] Silent = ["if", "else", "end", "range", "with", "define", "block", "break", "continue", "/*"];

    private readonly StringBuilder _marked = new();
    private readonly string[] _lines;
    private bool _inAction;
    private char _quote;
    private int _actionStart;
    private string _action = "";

    private TemplateMarks(string text, Func<int, string> mark)
    {
        _lines = text.Split('\n');
        Writes = new LineKind[_lines.Length];
        var ends = new bool[_lines.Length];
        for (var at = 0; at < _lines.Length; at++)
        {
            (Writes[at], ends[at]) = Read(_lines[at]);
        }

        for (var at = 0; at < _lines.Length; at++)
        {
            var line = _lines[at].TrimEnd('\r');
            _marked.Append(line);
            if (Writes[at] != LineKind.Nothing && ends[at] && MayEnd(at))
            {
                _marked.Append(mark(at + 1));
            }
            else if (Writes[at] != LineKind.Nothing && line.Contains("{{", StringComparison.Ordinal))
            {
                IsComplete = false;
            }

            _marked.Append(_lines[at].AsSpan(line.Length));
            if (at + 1 < _lines.Length)
            {
                _marked.Append('\n');
            }
        }
    }

    /// <summary>What each line writes by itself.</summary>
    public LineKind[] Writes { get; }

    /// <summary>Whether every line has a mark that may write more than one.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether other templates may ask for parts of this one.</summary>
    public bool HasParts => Array.Exists(_lines, line => line.Contains("define", StringComparison.Ordinal));

    /// <summary>Marks a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="mark">The mark of a line, from 1.</param>
    /// <param name="marked">The template with its marks.</param>
    public static TemplateMarks Mark(string text, Func<int, string> mark, out string marked)
    {
        var marks = new TemplateMarks(text, mark);
        marked = marks._marked.ToString();
        return marks;
    }

    /// <summary>What a line writes, and whether a mark may stand at its end.</summary>
    private (LineKind Kind, bool MayEnd) Read(string line)
    {
        var kind = LineKind.Nothing;
        var trimmed = false;
        var at = 0;
        _actionStart = 0;
        if (!_inAction)
        {
            _action = "";
        }

        while (at < line.Length)
        {
            if (_inAction)
            {
                at = InAction(line, at, ref kind, ref trimmed);
            }
            else if (line.AsSpan(at).StartsWith("{{"))
            {
                _inAction = true;
                _action = "";
                at += 2;
                _actionStart = at;
            }
            else
            {
                if (!char.IsWhiteSpace(line[at]))
                {
                    (kind, trimmed) = (LineKind.Text, false);
                }

                at++;
            }
        }
        if (_inAction)
        {
            _action += line[_actionStart..] + " ";
        }

        var start = line.TrimStart();
        var comment = start.StartsWith('#') || start.StartsWith("---", StringComparison.Ordinal) || line.EndsWith('\\');
        return (kind, !_inAction && !trimmed && !comment);
    }

    private int InAction(string line, int at, ref LineKind kind, ref bool trimmed)
    {
        var c = line[at];
        if (_quote != '\0')
        {
            if (c == '\\' && _quote == '"')
            {
                return at + 2;
            }

            _quote = c == _quote ? '\0' : _quote;
            return at + 1;
        }
        if (c is '"' or '`')
        {
            var comment = (_action + line[_actionStart..at]).TrimStart('-', ' ').StartsWith("/*", StringComparison.Ordinal);
            _quote = comment ? '\0' : c;
            return at + 1;
        }
        if (!line.AsSpan(at).StartsWith("}}"))
        {
            return at + 1;
        }

        var action = (_action + line[_actionStart..at]).Trim();
        trimmed = action.EndsWith('-');
        _inAction = false;
        _action = "";
        if (kind == LineKind.Nothing && !IsSilent(action))
        {
            kind = LineKind.Action;
        }

        return at + 2;
    }

    private static bool IsSilent(string action)
    {
        var text = action.TrimStart('-').TrimStart();
        if (text.StartsWith('$'))
        {
            return text.IndexOf('=') is > 0 and var assign && text[..assign].TrimEnd(':', ' ').IndexOfAny([' ', '.', '(', '|']) < 0;
        }

        return Array.Exists(Silent, word => text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length]) || word == "/*"));
    }

    /// <summary>Whether the next line starts a new line, and does not go on with this one.</summary>
    private bool MayEnd(int line)
    {
        for (var next = line + 1; next < _lines.Length; next++)
        {
            var text = _lines[next].TrimStart();
            if (text.Length == 0)
            {
                continue;
            }

            if (!text.StartsWith("{{-", StringComparison.Ordinal))
            {
                return true;
            }

            return Writes[next] == LineKind.Nothing || text.Contains("nindent", StringComparison.Ordinal);
        }
        return true;
    }
}

/// <summary>What a line of a template writes by itself.</summary>
internal enum LineKind
{
    /// <summary>Nothing: it decides, defines or remembers.</summary>
    Nothing,

    /// <summary>What an action gives, and no text of its own.</summary>
    Action,

    /// <summary>Text of its own, perhaps with what actions give in it.</summary>
    Text,
}
