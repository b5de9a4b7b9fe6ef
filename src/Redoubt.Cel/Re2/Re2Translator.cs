using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Re2;

/// <summary>
/// Writes a tree as a pattern for .NET's non-backtracking engine that answers the question "is there a match" as RE2 does,
/// for any text without surrogates and, if the tree asks for word boundaries, without characters beyond ASCII.
/// The program of <see cref="Re2Machine"/> answers for the rest: .NET's <c>\b</c> knows other letters,
/// and to .NET a character beyond U+FFFF is two.
/// </summary>
internal static class Re2Translator
{
    internal static string Translate(Re2Node tree)
    {
        var text = new StringBuilder();
        Node(text, tree);
        return text.ToString();
    }

    // Only whether there is a match is asked, so groups do not capture and all repetitions are greedy.
    private static void Node(StringBuilder text, Re2Node node)
    {
        switch (node)
        {
            case Re2Class one:
                Class(text, one.Set);
                break;
            case Re2Assertion assertion:
                text.Append(Anchor(assertion.Anchor));
                break;
            case Re2Capture capture:
                Node(text, capture.Body);
                break;
            case Re2Concat concat:
                foreach (var part in concat.Parts)
                {
                    Grouped(text, part, Bare(part) is Re2Alternate);
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
                Grouped(text, repeat.Body, Bare(repeat.Body) is not Re2Class);
                Re2Printer.Counts(text, repeat.Min, repeat.Max);
                break;
        }
    }

    // What is written for a node: the body of its captures.
    private static Re2Node Bare(Re2Node node)
    {
        while (node is Re2Capture capture)
        {
            node = capture.Body;
        }

        return node;
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

    private static string Anchor(Re2Anchor anchor) => anchor switch
    {
        Re2Anchor.TextStart => @"\A",
        Re2Anchor.TextEnd => @"\z",
        Re2Anchor.LineStart => "(?m:^)",
        Re2Anchor.LineEnd => "(?m:$)",
        Re2Anchor.WordBoundary => @"\b",
        _ => @"\B",
    };

    private static void Class(StringBuilder text, RuneSet set)
    {
        if (set.Single is >= 0 and <= char.MaxValue)
        {
            Unit(text, set.Single);
            return;
        }
        if (set.IsEmpty || set.Range(0).Low > char.MaxValue)
        {
            text.Append(@"[^\u0000-\uFFFF]");
            return;
        }
        text.Append('[');
        for (var i = 0; i < set.RangeCount; i++)
        {
            var (low, high) = set.Range(i);
            if (low > char.MaxValue)
            {
                break;
            }

            Unit(text, low);
            if (high > low)
            {
                text.Append('-');
                Unit(text, Math.Min(high, char.MaxValue));
            }
        }
        text.Append(']');
    }

    private static void Unit(StringBuilder text, int unit)
    {
        if (unit < 0x80 && char.IsAsciiLetterOrDigit((char)unit))
        {
            text.Append((char)unit);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $@"\u{unit:X4}");
        }
    }
}
