using System.IO.Compression;
using System.Net;

namespace Redoubt.EndToEnd;

/// <summary>What a newer feed knows of weaknesses becomes controls.</summary>
public sealed class DbUpdateTests : IDisposable
{
    private const string Advisory = """
        { "id": "CVE-2026-0001", "modified": "2026-11-02T10:00:00Z", "summary": "It's a new one, \\ with `quotes`",
          "affected": [ { "package": { "name": "k8s.io/kubelet" },
            "severity": [ { "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H" } ],
            "ranges": [ { "type": "SEMVER", "events": [ { "introduced": "1.36.0" }, { "fixed": "1.36.4" }, { "introduced": "1.37.0" }, { "last_affected": "1.37.1" } ] } ] } ] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1.36.3", true)]
    [InlineData("1.36.4", false)]
    [InlineData("1.37.1+k3s1", true)]
    [InlineData("1.37.2", false)]
    public void A_component_of_a_version_that_the_feed_names_fails(string version, bool fails)
    {
        Write("feed.json", Advisory);
        Write("node.yaml", Kubelet(version));

        var update = Run("db", "update", "--kubernetes", "feed.json", "-o", "known");
        var scan = Run("scan", "--controls", "known", "node.yaml", "--include", "cluster/known-weakness", "--format", "text");

        Assert.Equal(0, update.ExitCode);
        Assert.Equal(fails ? 1 : 0, scan.ExitCode);
        Assert.Equal(fails, scan.Output.Contains($"high cluster/known-weakness kubelet {version} has CVE-2026-0001 (It's a new one, \\ with `quotes`)", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_written_is_sound_and_what_is_not_taken_is_told_with_its_reason()
    {
        Write("feed/1.json", Advisory);
        Write("feed/2.json", """[{ "id": "CVE-2026-0002", "summary": "on Windows nodes", "affected": [] }, { "id": "CVE-2026-0003", "summary": "x", "affected": [ { "package": { "name": "k8s.io/kubernetes" } } ] }]""");
        Write("feed/3.json", """{ "id": "CVE-2026-0004", "summary": "x", "affected": [ { "package": { "name": "k8s.io/apiserver" }, "ranges": [ { "type": "GIT", "events": [] } ] } ] }""");

        var update = Run("db", "update", "--kubernetes", "feed", "-o", "known");

        Assert.Equal(
            ["redoubt: passed over: CVE-2026-0002: it is of Windows", "redoubt: passed over: CVE-2026-0003: the feed does not say of which component it is",
             "redoubt: passed over: CVE-2026-0004: it names no range of versions of kube-apiserver that can be read"],
            update.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, Run("controls", "test", "known").ExitCode);
    }

    [Fact]
    public void An_archive_is_read_and_so_is_one_at_an_address()
    {
        using (var archive = ZipFile.Open(Path.Combine(_folder, "all.zip"), ZipArchiveMode.Create))
        using (var entry = new StreamWriter(archive.CreateEntry("osv/CVE-2026-0001.json").Open()))
        {
            entry.Write(Advisory);
        }

        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
        server.Prefixes.Add(address);
        server.Start();
        var answering = Task.Run(() =>
        {
            var asked = server.GetContext();
            asked.Response.OutputStream.Write(File.ReadAllBytes(Path.Combine(_folder, "all.zip")));
            asked.Response.Close();
        }, TestContext.Current.CancellationToken);

        var byFile = Run("db", "update", "--kubernetes", "all.zip", "-o", "one");
        var byAddress = Run("db", "update", "--kubernetes", $"{address}all.zip", "-o", "two");

        Assert.StartsWith("1 weakness beyond", byFile.Output, StringComparison.Ordinal);
        Assert.Equal(0, byAddress.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "one/view.yaml")), File.ReadAllText(Path.Combine(_folder, "two/view.yaml")));
    }

    [Theory]
    [InlineData("no.json", null, "no.json: cannot be read: ")]
    [InlineData("feed.json", "{", "feed.json:1:2: it is no JSON")]
    [InlineData("feed.json", "[]", "feed.json: it has no entry in the form of OSV")]
    [InlineData("feed.json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", "feed.json: it has no entry in the form of OSV")]
    [InlineData("feed.zip", "PK\u0003\u0004damaged", "feed.zip: the archive is damaged")]
    public void What_is_no_feed_is_told_and_nothing_is_written(string file, string? text, string expected)
    {
        if (text is not null)
        {
            Write(file, text);
        }

        var update = Run("db", "update", "--kubernetes", file, "-o", "known");

        Assert.Equal(2, update.ExitCode);
        Assert.StartsWith($"redoubt: {expected}", update.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "known")));
    }

    private static string Kubelet(string version) => $$"""
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: kubelet-node-1 }
        name: kubelet
        settings: {}
        version: {{version}}
        """;

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
        File.WriteAllText(Path.Combine(_folder, file), text);
    }

    private Run Run(params string[] arguments) => RedoubtProgram.RunIn(_folder, null, [], arguments);
}
