namespace Redoubt.Cel.Parse;

/// <summary>The kinds of token (cel-spec, "Syntax").</summary>
internal enum TokenKind : byte
{
    End,
    Broken,
    Name,
    QuotedName,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    True,
    False,
    Null,
    In,
    Dot,
    Comma,
    Colon,
    Question,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Not,
    Minus,
    Plus,
    Star,
    Slash,
    Percent,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
}

/// <summary>A token: its kind and where it stands.</summary>
internal readonly record struct Token(TokenKind Kind, CelSpan Span);
