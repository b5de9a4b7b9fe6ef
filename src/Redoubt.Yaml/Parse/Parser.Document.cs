namespace Redoubt.Yaml.Parse;

/// <summary>The productions around a document: directives, <c>---</c>, <c>...</c>.</summary>
internal ref partial struct Parser
{
    private const string StandardPrefix = "tag:yaml.org,2002:";

    /// <summary>
    /// Parses the next document. <paramref name="found"/> is false at the end of the text. The token after the root is looked at,
    /// as go-yaml does; what follows it is not.
    /// </summary>
    /// <param name="isFirst">Whether nothing was parsed of this text before.</param>
    /// <param name="found">Whether there is a document.</param>
    public bool ParseDocument(bool isFirst, out bool found)
    {
        found = false;
        _tree.Clear();
        _stateCount = 0;
        _state = ParserState.DocumentEnd;
        _ended = default;
        EndsInBlockScalar = false;
        if (!_scanner.Peek())
        {
            return false;
        }

        while (!isFirst && _scanner.Current.Kind == TokenKind.DocumentEnd)
        {
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }
        }

        if (_scanner.Current.Kind == TokenKind.StreamEnd)
        {
            return _tree.AddEmpty(_scanner.Current.Start, isKey: false);
        }

        found = true;
        return ParseDocumentStart(isFirst, out var isExplicit) && ParseRoot(isExplicit) && ParseDocumentEnd();
    }

    private bool ParseDocumentStart(bool isFirst, out bool isExplicit)
    {
        isExplicit = !isFirst || _scanner.Current.Kind is TokenKind.VersionDirective or TokenKind.TagDirective or TokenKind.DocumentStart;
        if (!isExplicit)
        {
            return true;
        }

        if (!ParseDirectives())
        {
            return false;
        }

        if (_scanner.Current.Kind != TokenKind.DocumentStart)
        {
            return FailSyntax(_scanner.Current.Start, "did not find expected document start");
        }

        _scanner.Skip();
        return _scanner.Peek();
    }

    private bool ParseDirectives()
    {
        var hasVersion = false;
        while (_scanner.Current.Kind is TokenKind.VersionDirective or TokenKind.TagDirective)
        {
            ref var token = ref _scanner.Current;
            var parts = _work.Tags[token.TextStart];
            if (token.Kind == TokenKind.VersionDirective)
            {
                if (hasVersion)
                {
                    return FailSyntax(token.Start, "found duplicate %YAML directive");
                }

                if (parts is not { Handle: "1", Suffix: "1" })
                {
                    return FailSyntax(token.Start, "found incompatible YAML document: Kubernetes reads 1.1 only");
                }

                hasVersion = true;
            }
            else if (_work.TagDirectives.Exists(known => known.Handle == parts.Handle))
            {
                return FailSyntax(token.Start, "found duplicate %TAG directive");
            }
            else
            {
                _work.TagDirectives.Add(parts);
            }

            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }
        }

        return true;
    }

    private bool ParseRoot(bool isExplicit)
    {
        ref var token = ref _scanner.Current;
        PushState(ParserState.DocumentEnd);
        _state = ParserState.BlockNode;
        var isEmpty = token.Kind is TokenKind.VersionDirective or TokenKind.TagDirective or TokenKind.DocumentStart
            or TokenKind.DocumentEnd or TokenKind.StreamEnd;
        if (isEmpty && isExplicit)
        {
            PopState();
            return _tree.AddEmpty(token.Start, isKey: false);
        }

        return ParseContent();
    }

    private bool ParseDocumentEnd()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        _ended = _scanner.Current;
        if (_ended.Kind == TokenKind.DocumentEnd)
        {
            _scanner.Skip();
        }

        return true;
    }

    /// <summary>Where the document ends: after <c>...</c>, or where the next token starts.</summary>
    public readonly int DocumentEnd => _ended.Kind == TokenKind.DocumentEnd ? _ended.End : _ended.Start;

    /// <summary>The text after the document that is never read, or -1 if there are only blanks, comments and directives.</summary>
    public readonly int FindDropped()
    {
        if (_ended.Kind != TokenKind.DocumentEnd)
        {
            return _ended.Kind == TokenKind.StreamEnd ? -1 : _ended.Start;
        }

        for (var i = _ended.End; i < _text.Length; i++)
        {
            if (char.IsWhiteSpace(_text[i]))
            {
                continue;
            }

            if (_text[i] is not ('#' or '%'))
            {
                return i;
            }

            var lineEnd = _text[i..].IndexOfAny(Chars.Breaks);
            if (lineEnd < 0)
            {
                return -1;
            }

            i += lineEnd;
        }

        return -1;
    }

    /// <summary>The tag in full; false if its handle was not declared.</summary>
    private bool ExpandTag(TagParts parts, int offset, out string tag)
    {
        tag = parts.Suffix;
        if (parts.Handle.Length == 0)
        {
            return true;
        }

        foreach (var known in _work.TagDirectives)
        {
            if (known.Handle == parts.Handle)
            {
                tag = known.Suffix + parts.Suffix;
                return true;
            }
        }

        tag = (parts.Handle is "!" ? "!" : StandardPrefix) + parts.Suffix;
        return parts.Handle is "!" or "!!" || FailSyntax(offset, $"found undefined tag handle `{parts.Handle}`");
    }
}
