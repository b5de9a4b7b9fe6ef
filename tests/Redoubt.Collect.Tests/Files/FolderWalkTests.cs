using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Tests.Files;

public sealed class FolderWalkTests
{
    [Fact]
    public void Only_yaml_and_json_is_read_and_nothing_of_git_and_npm()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").WithPod("b.YML").With("c.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {}}")
            .WithPod("d.txt").WithPod(".git/e.yaml").WithPod("node_modules/f.yaml").WithPod(".hidden/g.yaml");
        Assert.Equal([".hidden/g.yaml", "a.yaml", "b.YML", "c.json"], Read(folder));
    }

    [Theory]
    [InlineData("*.gen.yaml", "a.yaml in/a.yaml in/deep/a.yaml")]
    [InlineData("in/", "a.gen.yaml a.yaml")]
    [InlineData("/in", "a.gen.yaml a.yaml")]
    [InlineData("deep", "a.gen.yaml a.yaml in/a.yaml")]
    [InlineData("in/deep/*.yaml", "a.gen.yaml a.yaml in/a.yaml")]
    [InlineData("*.yaml\n!a.yaml", "a.yaml in/a.yaml in/deep/a.yaml")]
    [InlineData("# a.yaml\n\n  ", "a.gen.yaml a.yaml in/a.yaml in/deep/a.yaml")]
    [InlineData("**/deep/**", "a.gen.yaml a.yaml in/a.yaml")]
    public void What_git_ignores_is_not_read(string rules, string read)
    {
        using var folder = new TemporaryFolder().With(".gitignore", rules).WithPod("a.yaml").WithPod("a.gen.yaml").WithPod("in/a.yaml").WithPod("in/deep/a.yaml");
        Assert.Equal(read.Split(' '), Read(folder));
    }

    [Fact]
    public void An_archive_in_a_folder_that_cannot_be_unpacked_is_told_unless_a_chart_needs_it()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").With("packed/web-1.0.0.tgz", "x").With("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n").With("shop/charts/db-1.0.0.tgz", "x");
        var told = Collector.Collect([folder.Path]).Ledger.Where(entry => entry.Reason.StartsWith("an archive", StringComparison.Ordinal));
        Assert.Equal([LedgerCode.NotRendered], told.Select(entry => entry.Code));
    }

    [Fact]
    public void A_deeper_ignore_file_counts_more()
    {
        using var folder = new TemporaryFolder().With(".gitignore", "*.yaml\n").With("in/.gitignore", "!keep.yaml\n").WithPod("keep.yaml").WithPod("in/keep.yaml").WithPod("in/a.yaml");
        Assert.Equal(["in/keep.yaml"], Read(folder));
    }

    [Fact]
    public void An_ignore_file_above_counts_within_its_repository()
    {
        using var folder = new TemporaryFolder().With(".gitignore", "gen/\n").With("repo/.gitignore", "*.tmp.yaml\n").With("repo/.git/HEAD", "x")
            .WithPod("repo/in/gen/a.yaml").WithPod("repo/in/b.tmp.yaml").WithPod("repo/in/c.yaml");
        Assert.Equal(["repo/in/c.yaml", "repo/in/gen/a.yaml"], folder.Names(Collector.Collect([folder["repo/in"]])));
    }

    [Fact]
    public void Links_are_followed_inside_the_folder_and_not_out_of_it()
    {
        using var outside = new TemporaryFolder().WithPod("secret.yaml");
        using var folder = new TemporaryFolder().WithPod("real/a.yaml").WithPod("real/b.txt")
            .WithLink("1-same.yaml", "real/a.yaml").WithLink("2-other.yaml", "real/b.txt").WithLink("3-out.yaml", outside["secret.yaml"])
            .WithLink("4-out", outside.Path).WithLink("5-ring", ".").WithLink("6-nowhere.yaml", "gone.yaml");
        var collected = Collector.Collect([folder.Path]);
        Assert.Equal(["2-other.yaml", "real/a.yaml"], folder.Names(collected));
        Assert.Equal(
            ["a link that leads nowhere", "a link that leads out of the folder", "a link that leads out of the folder"],
            collected.Told(LedgerCode.Link).Select(entry => entry.Reason).Order());
        Assert.Empty(collected.Problems);
    }

    [Fact]
    public void A_mounted_config_map_is_read_once()
    {
        using var folder = new TemporaryFolder().WithPod("..2024/a.yaml").WithLink("..data", "..2024").WithLink("a.yaml", "..data/a.yaml");
        Assert.Equal(["..2024/a.yaml"], Read(folder));
    }

    [Fact]
    public void A_linked_folder_that_is_named_is_read()
    {
        using var folder = new TemporaryFolder().WithPod("real/a.yaml").WithLink("link", "real");
        Assert.Equal(["link/a.yaml"], folder.Names(Collector.Collect([folder["link"]])));
    }

    [Theory]
    [InlineData("*.yaml", "a.yaml b.yaml")]
    [InlineData("**/*.yaml", "a.yaml b.yaml in/a.yaml in/deep/a.yaml")]
    [InlineData("in/**/a.yaml", "in/a.yaml in/deep/a.yaml")]
    [InlineData("in/*/a.yaml", "in/deep/a.yaml")]
    [InlineData("[a]*.yaml", "a.yaml")]
    [InlineData("?.yaml", "a.yaml b.yaml")]
    public void A_pattern_means_the_files_that_match(string pattern, string read)
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").WithPod("b.yaml").WithPod("in/a.yaml").WithPod("in/deep/a.yaml");
        Assert.Equal(read.Split(' '), folder.Names(Collector.Collect([folder[pattern]])));
    }

    private static IEnumerable<string> Read(TemporaryFolder folder) => folder.Names(Collector.Collect([folder.Path]));
}
