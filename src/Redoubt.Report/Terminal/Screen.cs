using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>
/// Writes lines that never exceed the width, in colour or not. INVARIANT: every text is made printable here, so nothing from outside
/// reaches the terminal as a command; trailing spaces are never written.
/// </summary>
internal sealed class Screen
{
    private const int Narrowest = 40;

    // Wider lines of prose are hard to read.
    private const int WidestProse = 100;

    private readonly TextWriter _writer;
    private readonly bool _colour;
    private readonly bool _unicode;
    private int _column;
    private int _target;

    public Screen(TextWriter writer, ReportOptions options)
    {
        _writer = writer;
        _colour = options.Colour;
        _unicode = options.Unicode;
        Width = Math.Max(Narrowest, options.Width);
        Symbols = options.Unicode ? Symbols.Unicode : Symbols.Ascii;
    }

    /// <summary>The columns that a line may take.</summary>
    public int Width { get; }

    /// <summary>The columns that running text should take.</summary>
    public int ProseWidth => Math.Min(Width, WidestProse);

    public Symbols Symbols { get; }

    /// <summary>The text as it will be shown, to measure it.</summary>
    public string Shown(string text) => Printable.Escape(text, _unicode);

    /// <summary>How many of so many entries to show, the rest being counted: one entry too many is shown rather than counted.</summary>
    public static int Shown(int count, int most, bool all) => all || count == most + 1 ? count : Math.Min(most, count);

    /// <summary>Says how many entries were left out, if any.</summary>
    public void More(int indent, int count)
    {
        if (count > 0)
        {
            At(indent).Put($"+{count} more", TextStyle.Faint).Put("   --show all", TextStyle.Faint).End();
        }
    }

    /// <summary>The first line of a block: what kind it is, its name, and at the right edge how much there is of it.</summary>
    public void Head((string Text, TextStyle Style) kind, int nameColumn, string name, string count)
    {
        var countColumn = ProseWidth - count.Length;
        At(1).Put(kind.Text, kind.Style)
            .At(nameColumn).Put(Shorten.Middle(Shown(name), countColumn - nameColumn - 1, Symbols.Ellipsis), TextStyle.Strong)
            .At(countColumn).Put(count, TextStyle.Faint).End();
    }

    /// <summary>Running text behind a word of three letters; nothing for an empty text.</summary>
    public void Labelled(string label, string text, TextStyle style = TextStyle.Plain)
    {
        if (text.Length > 0)
        {
            At(CauseBlocks.Indent).Put(label, TextStyle.Faint);
            Prose(CauseBlocks.TextIndent, text, style);
        }
    }

    /// <summary>A heading over several blocks, with a line to the right edge.</summary>
    public void Section(string heading)
    {
        End();
        At(1).Put(heading, TextStyle.Strong);
        At(_column + 1).Put(string.Concat(Enumerable.Repeat(Symbols.Rule, Math.Max(0, ProseWidth - _column - 1))), TextStyle.Faint).End();
    }

    /// <summary>The next text begins at this column, from 0, or at once if the line is already longer.</summary>
    public Screen At(int column)
    {
        _target = column;
        return this;
    }

    /// <summary>Writes a text; what does not fit on the line is cut.</summary>
    public Screen Put(string text, TextStyle style = TextStyle.Plain)
    {
        var start = Math.Max(_column, _target);
        var shown = Shorten.End(Shown(text), Width - start, Symbols.Ellipsis);
        if (shown.Length == 0)
        {
            return this;
        }

        for (; _column < start; _column++)
        {
            _writer.Write(' ');
        }

        var sequence = _colour ? style.Sequence() : "";
        _writer.Write(sequence);
        _writer.Write(shown);
        _writer.Write(sequence.Length == 0 ? "" : TextStyles.Reset);
        _column += Cells.Of(shown);
        return this;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _writer.Write('\n');
        _column = 0;
        _target = 0;
    }

    /// <summary>Writes running text from a column on, broken between words, and ends the line.</summary>
    public void Prose(int indent, string text, TextStyle style = TextStyle.Plain)
    {
        foreach (var line in Wrapping.Lines(Printable.Prose(text, _unicode), ProseWidth - indent))
        {
            At(indent).Put(line, style).End();
        }

        if (_column > 0)
        {
            End();
        }
    }

    /// <summary>Writes parts on one line, two spaces between them; where they do not fit the last ones give way, and the first is shortened last.</summary>
    public void Line(int indent, IReadOnlyList<(string Text, TextStyle Style)> parts)
    {
        At(indent);
        foreach (var (text, style) in parts)
        {
            var room = Width - Math.Max(_column, _target);
            Put(Shorten.File(Shown(text), Math.Max(0, room), Symbols.Ellipsis), style);
            At(_column + 2);
        }

        End();
    }

    /// <summary>Writes parts with a separator between them, broken between parts, and ends the line.</summary>
    public void Parts(int indent, IEnumerable<(string Text, TextStyle TextStyle)> parts)
    {
        At(indent);
        foreach (var (text, style) in parts)
        {
            if (_column > 0 && _column + Symbols.Between.Length + Cells.Of(Shown(text)) > Width)
            {
                End();
                At(indent);
            }

            if (_column > 0)
            {
                Put(Symbols.Between, TextStyle.Faint);
            }

            Put(text, style);
        }

        End();
    }
}
