using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Tests.Re2;

/// <summary>Pattern, text, and whether Go's <c>regexp</c> finds a match; both engines must say so.</summary>
public sealed class Re2MatchTests
{
    [Theory]
    // Literals and the basic operators.
    [InlineData("", "", true)]
    [InlineData("", "abc", true)]
    [InlineData("abc", "xabcx", true)]
    [InlineData("abc", "ABC", false)]
    [InlineData("a|b", "xb", true)]
    [InlineData("^(?:|a)$", "", true)]
    [InlineData("^(?:|a)$", "b", false)]
    [InlineData("^a*$", "aaa", true)]
    [InlineData("^a+$", "", false)]
    [InlineData("^a?$", "aa", false)]
    [InlineData("^(a|b)+$", "abba", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2,3}$", "aaa", true)]
    [InlineData("^a{2,}$", "aaaaa", true)]
    [InlineData("^a{0}$", "", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("a{,2}", "aa", false)]
    [InlineData("a{01}", "a{01}", true)]
    [InlineData("a{", "a{", true)]
    [InlineData("x{2}y{", "xxy{", true)]
    [InlineData("^(?:a*)*$", "aa", true)]
    [InlineData("^(?:)*$", "", true)]
    [InlineData("^(?:^)*a", "a", true)]
    // Anchors.
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$", "a\nb", true)]
    [InlineData("(?m)^b", "a\nb", true)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("(?m)^$", "a\n", true)]
    [InlineData(@"\Aa\z", "a", true)]
    [InlineData(@"(?m)\Ab", "a\nb", false)]
    [InlineData(@"(?m)a\z", "a\nb", false)]
    [InlineData("a^b", "ab", false)]
    [InlineData("$^", "", true)]
    [InlineData("(?m)a$\r", "a\r\n", false)]
    // Dot and newline.
    [InlineData("^.$", "\n", false)]
    [InlineData("(?s)^.$", "\n", true)]
    [InlineData("^.$", "\r", true)]
    [InlineData("^(?s:.)(?-s:.)$", "\na", true)]
    [InlineData("^(?s:.)(?-s:.)$", "a\n", false)]
    [InlineData("^[^a]$", "\n", true)]
    [InlineData("(?ms)^b.$", "a\nb\n", true)]
    // ASCII classes.
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\d$", "7", true)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\s$", "\v", false)]
    [InlineData(@"^\s$", "\u00A0", false)]
    [InlineData(@"^\s$", "\f", true)]
    [InlineData(@"^[[:space:]]$", "\v", true)]
    [InlineData(@"^[\d-z]$", "-", true)]
    [InlineData(@"^[\D]$", "1", false)]
    [InlineData(@"^[\d\D]$", "\n", true)]
    [InlineData(@"\bx\b", "éxé", true)]
    [InlineData(@"\bx\b", "axa", false)]
    [InlineData(@"x\B", "xé", false)]
    [InlineData(@"é\B", "é", true)]
    [InlineData(@"^\b", "a", true)]
    [InlineData(@"\b", "", false)]
    [InlineData(@"\B", "", true)]
    // Class syntax.
    [InlineData("^[A-[b]]$", "Z]", true)]
    [InlineData("^[]a]$", "]", true)]
    [InlineData("^[^]a]$", "]", false)]
    [InlineData("^[-a]$", "-", true)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^[a-c-e]$", "-", true)]
    [InlineData("^[a^]$", "^", true)]
    [InlineData("^[[]$", "[", true)]
    [InlineData("^[[:]$", ":", true)]
    [InlineData("^[[:alpha:]]$", "é", false)]
    [InlineData("^[[:^alpha:]]$", "é", true)]
    [InlineData("^[[:word:][:punct:]]$", "!", true)]
    [InlineData("^[^[:^alpha:]]$", "x", true)]
    [InlineData("^[[:ascii:]]$", "\u0080", false)]
    [InlineData("^[[:blank:]]$", "\n", false)]
    [InlineData("^[[:graph:]]$", " ", false)]
    [InlineData("^[[:print:]]$", " ", true)]
    [InlineData("^[[:xdigit:]]+$", "09afAF", true)]
    [InlineData("^[[:cntrl:]]$", "\u007F", true)]
    [InlineData(@"^[\]]$", "]", true)]
    [InlineData(@"^[&&a]$", "&", true)]
    // Escapes.
    [InlineData(@"\Q.*\E", ".*", true)]
    [InlineData(@"\Q.*\E", "ab", false)]
    [InlineData(@"\Q.*", ".*", true)]
    [InlineData(@"^\Qa\E*$", "aaa", true)]
    [InlineData(@"^\Qab\E*$", "abb", true)]
    [InlineData(@"^\Q\\E$", @"\", true)]
    [InlineData(@"\x41\x{42}", "AB", true)]
    [InlineData(@"^\x{10FFFF}$", "\U0010FFFF", true)]
    [InlineData(@"\101\0", "A\0", true)]
    [InlineData(@"\0", "\0", true)]
    [InlineData(@"^\07$", "\a", true)]
    [InlineData(@"^\1234$", "S4", true)]
    [InlineData(@"\_\-\ ", "_- ", true)]
    [InlineData(@"\a\f\n\r\t\v", "\a\f\n\r\t\v", true)]
    [InlineData(@"^[\a\x09]+$", "\a\t", true)]
    // Flags.
    [InlineData("(?i)abc", "aBC", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("a(?i)b|c", "aC", true)]
    [InlineData("(a(?i)b)c", "aBC", false)]
    [InlineData("(?i)a(?-i)b", "AB", false)]
    [InlineData("(?i-s)A.", "a\n", false)]
    [InlineData("(?)a", "a", true)]
    [InlineData("(?U)^a+$", "aa", true)]
    [InlineData("(?i)[^k]", "\u212A", false)]
    // Case folding as Unicode's simple folding.
    [InlineData("(?i)k", "\u212A", true)]
    [InlineData("(?i)\u212A", "k", true)]
    [InlineData("(?i)s", "\u017F", true)]
    [InlineData("(?i)[r-t]", "\u017F", true)]
    [InlineData("(?i)σ", "ς", true)]
    [InlineData("(?i)Σ", "ς", true)]
    [InlineData("(?i)ß", "ẞ", true)]
    [InlineData("(?i)ß", "SS", false)]
    [InlineData("(?i)i", "İ", false)]
    [InlineData("(?i)i", "ı", false)]
    [InlineData("(?i)ö", "Ö", true)]
    [InlineData("(?i)𐐀", "𐐨", true)]
    [InlineData(@"(?i)^\w$", "\u017F", true)]
    [InlineData("(?i)^[[:upper:]]$", "a", true)]
    [InlineData(@"(?i)^\p{Lu}$", "a", true)]
    [InlineData(@"(?i)^\P{Lu}$", "a", false)]
    // Unicode.
    [InlineData(@"^\pN$", "٣", true)]
    [InlineData(@"^\pL+$", "aéя漢", true)]
    [InlineData(@"^\p{Lu}$", "É", true)]
    [InlineData(@"^\p{Lu}$", "é", false)]
    [InlineData(@"^\PL$", "1", true)]
    [InlineData(@"^\p{^L}$", "1", true)]
    [InlineData(@"^\P{^L}$", "1", false)]
    [InlineData(@"^\p{Greek}+$", "αβγ", true)]
    [InlineData(@"^\p{Greek}+$", "abc", false)]
    [InlineData(@"^\p{Old_Italic}$", "𐌀", true)]
    [InlineData(@"^\p{Han}$", "𠀀", true)]
    [InlineData(@"^[\p{Latin}\p{Cyrillic}]+$", "abя", true)]
    [InlineData(@"^[^\p{Greek}]$", "😀", true)]
    [InlineData(@"^\p{So}$", "😀", true)]
    [InlineData(@"^\p{Any}$", "\n", true)]
    [InlineData(@"^\p{Zs}$", "\u00A0", true)]
    [InlineData(@"^\p{Co}$", "\U00100000", true)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^[😀-😂]$", "😁", true)]
    [InlineData("^[^😀]$", "😁", true)]
    [InlineData("^[^😀]$", "😀", false)]
    [InlineData("^😀{2}$", "😀😀", true)]
    [InlineData("^[a😀]+$", "a😀a", true)]
    [InlineData(@"a\B.", "a😀", false)]
    [InlineData(@"😀\B\z", "😀", true)]
    [InlineData("^[\\x{10000}-\\x{10FFFF}]$", "a", false)]
    // Groups, all spellings.
    [InlineData("(?P<n>a)(?<m>b)", "ab", true)]
    [InlineData("(?P<n_1>a)", "a", true)]
    [InlineData("((((a))))", "a", true)]
    [InlineData("()", "", true)]
    [InlineData("(|a)+", "aa", true)]
    [InlineData("^(?:a|ab)(?:c|bcd)$", "abcd", true)]
    [InlineData("^(?:(?:a{10}){10}){10}$", "a", false)]
    public void A_pattern_matches_as_Go_says(string pattern, string text, bool matches)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out var error), error.ToString());
        Assert.Equal(matches, regex.IsMatch(text));
        Assert.Equal(matches, regex.TryFind(text, 0, out _));
        regex.PreferNative();
        Assert.Equal(matches, regex.IsMatch(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_replacement_character()
    {
        Assert.True(Re2Regex.TryParse(@"^\x{FFFD}$", out var regex, out _));
        Assert.True(regex.IsMatch("\uD800"));
        Assert.True(regex.IsMatch("\uFFFD"));
    }

    [Theory]
    [InlineData("a+", "baaac", "1-4")]
    [InlineData("a+?", "baaac", "1-2 2-3 3-4")]
    [InlineData("(?U)a+", "baaac", "1-2 2-3 3-4")]
    [InlineData("(?U)a+?", "baaac", "1-4")]
    [InlineData("a|ab", "ab", "0-1")]
    [InlineData("ab|a", "ab", "0-2")]
    [InlineData("a*", "baaac", "0-0 1-4 5-5")]
    [InlineData("", "a😀", "0-0 1-1 3-3")]
    [InlineData("b*", "abb", "0-0 1-3")]
    [InlineData("(|a)*", "aa", "0-0 1-1 2-2")]
    [InlineData("(|a)+", "aa", "0-0 1-1 2-2")]
    [InlineData("(a|)+", "aa", "0-2")]
    [InlineData("(?:a{2}){1,}", "aaaaa", "0-4")]
    [InlineData("[0-9]+", "a12b3", "1-3 4-5")]
    [InlineData("(?m)^.*$", "a\nb", "0-1 2-3")]
    [InlineData(@"\b", "ab c", "0-0 2-2 3-3 4-4")]
    [InlineData(".", "a😀b", "0-1 1-3 3-4")]
    [InlineData("x", "abc", "")]
    public void All_matches_are_leftmost_and_first_choice(string pattern, string text, string expected)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out var error), error.ToString());
        Assert.Equal(expected, string.Join(' ', regex.FindAll(text).Select(match => $"{match.Start}-{match.End}")));
    }

    [Fact]
    public void A_limit_ends_the_search_for_matches()
    {
        Assert.True(Re2Regex.TryParse("a", out var regex, out _));
        Assert.Equal([0..1, 1..2], regex.FindAll("aaa", 2));
        Assert.Empty(regex.FindAll("aaa", 0));
    }

    [Fact]
    public void Time_stays_linear_where_backtracking_would_explode()
    {
        Assert.True(Re2Regex.TryParse("^(a+)+$", out var regex, out _));
        Assert.False(regex.IsMatch(new string('a', 20_000) + "b"));
        Assert.False(regex.TryFind(new string('a', 5_000) + "b", 0, out _));
    }

    [Theory]
    [InlineData("^(?:x{12}){80}$", 960, true)]
    [InlineData("^(?:x{12}){80}$", 961, false)]
    [InlineData("^(?:.*x){400}$", 400, true)]
    [InlineData("(?:.*x){400}y", 1000, false)]
    public void A_large_expression_is_matched_too(string pattern, int length, bool matches)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out _));
        Assert.Equal(matches, regex.IsMatch(new string('x', length)));
    }

    [Fact]
    public void Many_threads_may_share_an_expression()
    {
        Assert.True(Re2Regex.TryParse(@"^\p{Greek}+$", out var regex, out _));
        Parallel.For(0, 200, _ => Assert.True(regex.IsMatch("αβγ") && !regex.IsMatch("😀")));
    }
}
