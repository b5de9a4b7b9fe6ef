using Redoubt.Catalog.Pages;

namespace Redoubt.Catalog.Tests.Pages;

/// <summary>The pages in docs/controls are what the controls say; <c>REDOUBT_ACCEPT=1</c> writes them anew.</summary>
public class CatalogPagesTests
{
    private const string Remedy =
        "REDOUBT_ACCEPT=1 dotnet run --project tests/Redoubt.Catalog.Tests -c Release -- -class '*CatalogPagesTests' writes the pages in docs/controls anew";

    private static readonly string Folder = Path.Combine(TestFolders.Root, "docs", "controls");

    [Fact]
    public void The_pages_of_the_catalogue_are_those_of_its_controls()
    {
        var pages = Repository.Catalog.Controls.ToDictionary(control => control.Id + ".md", ControlPage.Markdown);
        pages["README.md"] = CatalogIndex.Markdown(Repository.Catalog.Controls, Repository.Catalog.Frameworks);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            Write(pages);
        }

        var kept = Kept();
        Assert.True(kept.Keys.ToHashSet().SetEquals(pages.Keys), $"pages without a control, or controls without a page: {string.Join(", ", kept.Keys.Except(pages.Keys).Concat(pages.Keys.Except(kept.Keys)).Order())}. {Remedy}");
        var old = pages.Where(page => kept[page.Key] != page.Value).Select(page => page.Key).Order().ToList();
        Assert.True(old.Count == 0, $"pages that say something else than their control: {string.Join(", ", old)}. {Remedy}");
    }

    [Fact]
    public void Text_that_looks_like_markup_is_shown_as_it_is()
    {
        Assert.Equal("a \\<b> \\*c\\* `*d*` \\[e\\]", MarkdownPage.Prose("a <b> *c* `*d*` [e]"));
        Assert.Equal("a \\| b", MarkdownPage.Cell("a | b"));
    }

    [Fact]
    public void What_would_command_a_terminal_or_break_a_line_unseen_is_shown_as_an_escape()
    {
        var control = Repository.Catalog.Find("policy/hidden-line")!;
        foreach (var page in new[] { ControlPage.Text(control, 80), ControlPage.Markdown(control) })
        {
            Assert.Contains("# not so:\\u2028  hostNetwork: true # found", page, StringComparison.Ordinal);
        }

        Assert.Equal("\\u001b[31m\na", Page.Visible("\u001b[31m\na"));
    }

    private static Dictionary<string, string> Kept() => !Directory.Exists(Folder) ? [] :
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText);

    private static void Write(Dictionary<string, string> pages)
    {
        foreach (var name in Kept().Keys.Except(pages.Keys))
        {
            File.Delete(Path.Combine(Folder, name));
        }

        foreach (var (name, text) in pages)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
            File.WriteAllText(Path.Combine(Folder, name), text);
        }
    }
}
