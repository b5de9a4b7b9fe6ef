using System.Collections.Immutable;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Parse;

/// <summary>Literals, names, parentheses, lists, maps and objects; and the parser's housekeeping.</summary>
internal sealed partial class Parser
{
    private Expression Primary()
    {
        _height = 1;
        switch (_token.Kind)
        {
            case TokenKind.Name or TokenKind.Dot:
                return Name();
            case TokenKind.Int or TokenKind.Uint or TokenKind.Double:
                return Number(negative: null);
            case TokenKind.String or TokenKind.Bytes:
                return Text();
            case TokenKind.True:
                return new Literal(NewId(Take()), CelValue.True);
            case TokenKind.False:
                return new Literal(NewId(Take()), CelValue.False);
            case TokenKind.Null:
                return new Literal(NewId(Take()), CelValue.Null);
            case TokenKind.OpenBracket:
                return ListLiteral();
            case TokenKind.OpenBrace:
                return MapLiteral();
            case TokenKind.OpenParen:
                Take();
                var inner = Expression();
                Expect(TokenKind.CloseParen, "`)`");
                return inner;
            default:
                Unexpected("a value");
                return Nothing();
        }
    }

    private Expression Name()
    {
        var absolute = TakeIf(TokenKind.Dot);
        var at = _token.Span;
        if (_token.Kind != TokenKind.Name)
        {
            Unexpected("a name");
            return Nothing();
        }
        var name = Lexeme;
        Take();
        if (ReservedWords.Contains(name))
        {
            Complain(ParseErrors.Reserved(at, name));
        }

        if (absolute)
        {
            name = "." + name;
        }

        return _token.Kind == TokenKind.OpenParen ? CallOrMacro(at, null, name, Arguments(TokenKind.CloseParen)) : new Ident(NewId(at), name);
    }

    private string SelectorName()
    {
        var name = Lexeme;
        if (_token.Kind == TokenKind.QuotedName)
        {
            if (!_parts.Rules.QuotedNames)
            {
                Complain(ParseErrors.NoQuotes(_token.Span, name));
            }

            name = name[1..^1];
        }
        if (_token.Kind is TokenKind.Name or TokenKind.QuotedName)
        {
            Take();
        }
        else
        {
            Unexpected("a field's name");
        }

        return name;
    }

    private Literal Number(CelSpan? negative)
    {
        var at = _token.Span;
        var text = _text.AsSpan(at.Start, at.Length);
        var value = _token.Kind == TokenKind.Double
            ? Literals.Double(text, negative is not null)
            : Literals.Integer(text, _token.Kind == TokenKind.Uint, negative is not null);
        if (negative is { } sign)
        {
            at = sign with { Length = at.End - sign.Start };
        }

        if (value.Kind == CelKind.Absent)
        {
            Complain(ParseErrors.NumberRange(at, _text.Substring(at.Start, at.Length), NumberType(_token.Kind)));
        }

        Take();
        _height = 1;
        return new Literal(NewId(at), value.Kind == CelKind.Absent ? CelValue.Null : value);
    }

    private static string NumberType(TokenKind kind) => kind switch
    {
        TokenKind.Int => "int",
        TokenKind.Uint => "uint",
        _ => "double",
    };

    private Literal Text()
    {
        var at = _token.Span;
        var value = Literals.Text(_text.AsSpan(at.Start, at.Length), out var reason);
        if (value.Kind == CelKind.Absent)
        {
            Complain(ParseErrors.Escape(at, reason));
        }

        Take();
        return new Literal(NewId(at), value.Kind == CelKind.Absent ? CelValue.Null : value);
    }

    /// <summary>Comma-separated expressions after an opening token that is current, up to a closing one.</summary>
    private ImmutableArray<Expression> Arguments(TokenKind close)
    {
        Take();
        var height = 0;
        var arguments = ImmutableArray.CreateBuilder<Expression>(2);
        while (_token.Kind != close)
        {
            arguments.Add(Expression());
            height = Math.Max(height, _height);
            if (!TakeIf(TokenKind.Comma))
            {
                break;
            }

            if (_token.Kind == close)
            {
                Unexpected("an argument");
            }
        }
        _height = 0;
        Grow(height);
        Expect(close, "`,` or `)`");
        return arguments.DrainToImmutable();
    }

    private ListLiteral ListLiteral()
    {
        var open = Take();
        var height = 0;
        var items = ImmutableArray.CreateBuilder<Expression>();
        List<bool>? optional = null;
        while (_token.Kind != TokenKind.CloseBracket)
        {
            var isOptional = TakeOptional();
            if (isOptional)
            {
                optional ??= [.. Enumerable.Repeat(false, items.Count)];
            }

            optional?.Add(isOptional);
            items.Add(Expression());
            height = Math.Max(height, _height);
            if (!TakeIf(TokenKind.Comma))
            {
                break;
            }
        }
        Grow(height);
        var at = open with { Length = _token.Span.End - open.Start };
        Expect(TokenKind.CloseBracket, "`,` or `]`");
        return new ListLiteral(NewId(at), items.DrainToImmutable(), optional is null ? default : [.. optional]);
    }

    private MapLiteral MapLiteral()
    {
        var open = Take();
        var height = 0;
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        while (_token.Kind != TokenKind.CloseBrace)
        {
            var isOptional = TakeOptional();
            var key = Expression();
            height = Math.Max(height, _height);
            Expect(TokenKind.Colon, "`:`");
            entries.Add(new MapEntry(key, Expression(), isOptional));
            height = Math.Max(height, _height);
            if (!TakeIf(TokenKind.Comma))
            {
                break;
            }
        }
        Grow(height);
        var at = open with { Length = _token.Span.End - open.Start };
        Expect(TokenKind.CloseBrace, "`,` or `}`");
        return new MapLiteral(NewId(at), entries.DrainToImmutable());
    }

    private ObjectLiteral ObjectLiteral(int id, string type)
    {
        Take();
        var height = 0;
        var fields = ImmutableArray.CreateBuilder<FieldInit>();
        while (_token.Kind != TokenKind.CloseBrace)
        {
            var isOptional = TakeOptional();
            var name = SelectorName();
            Expect(TokenKind.Colon, "`:`");
            fields.Add(new FieldInit(name, Expression(), isOptional));
            height = Math.Max(height, _height);
            if (!TakeIf(TokenKind.Comma))
            {
                break;
            }
        }
        Grow(height);
        Expect(TokenKind.CloseBrace, "`,` or `}`");
        return new ObjectLiteral(NewId(_spans[id]), type, fields.DrainToImmutable());
    }

    private void Advance()
    {
        if (Failed && _token.Kind == TokenKind.End)
        {
            return;
        }

        _token = _lexer.Next();
        if (_token.Kind == TokenKind.Broken)
        {
            Stop(ParseErrors.Broken(_token.Span, Lexeme, _lexer.Reason));
        }
    }

    private CelSpan Take()
    {
        var at = _token.Span;
        Advance();
        return at;
    }

    private bool TakeIf(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    private bool TakeOptional()
    {
        if (_token.Kind == TokenKind.Question && !_parts.Rules.OptionalSyntax)
        {
            Complain(ParseErrors.NoOptionals(_token.Span));
        }

        return TakeIf(TokenKind.Question);
    }

    private void Expect(TokenKind kind, string wanted)
    {
        if (!TakeIf(kind))
        {
            Unexpected(wanted);
        }
    }

    private Literal Nothing() => new(NewId(_token.Span), CelValue.Null);

    private int NewId(CelSpan at)
    {
        if (_spans.Count > _parts.Limits.Nodes && !Failed)
        {
            Stop(ParseErrors.TooLarge(at, _parts.Limits.Nodes));
        }

        _spans.Add(at);
        return _spans.Count - 1;
    }

    /// <summary>Notes that the node being made stands above one of the given height and the one parsed last.</summary>
    private void Grow(int height)
    {
        _height = Math.Max(_height, height) + 1;
        if (_height > _parts.Limits.Depth)
        {
            TooDeep();
        }
    }

    private void TooDeep()
    {
        if (!Failed)
        {
            Stop(ParseErrors.TooDeep(_token.Span, _parts.Limits.Depth));
        }
    }

    private void Unexpected(string wanted)
    {
        if (!Failed)
        {
            Stop(ParseErrors.Unexpected(_token.Span, Lexeme, wanted, isLast: _text.AsSpan(_token.Span.End).IsWhiteSpace()));
        }
    }

    private void Complain(CelProblem problem) => _problems.Add(problem);

    private void Stop(CelProblem problem)
    {
        _problems.Add(problem);
        _token = new Token(TokenKind.End, new CelSpan(_text.Length, 0));
    }
}
