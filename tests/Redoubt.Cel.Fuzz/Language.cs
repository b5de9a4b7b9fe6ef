namespace Redoubt.Cel.Fuzz;

/// <summary>What is fuzzed.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Check">Throws where a text breaks a law; says whether the text is well formed.</param>
/// <param name="Pieces">What its texts are made of.</param>
internal sealed record Language(string Name, Func<string, bool> Check, string[] Pieces)
{
    private static readonly Language[] All =
    [
        new("cel", CelLaws.Check,
        [
            "a", "n", "s", "m", "l", "u", "1", "2u", "0x1F", "1.5e3", ".5", "-9223372036854775808", "18446744073709551615u", "'x'", "\"y\"", "'''z'''", "r'\\d'",
            "b'\\xff'", "'\\u00e9\\n\\'\\\\'", "'{}'", "true", "null", "[", "]", "{", "}", "(", ")", "[?a]", "{?'k': a}", ".", ".?", "[?", ",", ":", "?", " ? a : b",
            "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "&&", "||", "!", " in ", "has(m.f)", ".all(x, x > 0)", ".exists(x, true)", ".exists_one(x, x)",
            ".map(x, x)", ".map(x, a, x)", ".filter(x, x)", ".all(i, v, i)", ".transformMap(k, v, v)", ".transformList(i, v, v)", "cel.bind(y, a, y)",
            "cel.block([a], cel.index(0))", "cel.iterVar(0, 0)", "optional.of(a)", ".optMap(x, x)", ".orValue(1)", "size(l)", "matches(s, 'a+')", "type(a)",
            "google.protobuf.Timestamp{seconds: 1}", "`a.b`", ".`a-b`", "// c\n", "\n", " ", "in", "for", "as", "@", "#", "\\", "\0", "\uD800", "😀", "é", "_", "__",
        ]),
        new("re2", Re2Laws.Check,
        [
            "a", "b", "k", "K", "\u212A", "é", "😀", "\uD800", "\uDC00", ".", "^", "$", "|", "(", ")", "(?:", "(?P<n>", "(?<n>", "(?i)", "(?i:", "(?s)", "(?m-s:", "(?U)",
            "(?-i)", "(?=", "(?i-", "*", "+", "?", "??", "*?", "{2}", "{1,}", "{0,2}", "{1000}", "{1001}", "{,2}", "{", "}", "[", "]", "[^", "[]a]", "[a-z]", "[z-a]",
            "[a-", "-", "[[:alpha:]]", "[[:^word:]]", "[[:no:]]", "[[:", "\\d", "\\W", "\\s", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\C", "\\pL", "\\P{Greek}", "\\p{^Lu}",
            "\\pX", "\\p{", "\\Qa.", "\\E", "\\n", "\\x41", "\\x{1F600}", "\\x{110000}", "\\123", "\\8", "\\_", "\\-", "\\", "\n", " ", "#", "\0",
        ]),
    ];

    public static Language? Find(string name) => Array.Find(All, language => language.Name == name);

    /// <summary>A law.</summary>
    public static void Require(bool condition, string law)
    {
        if (!condition)
        {
            throw new InvalidOperationException(law);
        }
    }
}
