using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Tests.Re2;

public sealed class Re2LawTests
{
    // Pieces that make a pattern likely to be right, and texts likely to meet it.
    private static readonly string[] Pieces =
    [
        "a", "b", "k", "é", "😀", ".", "^", "$", "|", "(", ")", "(?:", "(?i)", "(?s:", "(?m)", "(?U)", "*", "+", "?", "{2}", "{1,}", "{0,2}",
        "[ab]", "[^a]", "[a-é]", "[[:alpha:]]", @"\d", @"\W", @"\b", @"\B", @"\z", @"\pL", @"\P{Greek}", @"\Qa.", @"\E", "\n", @"\x{1F600}",
    ];

    private static readonly string[] Texts = ["a", "b", "A", "k", "\u212A", "é", "😀", "\n", " ", "_", "1", "α"];

    private static Gen<string> Strings(string[] pieces, int longest) =>
        Gen.Choose(0, longest).SelectMany(length => Gen.Elements(pieces).ArrayOf(length)).Select(string.Concat);

    private static readonly Arbitrary<string> Patterns = Strings(Pieces, 12).ToArbitrary();

    private static readonly Arbitrary<(string Pattern, string Text)> Pairs =
        Strings(Pieces, 8).SelectMany(pattern => Strings(Texts, 6).Select(text => (pattern, text))).ToArbitrary();

    [Property(MaxTest = 3000)]
    public Property What_is_printed_reads_back_as_the_same_tree() => Prop.ForAll(Patterns, pattern =>
    {
        if (!Re2Parser.TryParse(pattern, out var tree, out var error))
        {
            return error.Position >= 0 && error.Position + error.Text.Length <= pattern.Length;
        }

        var printed = Re2Printer.Print(tree);
        return Re2Parser.TryParse(printed, out var again, out _) && Re2Trees.Same(tree, again) && Re2Printer.Print(again) == printed;
    });

    [Property(MaxTest = 3000)]
    public Property Both_engines_agree() => Prop.ForAll(Pairs, pair =>
        !Re2Regex.TryParse(pair.Pattern, out var regex, out _)
        || IsMatchNatively(regex, pair.Text) == regex.TryFind(pair.Text, 0, out _));

    private static bool IsMatchNatively(Re2Regex regex, string text)
    {
        regex.PreferNative();
        return regex.IsMatch(text);
    }

    [Property(MaxTest = 1000)]
    public Property A_translation_is_always_accepted() => Prop.ForAll(Patterns, pattern =>
        !Re2Parser.TryParse(pattern, out var tree, out _)
        || new Regex(Re2Translator.Translate(tree), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).Options != RegexOptions.None);

    [Property(MaxTest = 1000)]
    public bool Any_text_is_read_or_refused_with_a_place_inside_it(string? text)
    {
        var pattern = text ?? "";
        return Re2Parser.TryParse(pattern, out _, out var error)
            || pattern.AsSpan(error.Position).StartsWith(error.Text, StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public bool Quoted_text_matches_itself(UnicodeString text)
    {
        var literal = text.Get ?? "";
        literal = literal.Replace(@"\E", "", StringComparison.Ordinal).TrimEnd('\\');
        var whole = literal.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
        return !whole || (Re2Regex.TryParse(@"^\Q" + literal + @"\E$", out var regex, out _)
            && regex.IsMatch(literal) && !regex.IsMatch(literal + "x") && IsMatchNatively(regex, literal));
    }

    [Fact]
    public void Folding_what_is_ascii_alone_is_folding_it_with_the_table_of_all_characters()
    {
        const int Last = 0x10ffff;
        for (var rune = 0; rune < 0x80; rune++)
        {
            var alone = CaseFolding.Close(new RuneSet.Builder().Add(rune, rune).Build());
            var among = CaseFolding.Close(new RuneSet.Builder().Add(rune, rune).Add(Last, Last).Build());
            Assert.Equal(Ranges(among).SkipLast(1), Ranges(alone));
        }

        static IEnumerable<(int Low, int High)> Ranges(RuneSet set) => Enumerable.Range(0, set.RangeCount).Select(set.Range);
    }

    [Fact]
    public void Categories_are_those_of_the_runtime_where_both_know_the_character()
    {
        var differ = new List<string>();
        foreach (var line in UnicodeTables.Lines("categories"))
        {
            var name = line[..2];
            var set = UnicodeTables.Find(name)!;
            for (var i = 0; i < set.RangeCount; i++)
            {
                for (var rune = set.Range(i).Low; rune <= set.Range(i).High; rune++)
                {
                    if (Short(CharUnicodeInfo.GetUnicodeCategory(rune)) != name)
                    {
                        differ.Add($"{rune:X}");
                    }
                }
            }
        }
        // A handful was reclassified after Unicode 15.0.
        Assert.True(differ.Count < 20, string.Join(' ', differ));
    }

    [Fact]
    public void Folding_agrees_with_the_runtime_on_every_pair_of_letters()
    {
        for (var rune = 0x80; rune <= 0xFFFF; rune++)
        {
            var lower = char.ToLowerInvariant((char)rune);
            if (lower == rune || rune is 0x130)
            {
                continue;
            }

            if (UnicodeTables.Find("Lu")!.Contains(rune))
            {
                Assert.True(CaseFolding.Close(RuneSet.Of(rune)).Contains(lower), $"{rune:X}");
            }
        }
    }

    private static string Short(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
