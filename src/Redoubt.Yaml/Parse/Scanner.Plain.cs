using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>Scalars without quotes.</summary>
internal ref partial struct Scanner
{
    private bool FetchPlain()
    {
        if (!SaveKey(out var keyLevel))
        {
            return false;
        }

        var token = new Token { Kind = TokenKind.Scalar, Style = YamlStyle.Plain, Start = _pos, KeyLevel = keyLevel };
        var lineStart = _lineStart;
        _keyAllowed = false;
        if (!ScanPlain(ref token))
        {
            return false;
        }

        // The common case at once: the colon follows, so this is a key.
        if (keyLevel > 0 && lineStart == _lineStart && At(_pos) == ':' && _pos - token.Start <= KeyReach && IsBlankOrEnd(_pos + 1))
        {
            return PushKey(ref token);
        }

        Push(token);
        return true;
    }

    /// <summary>
    /// Takes the key of the common line, <c>key: </c> at the column of the open mapping, past the queue. False if it is anything else; then
    /// only blanks and comments were skipped.
    /// </summary>
    public bool TryTakeKey(out Token token)
    {
        token = default;
        if (_count > 0 || _flowLevel > 0 || _work.Keys[0].Possible)
        {
            return false;
        }

        SkipToToken();
        var start = _pos;
        if (start - _lineStart != _indent || !_keyAllowed || !Chars.IsPlainStart(At(start)))
        {
            return false;
        }

        token.End = ScanPlainLine();
        if (At(_pos) != ':' || _pos - start > KeyReach)
        {
            _pos = start;
            return false;
        }

        token.Style = YamlStyle.Plain;
        token.Start = token.TextStart = start;
        token.TextLength = token.End - start;
        _pos++;
        _keyAllowed = false;
        return true;
    }

    /// <summary>Takes the plain value that follows on the line of its key, past the queue. False if it is anything else, or if it failed.</summary>
    public bool TryTakeValue(out Token token, out bool failed)
    {
        token = default;
        failed = false;
        if (_count > 0 || _flowLevel > 0 || _keyAllowed)
        {
            return false;
        }

        if (At(_pos) == ' ' && At(++_pos) == ' ')
        {
            _pos = Chars.SkipSpaces(_text, _pos);
        }

        if (!Chars.IsPlainStart(At(_pos)) || IsEnd(_pos))
        {
            return false;
        }

        token.Style = YamlStyle.Plain;
        token.Start = _pos;
        failed = !ScanPlain(ref token);
        return !failed;
    }

    private bool PushKey(ref Token token)
    {
        if (!RollIndent(token.Start - _lineStart, -1, TokenKind.BlockMappingStart, token.Start))
        {
            return false;
        }

        token.KeyLevel = 0;
        Push(new Token { Kind = TokenKind.Key, Start = token.Start, End = token.Start });
        Push(token);
        _work.Keys[_flowLevel].Possible = false;
        PushIndicator(TokenKind.Value, width: 1);
        return true;
    }

    private bool ScanPlain(ref Token token)
    {
        var indent = _indent + 1;
        var decodedStart = -1;
        var segment = _pos;
        var brokenAt = -1;
        token.End = _pos;
        while (!IsDocumentIndicator() && At(_pos) != '#')
        {
            var start = _pos;
            var end = ScanPlainLine();
            if (end > start)
            {
                if (brokenAt >= 0)
                {
                    JoinLines(ref decodedStart, segment, token.End, brokenAt, start);
                    segment = start;
                    brokenAt = -1;
                }

                token.End = end;
            }

            if (BreakWidth(_pos) == 0)
            {
                break;
            }

            if (brokenAt < 0)
            {
                brokenAt = _pos;
            }

            if (!SkipBlankLines(indent))
            {
                return false;
            }

            if (_flowLevel == 0 && _pos - _lineStart < indent)
            {
                break;
            }
        }

        if (brokenAt >= 0)
        {
            _keyAllowed = true;
        }

        SetText(ref token, decodedStart, segment);
        return true;
    }

    /// <summary>Goes on to what ends the scalar on this line; gives the end of its last character that is not blank.</summary>
    private int ScanPlainLine()
    {
        var text = _text;
        var start = _pos;
        var i = Chars.FindPlainStop(text, start, _flowLevel > 0);
        while (i < text.Length && IsInsidePlain(text, i, start))
        {
            i = Chars.FindPlainStop(text, i + 1, _flowLevel > 0);
        }

        _pos = i;
        while (i > start && Chars.IsBlank(text[i - 1]))
        {
            i--;
        }

        return i;
    }

    /// <summary>A colon without a blank after it, a <c>#</c> without a blank before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsInsidePlain(ReadOnlySpan<char> text, int i, int start) => text[i] switch
    {
        ':' => !IsBlankOrEnd(i + 1),
        '#' => i > start && !Chars.IsBlank(text[i - 1]),
        _ => false,
    };

    /// <summary>Skips line breaks and the blanks that lead the next line.</summary>
    private bool SkipBlankLines(int indent)
    {
        while (true)
        {
            var width = BreakWidth(_pos);
            if (width > 0)
            {
                SkipBreak(width);
                _pos = Chars.SkipSpaces(_text, _pos);
                continue;
            }

            var c = At(_pos);
            if (c == '\t' && _pos - _lineStart < indent)
            {
                return Fail(_pos, "found a tab character that violates indentation");
            }

            if (!Chars.IsBlank(c))
            {
                return true;
            }

            _pos++;
        }
    }

    /// <summary>Puts the line before and the folded breaks into the decoded text.</summary>
    private readonly void JoinLines(ref int decodedStart, int segment, int segmentEnd, int breaks, int breaksEnd)
    {
        if (decodedStart < 0)
        {
            decodedStart = _work.DecodedLength;
        }

        _work.Append(_text[segment..segmentEnd]);
        AppendFolded(breaks, breaksEnd);
    }

    /// <summary>One break folds to a space, more to one less; LS and PS stay.</summary>
    private readonly void AppendFolded(int start, int end)
    {
        var lead = BreakValue(start);
        var rest = start + BreakWidth(start);
        if (lead != '\n')
        {
            _work.Append(lead);
        }

        if (AppendBreaks(rest, end) == 0 && lead == '\n')
        {
            _work.Append(' ');
        }
    }

    /// <summary>Appends the breaks between blanks; gives how many.</summary>
    private readonly int AppendBreaks(int start, int end)
    {
        var count = 0;
        for (var i = start; i < end;)
        {
            var width = BreakWidth(i);
            if (width > 0)
            {
                _work.Append(BreakValue(i));
                count++;
            }

            i += Math.Max(width, 1);
        }

        return count;
    }

    private readonly char BreakValue(int offset) => At(offset) is var c and ('\u2028' or '\u2029') ? c : '\n';

    /// <summary>Gives a scalar its text: the slice from the segment, or what was decoded and the segment after it.</summary>
    private readonly void SetText(ref Token token, int decodedStart, int segment)
    {
        if (decodedStart < 0)
        {
            token.TextStart = segment;
            token.TextLength = token.End - segment;
            return;
        }

        _work.Append(_text[segment..token.End]);
        token.TextStart = ~decodedStart;
        token.TextLength = _work.DecodedLength - decodedStart;
    }
}
