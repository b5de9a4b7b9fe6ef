namespace Redoubt.Yaml.Parse;

/// <summary>Scalars after <c>|</c> and <c>&gt;</c>.</summary>
internal ref partial struct Scanner
{
    private enum Chomping : byte
    {
        Clip,
        Strip,
        Keep,
    }

    private bool FetchBlockScalar(YamlStyle style)
    {
        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = true;
        var token = new Token { Kind = TokenKind.Scalar, Style = style, Start = _pos };
        if (!ScanBlockHeader(out var chomping, out var increment))
        {
            return false;
        }

        var indent = increment == 0 ? 0 : Math.Max(_indent, 0) + increment;
        token.End = Math.Min(_pos, _text.Length);
        SkipBreak(BreakWidth(_pos));
        if (!ScanBlockLines(ref token, indent, chomping))
        {
            return false;
        }

        Push(token);
        return true;
    }

    /// <summary>The indicators after <c>|</c> or <c>&gt;</c>, in either order, and the rest of the line.</summary>
    private bool ScanBlockHeader(out Chomping chomping, out int increment)
    {
        var start = _pos++;
        increment = 0;
        if (ScanChomping(out chomping))
        {
            if (!ScanIncrement(start, ref increment))
            {
                return false;
            }
        }
        else if (!ScanIncrement(start, ref increment))
        {
            return false;
        }
        else if (increment > 0)
        {
            ScanChomping(out chomping);
        }

        while (Chars.IsBlank(At(_pos)))
        {
            _pos++;
        }

        if (At(_pos) == '#')
        {
            SkipToBreak();
        }

        return IsBreakOrEnd(_pos) || Fail(_pos, "did not find expected comment or line break after a block scalar's indicators");
    }

    private bool ScanChomping(out Chomping chomping)
    {
        chomping = At(_pos) switch { '+' => Chomping.Keep, '-' => Chomping.Strip, _ => Chomping.Clip };
        if (chomping == Chomping.Clip)
        {
            return false;
        }

        _pos++;
        return true;
    }

    private bool ScanIncrement(int start, ref int increment)
    {
        var c = At(_pos);
        if (!char.IsAsciiDigit(c))
        {
            return true;
        }

        if (c == '0')
        {
            return Fail(start, "found an indentation indicator equal to 0");
        }

        increment = c - '0';
        _pos++;
        return true;
    }

    private bool ScanBlockLines(ref Token token, int indent, Chomping chomping)
    {
        var decodedStart = _work.DecodedLength;
        var folded = token.Style == YamlStyle.Folded;
        var leadBreak = '\0';
        var leadBlank = false;
        if (!ScanIndentation(ref indent, out var breaks))
        {
            return false;
        }

        while (_pos - _lineStart == indent && !IsEnd(_pos))
        {
            var blank = Chars.IsBlank(_text[_pos]);
            var hasBreaks = breaks.End > breaks.Start;
            if (folded && !leadBlank && !blank && leadBreak == '\n')
            {
                if (!hasBreaks)
                {
                    _work.Append(' ');
                }
            }
            else if (leadBreak != '\0')
            {
                _work.Append(leadBreak);
            }

            AppendBreaks(breaks.Start, breaks.End);
            leadBlank = blank;
            var start = _pos;
            SkipToBreak();
            _work.Append(_text[start.._pos]);
            token.End = _pos;
            leadBreak = IsEnd(_pos) ? '\0' : BreakValue(_pos);
            SkipBreak(BreakWidth(_pos));
            if (!ScanIndentation(ref indent, out breaks))
            {
                return false;
            }
        }

        if (chomping != Chomping.Strip && leadBreak != '\0')
        {
            _work.Append(leadBreak);
        }

        if (chomping == Chomping.Keep)
        {
            AppendBreaks(breaks.Start, breaks.End);
        }

        token.TextStart = ~decodedStart;
        token.TextLength = _work.DecodedLength - decodedStart;
        return true;
    }

    /// <summary>
    /// Skips blank lines and the next line's indentation, and finds out how deep it is if that is not known. Gives where the blank
    /// lines are.
    /// </summary>
    private bool ScanIndentation(ref int indent, out (int Start, int End) breaks)
    {
        breaks = (_pos, _pos);
        var deepest = 0;
        while (true)
        {
            while ((indent == 0 || _pos - _lineStart < indent) && At(_pos) == ' ')
            {
                _pos++;
            }

            var column = _pos - _lineStart;
            deepest = Math.Max(deepest, column);
            if ((indent == 0 || column < indent) && At(_pos) == '\t')
            {
                return Fail(_pos, "found a tab character where an indentation space is expected");
            }

            var width = BreakWidth(_pos);
            if (width == 0)
            {
                break;
            }

            SkipBreak(width);
            breaks.End = _pos;
        }

        if (indent == 0)
        {
            indent = Math.Max(Math.Max(deepest, _indent + 1), 1);
        }

        return true;
    }
}
