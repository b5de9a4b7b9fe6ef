namespace Redoubt.Yaml.Cut;

/// <summary>A piece of the text between two separator lines.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Just after its last one.</param>
/// <param name="Next">Where the text goes on after the separator line.</param>
/// <param name="BadSeparator">The offset of a separator line with more on it than a comment, which ends the piece; else -1.</param>
internal readonly record struct Chunk(int Start, int End, int Next, int BadSeparator);

/// <summary>
/// Cuts a text as kubectl's reader does: at every line that starts with <c>---</c>, whatever YAML stands around it. While a piece is
/// empty the separator stays in it. Only LF ends a line here.
/// </summary>
internal ref struct Cutter(ReadOnlySpan<char> text, int start)
{
    private const string Separator = "---";

    private readonly ReadOnlySpan<char> _text = text;
    private int _pos = start;

    /// <summary>The next piece; false at the end of the text.</summary>
    public bool TryNext(out Chunk chunk)
    {
        var start = _pos;
        var line = start;
        while (line < _text.Length)
        {
            if (_text[line..].StartsWith(Separator))
            {
                var next = LineEnd(line);
                if (!IsSeparator(_text[(line + Separator.Length)..next]))
                {
                    return Take(new Chunk(start, line, next, BadSeparator: line), out chunk);
                }

                if (line > start)
                {
                    return Take(new Chunk(start, line, next, BadSeparator: -1), out chunk);
                }
            }

            var found = _text[line..].IndexOf("\n---");
            line = found < 0 ? _text.Length : line + found + 1;
        }

        return Take(new Chunk(start, _text.Length, _text.Length, BadSeparator: -1), out chunk) && start < _text.Length;
    }

    private bool Take(Chunk taken, out Chunk chunk)
    {
        chunk = taken;
        _pos = taken.Next;
        return true;
    }

    private readonly int LineEnd(int line)
    {
        var found = _text[line..].IndexOf('\n');
        return found < 0 ? _text.Length : line + found + 1;
    }

    private static bool IsSeparator(ReadOnlySpan<char> rest)
    {
        var trimmed = rest.Trim();
        return trimmed.IsEmpty || trimmed[0] == '#';
    }
}
