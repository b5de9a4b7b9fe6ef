namespace Redoubt.Cel.Parse;

/// <summary>What cel-go's parser says of a token that stands in the wrong place; ANTLR, which made it, has four forms for it.</summary>
internal static class SyntaxWords
{
    private const string End = "<EOF>";

    // The tokens with which an expression may begin, in the order in which ANTLR prints them.
    private const string Beginnings =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

    /// <param name="found">The token; empty at the end.</param>
    /// <param name="wanted">What the parser wants, as it tells its own users.</param>
    /// <param name="isLast">Whether nothing follows the token.</param>
    public static string Unexpected(string found, string wanted, bool isLast)
    {
        var shown = found.Length == 0 ? End : found;
        var words = wanted switch
        {
            "a field's name" => $"no viable alternative at input '.{shown}'",
            // Closing it would be enough.
            "`)`" or "`,` or `)`" when found.Length == 0 => $"missing ')' at '{End}'",
            "`]`" when found.Length == 0 => $"missing ']' at '{End}'",
            "an operator or the end" when isLast => $"extraneous input '{shown}' expecting {End}",
            "an operator or the end" => $"mismatched input '{shown}' expecting {End}",
            "`,` or `]`" => $"mismatched input '{shown}' expecting {{']', ','}}",
            "`,` or `}`" => $"mismatched input '{shown}' expecting {{'}}', ','}}",
            "`,` or `)`" or "`)`" or "`]`" or "`:`" => $"mismatched input '{shown}' expecting '{wanted[^2]}'",
            _ => $"mismatched input '{shown}' expecting {Beginnings}",
        };
        return "Syntax error: " + words;
    }
}
