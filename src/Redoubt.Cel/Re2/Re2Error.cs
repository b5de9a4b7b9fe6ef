namespace Redoubt.Cel.Re2;

/// <summary>What can be wrong with a regular expression, in the terms of RE2.</summary>
public enum Re2ErrorKind
{
    /// <summary>A range such as <c>z-a</c>, or an unknown name of a class.</summary>
    InvalidCharacterRange,

    /// <summary>An escape that RE2 does not have, among them backreferences and <c>\C</c>.</summary>
    InvalidEscape,

    /// <summary>A group name that is empty, unfinished, or has other characters than letters, digits and <c>_</c>.</summary>
    InvalidNamedCapture,

    /// <summary>Syntax of Perl that RE2 refuses, such as lookaround.</summary>
    InvalidPerlSyntax,

    /// <summary>A repetition of a repetition, such as <c>a**</c>.</summary>
    InvalidRepeatOperator,

    /// <summary>A count above 1000, counted over nested repetitions too, or a range of counts that is upside down.</summary>
    InvalidRepeatCount,

    /// <summary>The pattern holds half of a surrogate pair.</summary>
    InvalidText,

    /// <summary>A class without its end.</summary>
    MissingBracket,

    /// <summary>A group without its end.</summary>
    MissingParenthesis,

    /// <summary>A repetition of nothing.</summary>
    MissingRepeatArgument,

    /// <summary>A backslash at the very end.</summary>
    TrailingBackslash,

    /// <summary>An end of a group that was never begun.</summary>
    UnexpectedParenthesis,

    /// <summary>More than 1000 levels.</summary>
    NestingDepth,

    /// <summary>The program would be larger than RE2 allows.</summary>
    TooLarge,
}

/// <summary>Why a regular expression was refused.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Position">Where, as a UTF-16 offset in the pattern.</param>
/// <param name="Text">The part of the pattern that is wrong.</param>
public readonly record struct Re2Error(Re2ErrorKind Kind, int Position, string Text)
{
    /// <summary>The error as one line: what is wrong, then the part in backticks.</summary>
    public override string ToString() => $"{Describe(Kind)}: `{Text}`";

    private static string Describe(Re2ErrorKind kind) => kind switch
    {
        Re2ErrorKind.InvalidCharacterRange => "invalid character class range",
        Re2ErrorKind.InvalidEscape => "invalid escape sequence",
        Re2ErrorKind.InvalidNamedCapture => "invalid named capture",
        Re2ErrorKind.InvalidPerlSyntax => "invalid or unsupported Perl syntax",
        Re2ErrorKind.InvalidRepeatOperator => "invalid nested repetition operator",
        Re2ErrorKind.InvalidRepeatCount => "invalid repeat count",
        Re2ErrorKind.InvalidText => "invalid text",
        Re2ErrorKind.MissingBracket => "missing closing ]",
        Re2ErrorKind.MissingParenthesis => "missing closing )",
        Re2ErrorKind.MissingRepeatArgument => "missing argument to repetition operator",
        Re2ErrorKind.TrailingBackslash => "trailing backslash at end of expression",
        Re2ErrorKind.UnexpectedParenthesis => "unexpected )",
        Re2ErrorKind.NestingDepth => "expression nests too deeply",
        Re2ErrorKind.TooLarge => "expression too large",
        _ => "invalid regular expression",
    };
}
