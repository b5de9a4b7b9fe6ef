namespace Redoubt.Yaml.Parse;

/// <summary>Scalars in single and double quotes.</summary>
internal ref partial struct Scanner
{
    private bool FetchQuoted(YamlStyle style)
    {
        if (!SaveKey(out var keyLevel))
        {
            return false;
        }

        _keyAllowed = false;
        var token = new Token { Kind = TokenKind.Scalar, Style = style, Start = _pos, KeyLevel = keyLevel };
        if (!ScanQuoted(ref token))
        {
            return false;
        }

        Push(token);
        return true;
    }

    private bool ScanQuoted(ref Token token)
    {
        var single = token.Style == YamlStyle.SingleQuoted;
        var quote = single ? '\'' : '"';
        var stops = single ? Chars.SingleStops : Chars.DoubleStops;
        var decodedStart = -1;
        var segment = ++_pos;
        while (true)
        {
            if (IsDocumentIndicator())
            {
                return Fail(token.Start, "found unexpected document indicator in a quoted scalar");
            }

            var found = _text[Math.Min(_pos, _text.Length)..].IndexOfAny(stops);
            if (found < 0)
            {
                return Fail(token.Start, "found unexpected end of stream in a quoted scalar");
            }

            _pos += found;
            var c = _text[_pos];
            if (c == quote && !(single && At(_pos + 1) == quote))
            {
                break;
            }

            Flush(ref decodedStart, segment, Chars.IsBreak(c) ? TrimBlanks(segment, _pos) : _pos);
            if (Chars.IsBreak(c))
            {
                FoldQuotedLines();
            }
            else if (single)
            {
                DecodeDoubledQuote();
            }
            else if (!DecodeEscape(token.Start))
            {
                return false;
            }

            segment = _pos;
        }

        token.End = _pos;
        SetText(ref token, decodedStart, segment);
        token.End = ++_pos;
        return true;
    }

    private readonly void Flush(ref int decodedStart, int from, int to)
    {
        if (decodedStart < 0)
        {
            decodedStart = _work.DecodedLength;
        }

        _work.Append(_text[from..to]);
    }

    private readonly int TrimBlanks(int from, int to)
    {
        while (to > from && Chars.IsBlank(_text[to - 1]))
        {
            to--;
        }

        return to;
    }

    /// <summary>A line break in quotes: it and the blanks around it fold.</summary>
    private void FoldQuotedLines()
    {
        var start = _pos;
        SkipBlanksAndBreaks();
        AppendFolded(start, _pos);
    }

    private void SkipBlanksAndBreaks()
    {
        while (true)
        {
            var width = BreakWidth(_pos);
            if (width > 0)
            {
                SkipBreak(width);
            }
            else if (Chars.IsBlank(At(_pos)))
            {
                _pos++;
            }
            else
            {
                return;
            }
        }
    }

    private void DecodeDoubledQuote()
    {
        _work.Append('\'');
        _pos += 2;
    }

    private bool DecodeEscape(int scalarStart)
    {
        var width = BreakWidth(_pos + 1);
        if (width > 0)
        {
            // An escaped break joins the lines; only the breaks after it stay.
            _pos++;
            SkipBreak(width);
            var start = _pos;
            SkipBlanksAndBreaks();
            AppendBreaks(start, _pos);
            return true;
        }

        var code = At(_pos + 1);
        if (code is 'x' or 'u' or 'U')
        {
            return DecodeNumber(code == 'x' ? 2 : code == 'u' ? 4 : 8, scalarStart);
        }

        var value = UnescapeSimple(code);
        if (value < 0)
        {
            return Fail(_pos, IsEnd(_pos + 1) ? "found unexpected end of stream in a quoted scalar" : $"found unknown escape character: `\\{code}`");
        }

        _work.Append((char)value);
        _pos += 2;
        return true;
    }

    private static int UnescapeSimple(char code) => code switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        't' or '\t' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'e' => '\u001B',
        ' ' => ' ',
        '"' => '"',
        '\'' => '\'',
        '\\' => '\\',
        'N' => '\u0085',
        '_' => '\u00A0',
        'L' => '\u2028',
        'P' => '\u2029',
        _ => -1,
    };

    private bool DecodeNumber(int digits, int scalarStart)
    {
        var value = 0L;
        for (var i = 0; i < digits; i++)
        {
            var c = At(_pos + 2 + i);
            if (!char.IsAsciiHexDigit(c))
            {
                return Fail(scalarStart, "did not find expected hexadecimal number in an escape");
            }

            value = (value << 4) | (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        if (value is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            return Fail(_pos, "found invalid Unicode character escape code");
        }

        if (value > 0xFFFF)
        {
            _work.Append((char)(0xD800 + ((value - 0x10000) >> 10)));
            value = 0xDC00 + ((value - 0x10000) & 0x3FF);
        }

        _work.Append((char)value);
        _pos += 2 + digits;
        return true;
    }
}
