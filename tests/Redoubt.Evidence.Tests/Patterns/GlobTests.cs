using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Evidence.Patterns;

namespace Redoubt.Evidence.Tests.Patterns;

/// <summary>The one dialect of patterns.</summary>
public class GlobTests
{
    [Theory]
    [InlineData("workloads/*", "workloads/host-pid", true)]
    [InlineData("*", "workloads/host-pid", false)]
    [InlineData("**", "workloads/host-pid", true)]
    [InlineData("k8s/**/web.yaml", "k8s/web.yaml", true)]
    [InlineData("k8s/**/web.yaml", "k8s/a/b/web.yaml", true)]
    [InlineData("k8s/**/web.yaml", "k8s/a/cobweb.yaml", false)]
    [InlineData("k8s/**", "k8s/a/web.yaml", true)]
    [InlineData("k8s/**", "k8s", false)]
    [InlineData("web-?.yaml", "web-1.yaml", true)]
    [InlineData("web?yaml", "web/yaml", false)]
    [InlineData("?.yaml", "🚀.yaml", true)]
    [InlineData("[a-c].yaml", "b.yaml", true)]
    [InlineData("[!a-c].yaml", "b.yaml", false)]
    [InlineData("[!a-c].yaml", "d.yaml", true)]
    [InlineData("a[.-0]b", "a/b", false)]
    [InlineData("a[!b]c", "a/c", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("[z-a]", "m", false)]
    [InlineData("[a", "[a", true)]
    [InlineData("[", "[", true)]
    [InlineData("[!", "[!", true)]
    [InlineData("[\\d^-]", "^", true)]
    [InlineData("[\\d^-]", "5", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("^a$", "^a$", true)]
    [InlineData("(a|b)", "a", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a", "a\n", false)]
    public void A_pattern_fits_what_the_page_says(string pattern, string name, bool fits) => Assert.Equal(fits, new Glob(pattern).Fits(name));

    [Property(MaxTest = 2000)]
    public Property Stars_fit_as_a_slow_matcher_says() => Prop.ForAll(
        Text("a*?/b").Generator.ToArbitrary(), Text("ab/").Generator.ToArbitrary(),
        (pattern, name) => new Glob(pattern).Fits(name) == Slow(pattern, name, atNameStart: true));

    [Fact]
    public void A_pattern_of_many_stars_takes_no_longer_than_its_name() =>
        Assert.False(new Glob(string.Concat(Enumerable.Repeat("a*", 60)) + "b").Fits(new string('a', 20_000)));

    private static Arbitrary<string> Text(string alphabet) =>
        Gen.Elements(alphabet.ToCharArray()).ListOf().Select(list => string.Concat(list.Take(9))).ToArbitrary();

    // One choice at a time, as the page describes it.
    private static bool Slow(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name, bool atNameStart)
    {
        if (pattern.IsEmpty)
        {
            return name.IsEmpty;
        }

        if (atNameStart && pattern.StartsWith("**/"))
        {
            return Slow(pattern[3..], name, true) || AfterEachSlash(pattern[3..], name);
        }

        if (pattern.StartsWith("**"))
        {
            return Slow(pattern[2..], name, false) || (!name.IsEmpty && Slow(pattern, name[1..], false));
        }

        if (pattern[0] == '*')
        {
            return Slow(pattern[1..], name, false) || (!name.IsEmpty && name[0] != '/' && Slow(pattern, name[1..], false));
        }

        return !name.IsEmpty && (pattern[0] == '?' ? name[0] != '/' : name[0] == pattern[0]) && Slow(pattern[1..], name[1..], pattern[0] == '/');
    }

    private static bool AfterEachSlash(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] == '/' && Slow(pattern, name[(at + 1)..], true))
            {
                return true;
            }
        }

        return false;
    }
}
