using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.Tests.Parse;

public class CharsTests
{
    [Fact]
    public void The_table_of_classes_says_what_the_classes_are()
    {
        for (var c = '\0'; c < 128; c++)
        {
            Assert.Equal(c is ' ' or '\t', (Chars.ClassOf(c) & Chars.Blank) != 0);
            Assert.Equal(c is '\n' or '\r', (Chars.ClassOf(c) & Chars.Break) != 0);
            Assert.Equal(",?[]{}".Contains(c), (Chars.ClassOf(c) & Chars.FlowEnd) != 0);
            Assert.Equal(c == ':', (Chars.ClassOf(c) & Chars.Colon) != 0);
            Assert.Equal(c == '#', (Chars.ClassOf(c) & Chars.Hash) != 0);
            Assert.Equal(char.IsAsciiLetterOrDigit(c) || c is '_' or '-', Chars.IsWord(c));
            Assert.Equal(Chars.IsWord(c) || ";/?:@&=+$,.!~*'()[]%".Contains(c), Chars.IsUri(c));
            Assert.Equal(c is > ' ' and <= '~' && !"-?:,[]{}#&*!|>'\"%@`.".Contains(c), Chars.IsPlainStart(c));
        }
    }

    [Theory]
    [InlineData('\u0085', true)]
    [InlineData('\u2028', true)]
    [InlineData('\u2029', true)]
    [InlineData('\u00A0', false)]
    [InlineData('\u2027', false)]
    public void Some_characters_beyond_ASCII_break_lines(char c, bool isBreak) => Assert.Equal(isBreak, Chars.IsBreak(c));

    [Fact]
    public void A_search_finds_the_first_stop_wherever_it_stands()
    {
        foreach (var stop in "\n\r:#\u0085\u2028\u2029")
        {
            for (var at = 0; at < 40; at++)
            {
                var text = new string('a', at) + stop + new string('b', 20);
                Assert.Equal(at, Chars.FindPlainStop(text, 0, inFlow: false));
                Assert.Equal(at, Chars.FindPlainStop(text, 0, inFlow: true));
            }
        }

        foreach (var stop in ",?[]{}")
        {
            for (var at = 0; at < 40; at++)
            {
                var text = new string('a', at) + stop + new string('b', 20);
                Assert.Equal(text.Length, Chars.FindPlainStop(text, 0, inFlow: false));
                Assert.Equal(at, Chars.FindPlainStop(text, 0, inFlow: true));
            }
        }
    }

    [Fact]
    public void Spaces_are_skipped_to_the_first_other_character()
    {
        for (var spaces = 0; spaces < 40; spaces++)
        {
            Assert.Equal(spaces, Chars.SkipSpaces(new string(' ', spaces) + "\tx", 0));
        }
    }
}
