using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Tests.Rendering;

/// <summary>Archives that were made to do harm, or are none.</summary>
public sealed class ChartArchivesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChartArchives _archives = new();

    public void Dispose()
    {
        _archives.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_first_folder_is_the_chart()
    {
        var folder = Unpack(out var objection, ("web/Chart.yaml", "name: web"), ("web/templates/a.yaml", "a"));

        Assert.Empty(objection);
        Assert.Equal("a", File.ReadAllText(Path.Combine(folder!, "templates", "a.yaml")));
    }

    [Theory]
    [InlineData("web/../../../out.yaml"), InlineData("/etc/out.yaml"), InlineData("web/templates/../../../out.yaml"), InlineData("out.yaml")]
    public void An_entry_that_leads_out_is_left_aside(string name)
    {
        var folder = Unpack(out _, ("web/Chart.yaml", "name: web"), (name, "x"));

        Assert.Equal(["Chart.yaml"], Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.Combine(folder!, "..", "out.yaml")));
    }

    [Fact]
    public void A_link_is_left_aside()
    {
        using (var tar = Write("link.tgz"))
        {
            Add(tar, "web/Chart.yaml", "name: web");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "web/templates") { LinkName = "/etc" });
            Add(tar, "web/templates/passwd", "x");
        }

        var folder = _archives.Unpack(_folder["link.tgz"], out _);

        Assert.Null(new DirectoryInfo(Path.Combine(folder!, "templates")).LinkTarget);
    }

    [Fact]
    public void More_than_the_limit_is_not_unpacked()
    {
        using (var tar = Write("bomb.tgz"))
        {
            Add(tar, "web/Chart.yaml", "name: web");
            for (var at = 0; at < 5; at++)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"web/files/{at}") { DataStream = new MemoryStream(new byte[64 << 20]) });
            }
        }

        Assert.Null(_archives.Unpack(_folder["bomb.tgz"], out var objection));
        Assert.Equal("an archive that holds more than 20000 files or 256 MB", objection);
    }

    [Theory]
    [InlineData("", "an archive that is damaged")]
    [InlineData("no archive at all", "an archive that is damaged")]
    public void What_is_no_archive_is_told(string text, string reason)
    {
        _folder.With("x.tgz", text);

        Assert.Null(_archives.Unpack(_folder["x.tgz"], out var objection));
        Assert.Equal(reason, objection);
    }

    [Fact]
    public void An_archive_that_ends_too_early_is_told()
    {
        Unpack(out _, ("web/Chart.yaml", new string('x', 100_000)));
        var bytes = File.ReadAllBytes(_folder["a.tgz"]);
        File.WriteAllBytes(_folder["half.tgz"], bytes[..(bytes.Length / 2)]);

        Assert.Null(_archives.Unpack(_folder["half.tgz"], out var objection));
        Assert.Equal("an archive that is damaged", objection);
    }

    private string? Unpack(out string objection, params (string Name, string Text)[] entries)
    {
        using (var tar = Write("a.tgz"))
        {
            foreach (var (name, text) in entries)
            {
                Add(tar, name, text);
            }
        }

        return _archives.Unpack(_folder["a.tgz"], out objection);
    }

    private TarWriter Write(string name) => new(new GZipStream(File.Create(_folder[name]), CompressionLevel.Fastest));

    private static void Add(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
