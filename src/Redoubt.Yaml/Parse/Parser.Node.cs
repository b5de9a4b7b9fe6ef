using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>One node: its anchor and tag, then an alias, a scalar or the start of a collection.</summary>
internal ref partial struct Parser
{
    private bool ParseNode(bool isBlock, bool allowsIndentless, bool isKey)
    {
        if (!_scanner.Peek())
        {
            return false;
        }

        var properties = default(Properties);
        var kind = _scanner.Current.Kind;
        if (kind == TokenKind.Scalar)
        {
            return ParseScalar(properties, isKey);
        }

        if (kind == TokenKind.Alias)
        {
            return ParseAlias(isKey);
        }

        if (kind is TokenKind.Anchor or TokenKind.Tag)
        {
            if (!ParseProperties(ref properties))
            {
                return false;
            }

            kind = _scanner.Current.Kind;
            if (kind == TokenKind.Scalar)
            {
                return ParseScalar(properties, isKey);
            }
        }

        return ParseCollection(kind, properties, isBlock, allowsIndentless, isKey);
    }

    private bool ParseCollection(TokenKind kind, in Properties properties, bool isBlock, bool allowsIndentless, bool isKey)
    {
        var start = _scanner.Current.Start;
        var isSequence = kind is TokenKind.FlowSequenceStart || (isBlock && kind is TokenKind.BlockSequenceStart)
            || (allowsIndentless && kind is TokenKind.BlockEntry);
        var isMapping = kind is TokenKind.FlowMappingStart || (isBlock && kind is TokenKind.BlockMappingStart);
        if (!isSequence && !isMapping)
        {
            return properties.IsPresent ? AddEmptyWith(properties, isKey) : FailSyntax(start, "did not find expected node content");
        }

        if (isKey)
        {
            return _tree.Fail(YamlProblemCode.Key, start, "a collection cannot be a key");
        }

        if (kind != TokenKind.BlockEntry)
        {
            _scanner.Skip();
        }

        var style = kind is TokenKind.FlowSequenceStart or TokenKind.FlowMappingStart ? YamlStyle.Flow : YamlStyle.Block;
        var state = kind switch
        {
            TokenKind.FlowSequenceStart => ParserState.FlowSequenceFirstEntry,
            TokenKind.FlowMappingStart => ParserState.FlowMappingFirstKey,
            TokenKind.BlockSequenceStart => ParserState.BlockSequenceEntry,
            TokenKind.BlockEntry => ParserState.IndentlessSequenceEntry,
            _ => ParserState.BlockMappingKey,
        };
        return OpenCollection(isMapping ? NodeKind.Mapping : NodeKind.Sequence, style, properties, start, state);
    }

    private bool ParseProperties(ref Properties properties)
    {
        properties.IsPresent = true;
        properties.Start = _scanner.Current.Start;
        var first = _scanner.Current.Kind;
        if (!ParseProperty(ref properties))
        {
            return false;
        }

        var other = first == TokenKind.Anchor ? TokenKind.Tag : TokenKind.Anchor;
        return _scanner.Current.Kind != other || ParseProperty(ref properties);
    }

    private bool ParseProperty(ref Properties properties)
    {
        ref var token = ref _scanner.Current;
        properties.End = token.End;
        if (token.Kind == TokenKind.Anchor)
        {
            properties.Anchor = _text.Slice(token.TextStart, token.TextLength);
        }
        else if (ExpandTag(_work.Tags[token.TextStart], token.Start, out var tag))
        {
            properties.Tag = tag;
        }
        else
        {
            return false;
        }

        _scanner.Skip();
        return _scanner.Peek();
    }

    private bool ParseScalar(in Properties properties, bool isKey)
    {
        var token = _scanner.Current;
        EndsInBlockScalar = token.Style is YamlStyle.Literal or YamlStyle.Folded && _scanner.Position >= _text.Length;
        _scanner.Skip();
        PopState();
        if (!properties.IsPresent)
        {
            return AddScalar(token, isKey);
        }

        Anchor(properties);
        ref var node = ref AddScalarNode(token);
        node.Offset = properties.Start;
        if (properties.Tag is null ? !ResolvePlain(ref node, isKey) : !ResolveTagged(ref node, properties.Tag, isKey))
        {
            return false;
        }

        return !isKey || _tree.FinishKey();
    }

    private bool AddScalar(in Token token, bool isKey)
    {
        EndsInBlockScalar &= token.Style != YamlStyle.Plain;
        return ResolvePlain(ref AddScalarNode(token), isKey) && (!isKey || _tree.FinishKey());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Node AddScalarNode(in Token token)
    {
        ref var node = ref _tree.Add();
        node.Content = token.Start;
        node.Offset = token.Start;
        node.End = token.End;
        node.Style = token.Style;
        node.TextStart = token.TextStart;
        node.TextLength = token.TextLength;
        node.Kind = NodeKind.String;
        _tree.LastEnd = token.End;
        return ref node;
    }

    private bool AddEmptyWith(in Properties properties, bool isKey)
    {
        Anchor(properties);
        ref var node = ref _tree.Add();
        node.Offset = properties.Start;
        node.Content = node.End = node.TextStart = properties.End;
        _tree.LastEnd = properties.End;
        PopState();
        if (properties.Tag is not null && !ResolveTagged(ref node, properties.Tag, isKey))
        {
            return false;
        }

        return !isKey || _tree.FinishKey();
    }

    private bool ParseAlias(bool isKey)
    {
        ref var token = ref _scanner.Current;
        var name = _text.Slice(token.TextStart, token.TextLength);
        if (!_work.Anchors.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var target))
        {
            return _tree.Fail(YamlProblemCode.Alias, token.Start, "an alias (`*`) of an anchor that is not there; a text that begins with `*` needs quotes");
        }

        // A collection has no end while it is open.
        if (_work.Nodes[target] is { Kind: NodeKind.Mapping or NodeKind.Sequence, End: 0 })
        {
            return _tree.Fail(YamlProblemCode.Alias, token.Start, $"the value of anchor `{name}` contains itself");
        }

        _tree.NeedsCheck = true;
        ref var node = ref _tree.Add();
        node.Kind = NodeKind.Alias;
        node.Offset = node.Content = token.Start;
        node.End = token.End;
        _tree.LastEnd = token.End;
        node.Next = target;
        _scanner.Skip();
        PopState();
        return !isKey || _tree.FinishAliasKey();
    }

    private readonly void Anchor(in Properties properties)
    {
        if (!properties.Anchor.IsEmpty)
        {
            _work.Anchors.GetAlternateLookup<ReadOnlySpan<char>>()[properties.Anchor] = _tree.Count;
        }
    }
}
