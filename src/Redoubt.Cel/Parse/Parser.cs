using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Parse;

/// <summary>
/// Text to tree, by precedence climbing; macros are expanded on the way (cel-spec, "Syntax", "Macros"). Never throws: the first mistake
/// in the syntax ends the parse, since what follows it would only be guessed.
/// </summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly EnvironmentParts _parts;
    private readonly bool _macros;
    private readonly ImmutableArray<CelSpan>.Builder _spans = ImmutableArray.CreateBuilder<CelSpan>(32);
    private readonly ImmutableArray<CelProblem>.Builder _problems = ImmutableArray.CreateBuilder<CelProblem>(0);
    private Lexer _lexer;
    private Token _token;
    private int _nesting;

    /// <summary>The height of the tree that was parsed last: chains such as `a + b + c` nest without recursion here.</summary>
    private int _height;

    private Parser(string text, EnvironmentParts parts, bool macros)
    {
        _text = text;
        _parts = parts;
        _macros = macros;
        _lexer = new Lexer(text);
        _spans.Add(default);
    }

    public static ParsedTree Parse(string text, EnvironmentParts parts, bool macros = true)
    {
        var limits = parts.Limits;
        if (text.Length > limits.TextLength)
        {
            return new ParsedTree(text, new Literal(0, CelValue.Null), [default], [ParseErrors.TooLong(text.Length, limits.TextLength)]);
        }

        var parser = new Parser(text, parts, macros);
        parser.Advance();
        var root = parser.Expression();
        if (parser._token.Kind != TokenKind.End)
        {
            parser.Unexpected("an operator or the end");
        }

        return new ParsedTree(text, root, parser._spans.DrainToImmutable(), parser._problems.DrainToImmutable());
    }

    private string Lexeme => _text.Substring(_token.Span.Start, _token.Span.Length);

    private bool Failed => _problems.Count > 0;

    private Expression Expression()
    {
        if (++_nesting > _parts.Limits.Depth)
        {
            TooDeep();
            return Nothing();
        }
        var condition = Binary(1);
        var height = _height;
        if (_token.Kind == TokenKind.Question)
        {
            var at = Take();
            var yes = Binary(1);
            height = Math.Max(height, _height);
            Expect(TokenKind.Colon, "`:`");
            var no = Expression();
            condition = new Call(NewId(at), null, Operators.Conditional, [condition, yes, no]);
            Grow(height);
        }
        _nesting--;
        return condition;
    }

    private Expression Binary(int binding)
    {
        var left = Unary();
        while (OperatorBinding(_token.Kind) is var tightness && tightness >= binding)
        {
            if (tightness <= 2)
            {
                left = Logical(left, tightness);
                continue;
            }
            var function = OperatorFunction(_token.Kind);
            var at = Take();
            var height = _height;
            var right = Binary(tightness + 1);
            Grow(height);
            left = new Call(NewId(at), null, function, [left, right]);
        }
        return left;
    }

    /// <summary>A chain of `&amp;&amp;` or `||` becomes a balanced tree, so that long chains stay shallow.</summary>
    private Expression Logical(Expression first, int tightness)
    {
        var kind = _token.Kind;
        List<Expression> terms = [first];
        List<int> ids = [];
        var height = _height;
        while (_token.Kind == kind)
        {
            ids.Add(NewId(Take()));
            terms.Add(Binary(tightness + 1));
            height = Math.Max(height, _height);
        }
        _height = height + 32 - int.LeadingZeroCount(terms.Count);
        return Balance(terms, ids, kind == TokenKind.And ? Operators.And : Operators.Or, 0, terms.Count);
    }

    private static Expression Balance(List<Expression> terms, List<int> ids, string function, int from, int count)
    {
        if (count == 1)
        {
            return terms[from];
        }

        var half = (count + 1) / 2;
        var left = Balance(terms, ids, function, from, half);
        return new Call(ids[from + half - 1], null, function, [left, Balance(terms, ids, function, from + half, count - half)]);
    }

    private Expression Unary()
    {
        if (_token.Kind is not (TokenKind.Not or TokenKind.Minus))
        {
            return Member();
        }

        var kind = _token.Kind;
        var at = _token.Span;
        var odd = false;
        while (_token.Kind == kind)
        {
            at = Take();
            odd = !odd;
        }
        if (kind == TokenKind.Minus && odd && _token.Kind is TokenKind.Int or TokenKind.Double)
        {
            return Selections(Number(at), isName: false);
        }

        var operand = Member();
        if (!odd)
        {
            return operand;
        }

        Grow(_height);
        return new Call(NewId(at), null, kind == TokenKind.Not ? Operators.Not : Operators.Negate, [operand]);
    }

    private Expression Member()
    {
        // A name in parentheses is a value, not a type's (cel-spec, "Syntax").
        var isName = _token.Kind is TokenKind.Name or TokenKind.Dot;
        return Selections(Primary(), isName);
    }

    private Expression Selections(Expression operand, bool isName)
    {
        while (true)
        {
            switch (_token.Kind)
            {
                case TokenKind.Dot:
                    operand = Selection(operand);
                    break;
                case TokenKind.OpenBracket:
                    operand = Index(operand);
                    break;
                case TokenKind.OpenBrace when isName && TypeName(operand) is { } type:
                    operand = ObjectLiteral(operand.Id, type);
                    break;
                default:
                    return operand;
            }
        }
    }

    private Expression Selection(Expression operand)
    {
        var height = _height;
        Take();
        var optional = TakeOptional();
        var at = _token.Span;
        var quoted = _token.Kind == TokenKind.QuotedName;
        var name = SelectorName();
        if (!optional && !quoted && _token.Kind == TokenKind.OpenParen)
        {
            var arguments = Arguments(TokenKind.CloseParen);
            Grow(height);
            return CallOrMacro(at, operand, name, arguments);
        }
        _height = height;
        Grow(height);
        if (!optional)
        {
            return new Select(NewId(at), operand, name);
        }

        var field = new Literal(NewId(at), CelValue.String(name));
        return new Call(NewId(at), null, Operators.OptionalSelect, [operand, field]);
    }

    private Call Index(Expression operand)
    {
        var height = _height;
        var open = Take();
        var optional = TakeOptional();
        var index = Expression();
        Grow(height);
        var at = open with { Length = _token.Span.End - open.Start };
        Expect(TokenKind.CloseBracket, "`]`");
        return new Call(NewId(at), null, optional ? Operators.OptionalIndex : Operators.Index, [operand, index]);
    }

    /// <summary>`a.b.C` as a type's name, which has no part in backticks and none that a macro made; null if the expression is anything else.</summary>
    private string? TypeName(Expression expression) => expression switch
    {
        Ident { Name: not ['@', ..] } name => name.Name,
        Select { TestOnly: false } select when !IsQuoted(select) && TypeName(select.Operand) is { } qualifier => $"{qualifier}.{select.Field}",
        _ => null,
    };

    private bool IsQuoted(Select select) => _text[_spans[select.Id].Start] == '`';

    private Expression CallOrMacro(CelSpan at, Expression? target, string name, ImmutableArray<Expression> arguments)
    {
        if (_macros && !Failed && FindMacro(name, target is not null, arguments.Length) is { } macro)
        {
            var context = new MacroContext(() => NewId(at), (node, message) => Complain(ParseErrors.Macro(_spans[node.Id], name, message)));
            if (macro.Expand(context, target, arguments) is { } expanded)
            {
                _height += 4;
                return expanded;
            }
        }
        return new Call(NewId(at), target, name, arguments);
    }

    private Macro? FindMacro(string name, bool isReceiver, int arguments) =>
        _parts.Macros.GetValueOrDefault((name, isReceiver, arguments)) ?? _parts.Macros.GetValueOrDefault((name, isReceiver, -1));

    private static int OperatorBinding(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.In or (>= TokenKind.Less and <= TokenKind.GreaterOrEqual) => 3,
        TokenKind.Plus or TokenKind.Minus => 4,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 5,
        _ => 0,
    };

    private static string OperatorFunction(TokenKind kind) => kind switch
    {
        TokenKind.Equal => Operators.Equal,
        TokenKind.NotEqual => Operators.NotEqual,
        TokenKind.In => Operators.In,
        TokenKind.Less => Operators.Less,
        TokenKind.LessOrEqual => Operators.LessOrEqual,
        TokenKind.Greater => Operators.Greater,
        TokenKind.GreaterOrEqual => Operators.GreaterOrEqual,
        TokenKind.Plus => Operators.Add,
        TokenKind.Minus => Operators.Subtract,
        TokenKind.Star => Operators.Multiply,
        TokenKind.Slash => Operators.Divide,
        _ => Operators.Modulo,
    };
}
