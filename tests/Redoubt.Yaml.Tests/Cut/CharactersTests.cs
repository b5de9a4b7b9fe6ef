using Redoubt.Yaml.Cut;

namespace Redoubt.Yaml.Tests.Cut;

public class CharactersTests
{
    [Fact]
    public void Every_forbidden_character_is_found_wherever_it_stands()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var isAllowed = c is '\t' or '\n' or '\r' or '\u0085' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uFFFD');
            foreach (var before in (int[])[0, 7, 8, 20])
            {
                var text = new string('a', before) + (char)c + "bbbbbbbb";
                Assert.Equal(isAllowed ? -1 : before, Characters.FindForbidden(text, out var isSimple));
                Assert.Equal(c is '\n' or (>= ' ' and <= '~'), isSimple);
            }
        }
    }
}
