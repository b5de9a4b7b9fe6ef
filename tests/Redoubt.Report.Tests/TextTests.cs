using FsCheck;
using FsCheck.Xunit;
using Redoubt.Catalog;
using Redoubt.Report.Text;

namespace Redoubt.Report.Tests;

/// <summary>Text from outside: harmless, and as wide as it is allowed to be.</summary>
public class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\e[31m", "\\u001b[31m")]
    [InlineData("a\r\n\tb", "a\\r\\n\\tb")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("a\u202eb", "a\\u202eb")]
    [InlineData("a\u2028b", "a\\u2028b")]
    [InlineData("\uffff", "\\uffff")]
    [InlineData("café 書店 🚀", "café 書店 🚀")]
    public void Text_is_shown_and_not_obeyed(string text, string shown) => Assert.Equal(shown, Printable.Escape(text));

    [Fact]
    public void Half_a_character_is_shown_by_its_number() => Assert.Equal("\\ud800x", Printable.Escape("\ud800x"));

    [Theory]
    [InlineData("café", "caf\\u00e9")]
    [InlineData("🚀", "\\ud83d\\ude80")]
    public void Without_unicode_only_ascii_is_left(string text, string shown) => Assert.Equal(shown, Printable.Escape(text, unicode: false));

    [Property]
    public bool What_is_printable_stays_as_it_is(string? text)
    {
        var once = Printable.Escape(text ?? "");
        return Printable.Escape(once) == once;
    }

    [Property]
    public bool Ascii_is_ascii(string? text) => Printable.Escape(text ?? "", unicode: false).All(c => c is >= ' ' and <= '~');

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("書店", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚀", 2)]
    [InlineData("✗ – …", 5)]
    public void A_text_takes_as_many_columns_as_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, Cells.Of(text));

    [Theory]
    [InlineData("deploy/shop/web.yaml:31:13", 26, "deploy/shop/web.yaml:31:13")]
    [InlineData("deploy/overlays/shop/web.yaml:31:13", 30, "deploy/…/shop/web.yaml:31:13")]
    [InlineData("deploy/overlays/shop/web.yaml:31:13", 27, "deploy/…/web.yaml:31:13")]
    [InlineData("deploy/overlays/shop/web.yaml:31:13", 20, "…/web.yaml:31:13")]
    [InlineData("deploy/overlays/shop/web.yaml:31:13", 12, "deplo…:31:13")]
    [InlineData("a-very-long-name.yaml:1:1", 12, "a-ver…ml:1:1")]
    [InlineData("/etc/kubernetes/manifests/etcd.yaml:1", 20, "…/etcd.yaml:1")]
    public void A_file_keeps_its_name_and_place(string place, int width, string shown) => Assert.Equal(shown, Shorten.File(place, width, "…"));

    [Theory]
    [InlineData("containers[web].securityContext.privileged", 30, "containers[web]…privileged")]
    [InlineData("containers[web].securityContext.privileged", 20, "containers[web]…")]
    [InlineData("initContainers[web].securityContext", 12, "[web]…")]
    [InlineData("spec.template.metadata.labels", 10, "…labels")]
    [InlineData("hostNetwork", 20, "hostNetwork")]
    [InlineData("metadata.labels['a.b/long-enough-to-cut']", 24, "metadata.la…ugh-to-cut']")]
    public void A_path_keeps_its_ends(string path, int width, string shown) => Assert.Equal(shown, Shorten.Path(path, width, "…"));

    [Property]
    public bool What_is_shortened_fits(NonNull<string> text, byte width) => new[]
    {
        Shorten.End(text.Get, width, "…"), Shorten.Middle(text.Get, width, "..."),
        Shorten.File(text.Get + "/a/b", width, "..."), Shorten.Path("a.b." + text.Get, width, "…"),
    }.All(shown => Cells.Of(shown) <= width);

    [Theory]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("(charts/shop/templates/web.yaml)", 15, "(charts/shop/|templates/|web.yaml)")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("", 8, "")]
    public void Text_breaks_between_words_then_after_a_slash(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', Wrapping.Lines(text, width)));

    [Property]
    public bool Wrapping_keeps_every_word(NonNull<string>[] words, byte width)
    {
        var text = Printable.Prose(string.Join(' ', words.Select(word => word.Get)));
        var lines = Wrapping.Lines(text, Math.Max(2, (int)width)).ToList();
        return lines.All(line => Cells.Of(line) <= Math.Max(2, (int)width) && line.Length > 0 && !line.EndsWith(' '))
            && string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a `b` c", "a `b` c")]
    [InlineData("*a* <b> `c", "\\*a\\* \\<b\\> \\`c")]
    [InlineData("ask @team", "ask @<!-- -->team")]
    [InlineData("`a|b` | c", "`a\\|b` \\| c")]
    public void Prose_in_markdown_keeps_its_code_and_nothing_else(string text, string markdown) =>
        Assert.Equal(markdown, MarkdownText.Prose(text));

    [Theory]
    [InlineData("web", "`web`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("", "")]
    public void A_name_in_markdown_is_code(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Code(text));

    [Theory]
    [InlineData("./k8s/web.yaml", "k8s/web.yaml", false)]
    [InlineData("a b/ü:%.yaml", "a%20b/%C3%BC%3A%25.yaml", false)]
    [InlineData("/etc/web.yaml", "file:///etc/web.yaml", true)]
    [InlineData("C:\\k8s\\web.yaml", "file:///C:/k8s/web.yaml", true)]
    [InlineData("-", "stdin", false)]
    public void A_file_has_an_address(string file, string uri, bool absolute)
    {
        Assert.Equal(uri, new FileUri("").Of(file, out var alone));
        Assert.Equal(absolute, alone);
    }

    [Theory]
    [InlineData("/repo/k8s/d.yaml", "/repo", "k8s/d.yaml")]
    [InlineData("/repo/k8s/d.yaml", "/repo/", "k8s/d.yaml")]
    [InlineData("/repository/d.yaml", "/repo", "/repository/d.yaml")]
    [InlineData("C:\\repo\\k8s\\d.yaml", "C:\\repo", "k8s/d.yaml")]
    [InlineData("../d.yaml", "/repo", "../d.yaml")]
    public void A_file_below_the_folder_is_named_from_there(string file, string folder, string path) => Assert.Equal(path, new FileUri(folder).Path(file));
}
