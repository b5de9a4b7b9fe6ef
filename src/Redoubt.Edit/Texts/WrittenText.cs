using Redoubt.Evidence;
using Redoubt.Yaml;

namespace Redoubt.Edit.Texts;

/// <summary>How a text is written: where its values begin and end, and the habits of whoever wrote it.</summary>
/// <param name="text">The text.</param>
/// <param name="root">The root of a document in it.</param>
internal sealed class WrittenText(string text, Node root)
{
    private const int MostIndent = 8;

    private (int Step, int List)? _habit;

    /// <summary>What ends a line.</summary>
    public string NewLine { get; } = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>By how much a map in a map is indented.</summary>
    public int Step => Habit.Step;

    /// <summary>By how much the dash of a list is indented from its key.</summary>
    public int ListIndent => Habit.List;

    private (int Step, int List) Habit => _habit ??= (Find(isList: false) ?? 2, Find(isList: true) ?? 0);

    /// <summary>The fields that are written in a map itself, in the order of the text: not what comes by a merge key.</summary>
    public static Node[] OwnFields(Node map)
    {
        var (start, end) = (map.ValueOffset, map.ValueOffset + map.ValueLength);
        var own = new List<Node>(map.Count);
        foreach (var field in map.Fields)
        {
            if (field.KeyOffset >= start && field.KeyOffset < end)
            {
                own.Add(field);
            }
        }

        own.Sort((left, right) => left.KeyOffset.CompareTo(right.KeyOffset));
        return [.. own];
    }

    /// <summary>Just after the colon of a field.</summary>
    public int AfterColon(Node field)
    {
        var at = field.KeyOffset;
        var quote = text[at];
        if (quote is '"' or '\'')
        {
            for (at++; at < text.Length && text[at] != quote; at++)
            {
                at += quote == '"' && text[at] == '\\' ? 1 : 0;
            }

            return Math.Min(text.Length, text.IndexOf(':', Math.Min(at, text.Length)) + 1);
        }

        do
        {
            at = text.IndexOf(':', at + 1);
        }
        while (at >= 0 && at + 1 < text.Length && text[at + 1] is not (' ' or '\n' or '\r' or '\t') && (field.Parent.Style != YamlStyle.Flow || text[at + 1] is not ('{' or '[' or ',' or '}' or '"')));

        return at < 0 ? text.Length : at + 1;
    }

    /// <summary>Where the text of a value begins: of what stands there by an alias, the alias.</summary>
    public int StartOf(Node value)
    {
        if (!value.IsAlias && value.Style != YamlStyle.Empty)
        {
            return value.ValueOffset;
        }

        var at = value.HasKey ? AfterColon(value) : value.ValueOffset;
        if (value.IsAlias)
        {
            while (at < text.Length && text[at] is ' ' or '\n' or '\r')
            {
                at++;
            }
        }

        return at;
    }

    /// <summary>Just after the last character of a value.</summary>
    public int EndOf(Node value)
    {
        if (value.IsAlias)
        {
            var end = StartOf(value);
            while (end < text.Length && text[end] is not (' ' or '\n' or '\r' or ',' or '}' or ']'))
            {
                end++;
            }

            return end;
        }

        if (value is { Kind: NodeKind.Map, Style: YamlStyle.Block } && OwnFields(value) is [.., var field])
        {
            return EndOf(field);
        }

        if (value is { Kind: NodeKind.List, Style: YamlStyle.Block, Count: > 0 })
        {
            return EndOf(value[value.Count - 1]);
        }

        return value.Style switch
        {
            YamlStyle.Empty => StartOf(value),
            YamlStyle.Literal or YamlStyle.Folded => EndOfBlockText(value),
            _ => value.ValueOffset + value.ValueLength,
        };
    }

    // Where the header says `+`, the empty lines that follow are part of the text.
    private int EndOfBlockText(Node value)
    {
        var end = value.ValueOffset + value.ValueLength;
        if (!text.AsSpan(value.ValueOffset, AfterLine(value.ValueOffset) - value.ValueOffset).Contains('+'))
        {
            return end;
        }

        var next = AfterLine(end);
        while (next > end && next < text.Length && text.AsSpan(next, AfterLine(next + 1) - next).IsWhiteSpace())
        {
            (end, next) = (AfterLine(next + 1), AfterLine(next + 1));
        }

        return end;
    }

    /// <summary>The start of the line after the one in which a value ends.</summary>
    public int AfterLine(int end)
    {
        if (end > 0 && text[end - 1] == '\n')
        {
            return end;
        }

        var at = text.IndexOf('\n', end);
        return at < 0 ? text.Length : at + 1;
    }

    /// <summary>Where the line of a place begins.</summary>
    public int LineStart(int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    /// <summary>The column of a place, from 0.</summary>
    public int ColumnOf(int offset) => LineStart(offset) is var start && start == 0 && text is ['\uFEFF', ..] ? offset - 1 : offset - start;

    /// <summary>The place of the dash of an item in a block list; -1 where it is not right before it.</summary>
    public int DashOf(Node item)
    {
        if (item.IsAlias)
        {
            return -1;
        }

        var at = item.ValueOffset - 1;
        while (at >= 0 && text[at] is ' ' or '\n' or '\r')
        {
            at--;
        }

        return at >= 0 && text[at] == '-' ? at : -1;
    }

    /// <summary>Whether nothing but blanks stands before a place in its line.</summary>
    public bool IsFirstOfLine(int offset) => text.AsSpan(LineStart(offset), offset - LineStart(offset)).Trim(" \uFEFF").IsEmpty;

    /// <summary>Whether a stretch is nothing but blanks and line breaks.</summary>
    public bool IsBlank(int start, int end) => text.AsSpan(start, end - start).IsWhiteSpace();

    /// <summary>Whether a place is at the end of a text whose last line has no end.</summary>
    public bool IsOpenEnd(int offset) => offset == text.Length && offset > 0 && text[offset - 1] != '\n';

    /// <summary>A character of the text.</summary>
    public char this[int offset] => text[offset];

    /// <summary>Whether a value has an anchor or a tag.</summary>
    public bool HasProperties(Node value) => !value.IsAlias && value.Style != YamlStyle.Empty && text[value.ValueOffset] is '&' or '!';

    // By how much the first such value of the document is indented.
    private int? Find(bool isList)
    {
        for (var row = root.Row; row < root.EndRow; row++)
        {
            var node = root.Tape.NodeAt(row);
            if (!node.HasKey || node.IsAlias || node.Style != YamlStyle.Block || node.Count == 0 || node.Parent.Style != YamlStyle.Block)
            {
                continue;
            }

            var inner = isList == (node.Kind == NodeKind.List) ? isList ? DashOf(node[0]) : OwnFields(node) is [var first, ..] ? first.KeyOffset : -1 : -1;
            if (inner >= 0 && IsFirstOfLine(inner) && ColumnOf(inner) - ColumnOf(node.KeyOffset) is >= 0 and <= MostIndent and var indent && (isList || indent > 0))
            {
                return indent;
            }
        }

        return null;
    }
}
