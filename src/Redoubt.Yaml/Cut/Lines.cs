using System.Buffers;

namespace Redoubt.Yaml.Cut;

/// <summary>A line and where it starts.</summary>
internal readonly record struct LineCursor(int Line, int LineStart)
{
    public static LineCursor Start { get; } = new(1, 0);
}

/// <summary>Lines and columns of a text, as YAML 1.1 breaks lines.</summary>
internal static class Lines
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    /// <summary>The line and column of an offset, which may be the end of the text.</summary>
    public static YamlPosition Locate(ReadOnlySpan<char> text, int offset)
    {
        var cursor = LineCursor.Start;
        return Locate(text, offset, ref cursor);
    }

    /// <summary>The same, from the line that was found last: many places in their order cost one pass over the text.</summary>
    public static YamlPosition Locate(ReadOnlySpan<char> text, int offset, ref LineCursor cursor)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        if (offset < cursor.LineStart)
        {
            cursor = LineCursor.Start;
        }

        var (line, lineStart) = cursor;
        while (true)
        {
            var found = text[lineStart..offset].IndexOfAny(Breaks);
            if (found < 0)
            {
                break;
            }

            var at = lineStart + found;
            var width = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            if (at + width > offset)
            {
                break;
            }

            lineStart = at + width;
            line++;
        }

        cursor = new LineCursor(line, lineStart);
        var before = text[lineStart..offset];
        if (lineStart == 0 && before is ['\uFEFF', ..])
        {
            before = before[1..];
        }

        return new YamlPosition(line, before.Length - Surrogates(before) + 1, before.Length + 1);
    }

    /// <summary>How many surrogate pairs a text has.</summary>
    public static int Surrogates(ReadOnlySpan<char> text)
    {
        var pairs = 0;
        for (var i = text.IndexOfAnyInRange('\uDC00', '\uDFFF'); i >= 0;)
        {
            pairs++;
            var next = text[(i + 1)..].IndexOfAnyInRange('\uDC00', '\uDFFF');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return pairs;
    }
}
