namespace Redoubt.Cel.Parse;

/// <summary>Cuts a text into tokens (cel-spec, "Syntax"). Never fails: what is no token is <see cref="TokenKind.Broken"/> with a reason.</summary>
internal struct Lexer(string text)
{
    private readonly string _text = text;
    private int _at;

    /// <summary>Why the last token is broken.</summary>
    public string Reason { get; private set; } = "";

    public Token Next()
    {
        SkipSpace();
        var start = _at;
        var kind = _at >= _text.Length ? TokenKind.End : Cut(_text[_at]);
        return new Token(kind, new CelSpan(start, _at - start));
    }

    private readonly char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _at++;
            }
            else if (_text[_at] == '/' && Peek(1) == '/')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private TokenKind Cut(char first)
    {
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number();
        }

        if (first is '"' or '\'')
        {
            return Quoted(raw: false) ? TokenKind.String : TokenKind.Broken;
        }

        if (StringPrefix() is > 0 and var prefix)
        {
            return Prefixed(prefix);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Word();
        }

        return first == '`' ? QuotedName() : Punctuation(first);
    }

    /// <summary>The length of a prefix like <c>r</c>, <c>b</c>, <c>bR</c> that stands before a quote; 0 if there is none.</summary>
    private readonly int StringPrefix()
    {
        var length = Peek() is 'b' or 'B' ? 1 : 0;
        if (Peek(length) is 'r' or 'R')
        {
            length++;
        }

        return Peek(length) is '"' or '\'' ? length : 0;
    }

    private TokenKind Prefixed(int length)
    {
        var bytes = Peek() is 'b' or 'B';
        var raw = Peek(length - 1) is 'r' or 'R';
        _at += length;
        return !Quoted(raw) ? TokenKind.Broken : bytes ? TokenKind.Bytes : TokenKind.String;
    }

    private bool Quoted(bool raw)
    {
        var quote = Peek();
        var triple = Peek(1) == quote && Peek(2) == quote;
        _at += triple ? 3 : 1;
        for (; _at < _text.Length; _at++)
        {
            var unit = _text[_at];
            if (unit == '\\' && !raw && _at + 1 < _text.Length)
            {
                unit = _text[++_at] is '\n' or '\r' ? '\n' : '\0';
            }

            if (!triple && unit is ('\n' or '\r'))
            {
                return Break("a string in single quotes must end on its line");
            }

            if (unit == quote && (!triple || (Peek(1) == quote && Peek(2) == quote)))
            {
                _at += triple ? 3 : 1;
                return true;
            }
        }
        return Break("the string does not end");
    }

    private TokenKind Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '_')
        {
            _at++;
        }

        return _text.AsSpan(start, _at - start) switch
        {
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            "in" => TokenKind.In,
            _ => TokenKind.Name,
        };
    }

    private TokenKind QuotedName()
    {
        var start = ++_at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '.' or '-' or '/' or ' ')
        {
            _at++;
        }

        if (Peek() != '`' || _at == start)
        {
            return Broken("a name in backticks holds letters, digits, `_`, `.`, `-`, `/` and spaces");
        }

        _at++;
        return TokenKind.QuotedName;
    }

    private TokenKind Number()
    {
        if (Peek() == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            for (_at += 2; char.IsAsciiHexDigit(Peek()); _at++)
            {
            }
            return Suffix(TokenKind.Int);
        }
        Digits();
        var kind = TokenKind.Int;
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            kind = TokenKind.Double;
            _at++;
            Digits();
        }
        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Peek() is 'e' or 'E' && char.IsAsciiDigit(Peek(1 + sign)))
        {
            kind = TokenKind.Double;
            _at += 1 + sign;
            Digits();
        }
        return Suffix(kind);
    }

    private TokenKind Suffix(TokenKind kind)
    {
        if (kind == TokenKind.Int && Peek() is 'u' or 'U')
        {
            _at++;
            return TokenKind.Uint;
        }
        return kind;
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private TokenKind Punctuation(char first)
    {
        _at++;
        var doubled = Peek() == '=';
        switch (first)
        {
            case '<' or '>' or '=' or '!' when doubled:
                _at++;
                return first switch
                {
                    '<' => TokenKind.LessOrEqual,
                    '>' => TokenKind.GreaterOrEqual,
                    '=' => TokenKind.Equal,
                    _ => TokenKind.NotEqual,
                };
            case '&' or '|' when Peek() == first:
                _at++;
                return first == '&' ? TokenKind.And : TokenKind.Or;
        }
        return first switch
        {
            '.' => TokenKind.Dot,
            ',' => TokenKind.Comma,
            ':' => TokenKind.Colon,
            '?' => TokenKind.Question,
            '(' => TokenKind.OpenParen,
            ')' => TokenKind.CloseParen,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            '{' => TokenKind.OpenBrace,
            '}' => TokenKind.CloseBrace,
            '!' => TokenKind.Not,
            '-' => TokenKind.Minus,
            '+' => TokenKind.Plus,
            '*' => TokenKind.Star,
            '/' => TokenKind.Slash,
            '%' => TokenKind.Percent,
            '<' => TokenKind.Less,
            '>' => TokenKind.Greater,
            '=' => Broken("`=` is no operator: equality is `==`"),
            '&' => Broken("`&` is no operator: and is `&&`"),
            '|' => Broken("`|` is no operator: or is `||`"),
            _ => Unexpected(first),
        };
    }

    private TokenKind Unexpected(char first)
    {
        if (char.IsHighSurrogate(first) && char.IsLowSurrogate(Peek()))
        {
            _at++;
        }

        return Broken("no expression may hold this character outside of a string");
    }

    private TokenKind Broken(string reason)
    {
        Reason = reason;
        return TokenKind.Broken;
    }

    private bool Break(string reason)
    {
        Reason = reason;
        return false;
    }
}
