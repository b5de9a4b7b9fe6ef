using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>From one token to the next: which one is it, and may a key start after it?</summary>
internal ref partial struct Scanner
{
    private bool FetchNext()
    {
        SkipToToken();
        UnrollIndent(_pos - _lineStart);
        if (IsEnd(_pos))
        {
            return FetchStreamEnd();
        }

        var c = _text[_pos];
        if (_pos == _lineStart)
        {
            if (c == '%')
            {
                return FetchDirective();
            }

            if (c is '-' or '.' && IsDocumentIndicator())
            {
                return FetchDocumentIndicator(c == '-' ? TokenKind.DocumentStart : TokenKind.DocumentEnd);
            }
        }

        return FetchBy(c);
    }

    private bool FetchBy(char c)
    {
        switch (c)
        {
            case '[':
                return FetchFlowStart(TokenKind.FlowSequenceStart);
            case '{':
                return FetchFlowStart(TokenKind.FlowMappingStart);
            case ']':
                return FetchFlowEnd(TokenKind.FlowSequenceEnd);
            case '}':
                return FetchFlowEnd(TokenKind.FlowMappingEnd);
            case ',':
                return FetchFlowEntry();
            case '-' when IsBlankOrEnd(_pos + 1):
                return FetchBlockEntry();
            case '?' when _flowLevel > 0 || IsBlankOrEnd(_pos + 1):
                return FetchKey();
            case ':' when _flowLevel > 0 || IsBlankOrEnd(_pos + 1):
                return FetchValue();
            case '*':
                return FetchAnchor(TokenKind.Alias);
            case '&':
                return FetchAnchor(TokenKind.Anchor);
            case '!':
                return FetchTag();
            case '|' when _flowLevel == 0:
                return FetchBlockScalar(YamlStyle.Literal);
            case '>' when _flowLevel == 0:
                return FetchBlockScalar(YamlStyle.Folded);
            case '\'':
                return FetchQuoted(YamlStyle.SingleQuoted);
            case '"':
                return FetchQuoted(YamlStyle.DoubleQuoted);
            case '%' or '@' or '`' or '|' or '>' or '\t':
                return Fail(_pos, $"found character that cannot start any token: `{c}`");
            default:
                return FetchPlain();
        }
    }

    /// <summary>Skips blanks, comments and line breaks. A tab may not stand where a block key could start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipToToken()
    {
        // What scanned last has often come to the next token already.
        if (At(_pos) is <= '#' or > '~' || _markQuirkEnd >= 0)
        {
            SkipBlanksAndComments();
        }
    }

    private void SkipBlanksAndComments()
    {
        while (true)
        {
            if (_pos == _lineStart && _pos < _markQuirkEnd && !IsEnd(_pos))
            {
                _pos++;
            }

            _pos = Chars.SkipSpaces(_text, _pos);
            var c = At(_pos);
            while (c == ' ' || (c == '\t' && (_flowLevel > 0 || !_keyAllowed)))
            {
                c = At(++_pos);
            }

            if (c == '#')
            {
                SkipToBreak();
            }

            var width = BreakWidth(_pos);
            if (width == 0)
            {
                return;
            }

            SkipBreak(width);
            if (_flowLevel == 0)
            {
                _keyAllowed = true;
            }
        }
    }

    private bool FetchStreamEnd()
    {
        if (_pos != _lineStart)
        {
            _lineStart = _pos;
        }

        UnrollIndent(-1);
        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = false;
        Push(new Token { Kind = TokenKind.StreamEnd, Start = _pos, End = _pos });
        return true;
    }

    private bool FetchDocumentIndicator(TokenKind kind)
    {
        UnrollIndent(-1);
        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = false;
        PushIndicator(kind, width: 3);
        return true;
    }

    private bool FetchFlowStart(TokenKind kind)
    {
        if (!SaveKey(out var keyLevel))
        {
            return false;
        }

        if (_flowLevel == _maxDepth)
        {
            return FailLimit(_pos);
        }

        _flowLevel++;
        if (_flowLevel == _work.Keys.Length)
        {
            Array.Resize(ref _work.Keys, _flowLevel * 2);
        }

        _work.Keys[_flowLevel] = new SimpleKey { TokenNumber = _taken + _count };
        Push(new Token { Kind = kind, Start = _pos, End = _pos + 1, KeyLevel = keyLevel });
        _pos++;
        _keyAllowed = true;
        return true;
    }

    private bool FetchFlowEnd(TokenKind kind)
    {
        if (!RemoveKey())
        {
            return false;
        }

        if (_flowLevel > 0)
        {
            ForgetKey(_work.Keys[_flowLevel--].TokenNumber);
        }

        _keyAllowed = false;
        PushIndicator(kind, width: 1);
        return true;
    }

    /// <summary>
    /// The token does not wait for a colon any more. Until a key was seen in it, a level has the number of its own bracket: so <c>[]: x</c>
    /// is a sequence and text after it, where <c>[a]: x</c> is a pair.
    /// </summary>
    private readonly void ForgetKey(int tokenNumber)
    {
        var index = tokenNumber - _taken;
        if (index >= 0 && index < _count)
        {
            _work.Tokens[(_head + index) & (_work.Tokens.Length - 1)].KeyLevel = 0;
        }
    }

    private bool FetchFlowEntry()
    {
        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = true;
        PushIndicator(TokenKind.FlowEntry, width: 1);
        return true;
    }

    private bool FetchBlockEntry()
    {
        if (_flowLevel == 0)
        {
            if (!_keyAllowed)
            {
                return Fail(_pos, "block sequence entries are not allowed in this context");
            }

            if (!RollIndent(_pos - _lineStart, -1, TokenKind.BlockSequenceStart, _pos))
            {
                return false;
            }
        }

        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = true;
        PushIndicator(TokenKind.BlockEntry, width: 1);
        return true;
    }

    private bool FetchKey()
    {
        if (_flowLevel == 0)
        {
            if (!_keyAllowed)
            {
                return Fail(_pos, "mapping keys are not allowed in this context");
            }

            if (!RollIndent(_pos - _lineStart, -1, TokenKind.BlockMappingStart, _pos))
            {
                return false;
            }
        }

        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = _flowLevel == 0;
        PushIndicator(TokenKind.Key, width: 1);
        return true;
    }

    private bool FetchValue()
    {
        ref var key = ref _work.Keys[_flowLevel];
        if (IsKeyStillPossible(ref key, out var failed))
        {
            var index = key.TokenNumber - _taken;
            Insert(index, new Token { Kind = TokenKind.Key, Start = key.Offset, End = key.Offset });
            if (!RollIndent(key.Offset - key.LineStart, index, TokenKind.BlockMappingStart, key.Offset))
            {
                return false;
            }

            key.Possible = false;
            _keyAllowed = false;
        }
        else if (failed)
        {
            return false;
        }
        else
        {
            if (_flowLevel == 0)
            {
                if (!_keyAllowed)
                {
                    return Fail(_pos, "mapping values are not allowed in this context");
                }

                if (!RollIndent(_pos - _lineStart, -1, TokenKind.BlockMappingStart, _pos))
                {
                    return false;
                }
            }

            _keyAllowed = _flowLevel == 0;
        }

        PushIndicator(TokenKind.Value, width: 1);
        return true;
    }

    private void PushIndicator(TokenKind kind, int width)
    {
        Push(new Token { Kind = kind, Start = _pos, End = _pos + width });
        _pos += width;
    }
}
