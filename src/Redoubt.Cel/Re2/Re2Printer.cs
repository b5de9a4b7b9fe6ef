using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Re2;

/// <summary>Writes a tree as RE2 text that reads back as the same tree.</summary>
internal static class Re2Printer
{
    internal static string Print(Re2Node tree)
    {
        var text = new StringBuilder();
        Node(text, tree);
        return text.ToString();
    }

    private static void Node(StringBuilder text, Re2Node node)
    {
        switch (node)
        {
            case Re2Empty:
                text.Append("(?:)");
                break;
            case Re2Class one:
                Class(text, one.Set);
                break;
            case Re2Assertion assertion:
                text.Append(Anchor(assertion.Anchor));
                break;
            case Re2Capture capture:
                text.Append(capture.Name is null ? "(" : "(?P<" + capture.Name + ">");
                Node(text, capture.Body);
                text.Append(')');
                break;
            case Re2Concat concat:
                foreach (var part in concat.Parts)
                {
                    Grouped(text, part, part is Re2Alternate);
                }

                break;
            case Re2Alternate alternate:
                for (var i = 0; i < alternate.Choices.Length; i++)
                {
                    if (i > 0)
                    {
                        text.Append('|');
                    }

                    Node(text, alternate.Choices[i]);
                }
                break;
            case Re2Repeat repeat:
                Grouped(text, repeat.Body, repeat.Body is Re2Repeat or Re2Concat or Re2Alternate);
                Counts(text, repeat.Min, repeat.Max);
                if (!repeat.Greedy)
                {
                    text.Append('?');
                }

                break;
        }
    }

    private static void Grouped(StringBuilder text, Re2Node node, bool group)
    {
        if (group)
        {
            text.Append("(?:");
        }

        Node(text, node);
        if (group)
        {
            text.Append(')');
        }
    }

    internal static void Counts(StringBuilder text, int min, int max)
    {
        var sign = (min, max) switch
        {
            (0, -1) => "*",
            (1, -1) => "+",
            (0, 1) => "?",
            _ when max < 0 => string.Create(CultureInfo.InvariantCulture, $"{{{min},}}"),
            _ when min == max => string.Create(CultureInfo.InvariantCulture, $"{{{min}}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
        };
        text.Append(sign);
    }

    private static string Anchor(Re2Anchor anchor) => anchor switch
    {
        Re2Anchor.TextStart => @"\A",
        Re2Anchor.TextEnd => @"\z",
        Re2Anchor.LineStart => "(?m:^)",
        Re2Anchor.LineEnd => "(?m:$)",
        Re2Anchor.WordBoundary => @"\b",
        _ => @"\B",
    };

    internal static void Class(StringBuilder text, RuneSet set)
    {
        if (set.Single >= 0)
        {
            Rune(text, set.Single);
            return;
        }
        if (set.IsEmpty)
        {
            text.Append(@"[^\x{0}-\x{10FFFF}]");
            return;
        }
        text.Append('[');
        for (var i = 0; i < set.RangeCount; i++)
        {
            var (low, high) = set.Range(i);
            Rune(text, low);
            if (high > low + 1)
            {
                text.Append('-');
            }

            if (high > low)
            {
                Rune(text, high);
            }
        }
        text.Append(']');
    }

    private static void Rune(StringBuilder text, int rune)
    {
        if (rune < 0x80 && char.IsAsciiLetterOrDigit((char)rune))
        {
            text.Append((char)rune);
        }
        else if (rune is > ' ' and < 0x7F)
        {
            text.Append('\\').Append((char)rune);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $@"\x{{{rune:X}}}");
        }
    }
}
