namespace Redoubt.Yaml.Parse;

/// <summary>The productions of block collections.</summary>
internal ref partial struct Parser
{
    private bool ParseBlockSequenceEntry()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        ref var token = ref _scanner.Current;
        if (token.Kind == TokenKind.BlockEntry)
        {
            var mark = token.End;
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }

            if (_scanner.Current.Kind is TokenKind.BlockEntry or TokenKind.BlockEnd)
            {
                return AddEmptyEntry(mark);
            }

            PushState(ParserState.BlockSequenceEntry);
            return ParseNode(isBlock: true, allowsIndentless: false, isKey: false);
        }

        if (token.Kind != TokenKind.BlockEnd)
        {
            return FailSyntax(token.Start, "did not find expected `-` indicator");
        }

        _scanner.Skip();
        return CloseCollection(_tree.LastEnd);
    }

    private bool ParseIndentlessSequenceEntry()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        ref var token = ref _scanner.Current;
        if (token.Kind != TokenKind.BlockEntry)
        {
            return CloseCollection(_tree.LastEnd);
        }

        var mark = token.End;
        _scanner.Skip();
        if (!_scanner.Peek())
        {
            return false;
        }

        if (_scanner.Current.Kind is TokenKind.BlockEntry or TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd)
        {
            return AddEmptyEntry(mark);
        }

        PushState(ParserState.IndentlessSequenceEntry);
        return ParseNode(isBlock: true, allowsIndentless: false, isKey: false);
    }

    private bool AddEmptyEntry(int mark)
    {
        _tree.LastEnd = mark;
        return _tree.AddEmpty(mark, isKey: false);
    }

    private bool ParseBlockMappingKey()
    {
        if (_scanner.TryTakeKey(out var key))
        {
            return AddScalar(key, isKey: true) && ParseBlockValue(mark: _scanner.Position);
        }

        if (!_scanner.Peek())
        {
            return false;
        }

        ref var token = ref _scanner.Current;
        if (token.Kind == TokenKind.Key)
        {
            var mark = token.End;
            _scanner.Skip();
            if (!_scanner.Peek())
            {
                return false;
            }

            if (_scanner.Current.Kind is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd)
            {
                _state = ParserState.BlockMappingValue;
                return _tree.AddEmpty(mark, isKey: true);
            }

            PushState(ParserState.BlockMappingValue);
            return ParseNode(isBlock: true, allowsIndentless: true, isKey: true);
        }

        if (token.Kind != TokenKind.BlockEnd)
        {
            return FailSyntax(token.Start, "did not find expected key");
        }

        _scanner.Skip();
        return CloseCollection(_tree.LastEnd);
    }

    private bool ParseBlockMappingValue()
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        ref var token = ref _scanner.Current;
        if (token.Kind == TokenKind.Value)
        {
            var mark = token.End;
            _scanner.Skip();
            return ParseBlockValue(mark);
        }

        _state = ParserState.BlockMappingKey;
        return _tree.AddEmpty(token.Start, isKey: false);
    }

    /// <summary>What stands after the colon.</summary>
    private bool ParseBlockValue(int mark)
    {
        _state = ParserState.BlockMappingKey;
        if (_scanner.TryTakeValue(out var value, out var failed))
        {
            return AddScalar(value, isKey: false);
        }

        if (failed || !_scanner.Peek())
        {
            return false;
        }

        if (_scanner.Current.Kind is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd)
        {
            return AddEmptyEntry(mark);
        }

        PushState(ParserState.BlockMappingKey);
        return ParseNode(isBlock: true, allowsIndentless: true, isKey: false);
    }
}
