using Redoubt.Catalog.Owners;

namespace Redoubt.Catalog.Tests.Owners;

/// <summary>Patterns as GitHub's and GitLab's own documentation gives them.</summary>
public sealed class CodeOwnersTests
{
    private const string File = """
        # a comment
        *       @all
        *.js    @js  # and another
        /build/logs/ @logs
        docs/*  docs@example.org
        apps/   @apps
        /docs/  @docs-root
        /scripts/** @scripts
        **/logs @anylogs
        /apps/github
        path\ with/blank @blank
        /a[b].yaml @bracket
        """;

    [Theory]
    [InlineData("web.yaml", "@all")]
    [InlineData("deep/down/web.js", "@js")]
    [InlineData("build/logs/x/y.txt", "@anylogs")]
    [InlineData("docs/start.md", "@docs-root")]
    [InlineData("x/docs/start.md", "@all")]
    [InlineData("x/apps/y/z", "@apps")]
    [InlineData("scripts/x/y", "@scripts")]
    [InlineData("x/logs/y", "@anylogs")]
    [InlineData("apps/github/x", "")]
    [InlineData("path with/blank", "@blank")]
    [InlineData("a[b].yaml", "@bracket")]
    [InlineData("ab.yaml", "@all")]
    public void The_last_pattern_that_fits_says_who_owns_a_file(string file, string owners) =>
        Assert.Equal(owners, CodeOwners.Read(File).Of(file));

    [Theory]
    [InlineData("docs/start.md", "docs@example.org")]
    [InlineData("docs/build/start.md", "")]
    public void A_star_at_the_end_takes_in_no_folder_below(string file, string owners) =>
        Assert.Equal(owners, CodeOwners.Read("docs/* docs@example.org").Of(file));

    [Theory]
    [InlineData("db/x.sql", "@all, @dba")]
    [InlineData("db/y.md", "@all, @db-default")]
    [InlineData("README", "@all")]
    public void A_section_is_asked_on_its_own_and_has_owners_of_its_own(string file, string owners) =>
        Assert.Equal(owners, CodeOwners.Read("* @all\n^[Database][2] @db-default\n/db/\n/db/*.sql @dba\n").Of(file));
}
