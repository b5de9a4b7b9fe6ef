using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Redoubt.Yaml.Parse;

/// <summary>Anchors, aliases, tags and directives.</summary>
internal ref partial struct Scanner
{
    private bool FetchAnchor(TokenKind kind)
    {
        if (!SaveKey(out var keyLevel))
        {
            return false;
        }

        _keyAllowed = false;
        var start = _pos++;
        while (Chars.IsWord(At(_pos)))
        {
            _pos++;
        }

        if (_pos == start + 1 || !(IsBlankOrEnd(_pos) || At(_pos) is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            return Fail(start, "did not find expected alphabetic or numeric character in the name of an anchor");
        }

        Push(new Token { Kind = kind, Start = start, End = _pos, TextStart = start + 1, TextLength = _pos - start - 1, KeyLevel = keyLevel });
        return true;
    }

    private bool FetchTag()
    {
        if (!SaveKey(out var keyLevel))
        {
            return false;
        }

        _keyAllowed = false;
        var start = _pos;
        if (!ScanTag(out var tag))
        {
            return false;
        }

        if (!IsBlankOrEnd(_pos))
        {
            return Fail(start, "did not find expected whitespace or line break after a tag");
        }

        Push(new Token { Kind = TokenKind.Tag, Start = start, End = _pos, TextStart = _work.Tags.Count, KeyLevel = keyLevel });
        _work.Tags.Add(tag);
        return true;
    }

    private bool ScanTag(out TagParts tag)
    {
        tag = default;
        var start = _pos;
        if (At(_pos + 1) == '<')
        {
            _pos += 2;
            if (!ScanUri("", hasHead: false, start, out var verbatim))
            {
                return false;
            }

            if (At(_pos) != '>')
            {
                return Fail(start, "did not find the expected `>`");
            }

            _pos++;
            tag = new TagParts("", verbatim);
            return true;
        }

        if (!ScanHandle(isDirective: false, out var handle))
        {
            return false;
        }

        var isHandle = handle.Length > 1 && handle[^1] == '!';
        if (!ScanUri(isHandle ? "" : handle[1..], hasHead: !isHandle, start, out var suffix))
        {
            return false;
        }

        tag = isHandle ? new TagParts(handle, suffix) : suffix.Length > 0 ? new TagParts("!", suffix) : new TagParts("", "!");
        return true;
    }

    private bool ScanHandle(bool isDirective, out string handle)
    {
        handle = "";
        var start = _pos;
        if (At(_pos) != '!')
        {
            return Fail(_pos, "did not find expected `!`");
        }

        _pos++;
        while (Chars.IsWord(At(_pos)))
        {
            _pos++;
        }

        if (At(_pos) == '!')
        {
            _pos++;
        }
        else if (isDirective && _pos != start + 1)
        {
            return Fail(_pos, "did not find expected `!`");
        }

        handle = _text[start.._pos].ToString();
        return true;
    }

    private bool ScanUri(string head, bool hasHead, int start, out string uri)
    {
        var first = _pos;
        var escaped = false;
        while (Chars.IsUri(At(_pos)))
        {
            escaped |= _text[_pos] == '%';
            _pos++;
        }

        uri = head;
        if (_pos == first)
        {
            return hasHead || Fail(start, "did not find expected tag URI");
        }

        var written = _text[first.._pos];
        if (!escaped)
        {
            uri = string.Concat(head, written);
            return true;
        }

        return DecodeUri(written, start, out var decoded) && (uri = head + decoded) != null;
    }

    /// <summary>Undoes <c>%41</c>; the octets must be whole UTF-8 sequences.</summary>
    private bool DecodeUri(ReadOnlySpan<char> written, int start, out string decoded)
    {
        decoded = "";
        var bytes = new byte[written.Length];
        var count = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '%')
            {
                bytes[count++] = (byte)written[i];
                continue;
            }

            if (i + 2 >= written.Length || !byte.TryParse(written.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out bytes[count++]))
            {
                return Fail(start, "did not find URI escaped octet");
            }

            i += 2;
        }

        var octets = bytes.AsSpan(0, count);
        if (!Utf8.IsValid(octets))
        {
            return Fail(start, "found an incorrect UTF-8 octet in a tag");
        }

        decoded = Encoding.UTF8.GetString(octets);
        return true;
    }

    private bool FetchDirective()
    {
        UnrollIndent(-1);
        if (!RemoveKey())
        {
            return false;
        }

        _keyAllowed = false;
        var start = _pos++;
        var nameStart = _pos;
        while (Chars.IsWord(At(_pos)))
        {
            _pos++;
        }

        var name = _text[nameStart.._pos];
        if (name.IsEmpty)
        {
            return Fail(start, "could not find expected directive name");
        }

        if (!IsBlankOrEnd(_pos))
        {
            return Fail(start, "found unexpected non-alphabetical character in a directive's name");
        }

        var token = new Token { Start = start, TextStart = _work.Tags.Count };
        if (!ScanDirectiveValue(name, ref token))
        {
            return false;
        }

        token.End = _pos;
        Push(token);
        return SkipDirectiveEnd(start);
    }

    private bool ScanDirectiveValue(ReadOnlySpan<char> name, ref Token token)
    {
        TagParts parts;
        if (name is "YAML")
        {
            token.Kind = TokenKind.VersionDirective;
            if (!ScanVersion(token.Start, out parts))
            {
                return false;
            }
        }
        else if (name is "TAG")
        {
            token.Kind = TokenKind.TagDirective;
            if (!ScanTagDirective(token.Start, out parts))
            {
                return false;
            }
        }
        else
        {
            return Fail(token.Start, $"found unknown directive name `{name}`");
        }

        _work.Tags.Add(parts);
        return true;
    }

    private bool ScanVersion(int start, out TagParts version)
    {
        version = default;
        SkipBlanks();
        if (!ScanVersionNumber(start, out var major))
        {
            return false;
        }

        if (At(_pos) != '.')
        {
            return Fail(start, "did not find expected digit or `.` in a version");
        }

        _pos++;
        if (!ScanVersionNumber(start, out var minor))
        {
            return false;
        }

        version = new TagParts(major, minor);
        return true;
    }

    private bool ScanVersionNumber(int start, out string number)
    {
        var first = _pos;
        while (char.IsAsciiDigit(At(_pos)))
        {
            _pos++;
        }

        number = _text[first.._pos].TrimStart('0').ToString();
        return _pos - first is 1 or 2 || Fail(start, "did not find expected version number");
    }

    private bool ScanTagDirective(int start, out TagParts directive)
    {
        directive = default;
        SkipBlanks();
        if (!ScanHandle(isDirective: true, out var handle))
        {
            return false;
        }

        if (!Chars.IsBlank(At(_pos)))
        {
            return Fail(start, "did not find expected whitespace in a directive");
        }

        SkipBlanks();
        if (!ScanUri("", hasHead: false, start, out var prefix))
        {
            return false;
        }

        if (!IsBlankOrEnd(_pos))
        {
            return Fail(start, "did not find expected whitespace or line break in a directive");
        }

        directive = new TagParts(handle, prefix);
        return true;
    }

    private bool SkipDirectiveEnd(int start)
    {
        SkipBlanks();
        if (At(_pos) == '#')
        {
            SkipToBreak();
        }

        if (!IsBreakOrEnd(_pos))
        {
            return Fail(start, "did not find expected comment or line break after a directive");
        }

        SkipBreak(BreakWidth(_pos));
        return true;
    }

    private void SkipBlanks()
    {
        while (Chars.IsBlank(At(_pos)))
        {
            _pos++;
        }
    }
}
