namespace Redoubt.Yaml.Parse;

/// <summary>The productions of flow collections.</summary>
internal ref partial struct Parser
{
    private bool ParseFlowSequenceEntry(bool isFirst)
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        if (_scanner.Current.Kind != TokenKind.FlowSequenceEnd)
        {
            if (!isFirst && !SkipFlowEntry("did not find expected `,` or `]`"))
            {
                return false;
            }

            var kind = _scanner.Current.Kind;
            if (kind == TokenKind.Key)
            {
                return OpenFlowPair();
            }

            if (kind != TokenKind.FlowSequenceEnd)
            {
                PushState(ParserState.FlowSequenceEntry);
                return ParseNode(isBlock: false, allowsIndentless: false, isKey: false);
            }
        }

        return CloseFlow();
    }

    private bool SkipFlowEntry(string message)
    {
        if (_scanner.Current.Kind != TokenKind.FlowEntry)
        {
            return FailSyntax(_scanner.Current.Start, message);
        }

        _scanner.Skip();
        return _scanner.Peek();
    }

    private bool CloseFlow()
    {
        var end = _scanner.Current.End;
        _scanner.Skip();
        return CloseCollection(end);
    }

    private bool OpenFlowPair()
    {
        var start = _scanner.Current.Start;
        _scanner.Skip();
        PushState(ParserState.FlowSequenceEntry);
        return OpenCollection(NodeKind.Mapping, YamlStyle.Flow, default, start, ParserState.FlowPairKey);
    }

    private bool ParseFlowPairKey()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        ref var token = ref _scanner.Current;
        if (token.Kind is not (TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowSequenceEnd))
        {
            PushState(ParserState.FlowPairValue);
            return ParseNode(isBlock: false, allowsIndentless: false, isKey: true);
        }

        // The Go parser drops the token after an empty key, whatever it is.
        var mark = token.End;
        _scanner.Skip();
        _state = ParserState.FlowPairValue;
        return _tree.AddEmpty(mark, isKey: true);
    }

    private bool ParseFlowPairValue()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        // The mark of an empty value is that of the token before: the Go parser shadows the variable.
        var mark = _scanner.Current.Start;
        if (_scanner.Current.Kind == TokenKind.Value)
        {
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }

            if (_scanner.Current.Kind is not (TokenKind.FlowEntry or TokenKind.FlowSequenceEnd))
            {
                PushState(ParserState.FlowPairEnd);
                return ParseNode(isBlock: false, allowsIndentless: false, isKey: false);
            }
        }

        _state = ParserState.FlowPairEnd;
        return _tree.AddEmpty(mark, isKey: false);
    }

    private bool ParseFlowPairEnd() => CloseCollection(_tree.LastEnd);

    private bool ParseFlowMappingKey(bool isFirst)
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        if (_scanner.Current.Kind == TokenKind.FlowMappingEnd)
        {
            return CloseFlow();
        }

        if (!isFirst && !SkipFlowEntry("did not find expected `,` or `}`"))
        {
            return false;
        }

        if (_scanner.Current.Kind == TokenKind.Key)
        {
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }

            if (_scanner.Current.Kind is TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowMappingEnd)
            {
                _state = ParserState.FlowMappingValue;
                return _tree.AddEmpty(_scanner.Current.Start, isKey: true);
            }

            PushState(ParserState.FlowMappingValue);
            return ParseNode(isBlock: false, allowsIndentless: false, isKey: true);
        }

        if (_scanner.Current.Kind == TokenKind.FlowMappingEnd)
        {
            return CloseFlow();
        }

        PushState(ParserState.FlowMappingEmptyValue);
        return ParseNode(isBlock: false, allowsIndentless: false, isKey: true);
    }

    private bool ParseFlowMappingValue(bool isEmpty)
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        if (!isEmpty && _scanner.Current.Kind == TokenKind.Value)
        {
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }

            if (_scanner.Current.Kind is not (TokenKind.FlowEntry or TokenKind.FlowMappingEnd))
            {
                PushState(ParserState.FlowMappingKey);
                return ParseNode(isBlock: false, allowsIndentless: false, isKey: false);
            }
        }

        _state = ParserState.FlowMappingKey;
        return _tree.AddEmpty(_scanner.Current.Start, isKey: false);
    }
}
