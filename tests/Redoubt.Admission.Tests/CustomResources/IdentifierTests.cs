using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Admission.CustomResources;

namespace Redoubt.Admission.Tests.CustomResources;

public class IdentifierTests
{
    [Theory]
    [InlineData("name", "name")]
    [InlineData("namespace", "__namespace__")]
    [InlineData("a.b", "a__dot__b")]
    [InlineData("a-b", "a__dash__b")]
    [InlineData("a/b", "a__slash__b")]
    [InlineData("a__b", "a__underscores__b")]
    [InlineData("a_b", "a_b")]
    [InlineData("_true", "_true")]
    [InlineData("x-kubernetes.io/a", "x__dash__kubernetes__dot__io__slash__a")]
    public void A_name_is_escaped_and_found_again(string name, string escaped)
    {
        Assert.Equal(escaped, Identifier.Escape(name));
        Assert.Equal(name, Identifier.Unescape(escaped));
    }

    [Property]
    public Property Every_name_that_is_escaped_is_found_again() =>
        Prop.ForAll(Gen.Elements('a', '_', '.', '-', '/', 'i', 'f').ListOf().Select(all => "n" + string.Concat(all)).ToArbitrary(), name =>
            Identifier.Unescape(Identifier.Escape(name)!) == name);

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a@b")]
    [InlineData("é")]
    public void What_CEL_cannot_say_has_no_name(string name) => Assert.Null(Identifier.Escape(name));

    [Theory]
    [InlineData("__illegal__")]
    [InlineData("a__if__")]
    public void What_spells_out_nothing_names_nothing(string name) => Assert.Null(Identifier.Unescape(name));
}
