using System.Diagnostics;

namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>What bad input gets: one unknown with its reason, and the rest is read all the same.</summary>
public sealed class BadEngineInputTests : IDisposable
{
    private readonly CollectedEngine _docker = new CollectedEngine("docker").Running(7, "/usr/bin/dockerd");

    public void Dispose() => _docker.Dispose();

    [Theory]
    [InlineData("etc/docker/daemon.json", "settings['icc']")]
    [InlineData("var/lib/docker/swarm/docker-state.json", "swarm")]
    public void A_pipe_where_a_file_should_be_is_not_waited_for(string file, string path)
    {
        MakePipe(file);

        Assert.Equal($"/{file}: it is a pipe and no file", _docker.WhyUnknown(path));
    }

    [Fact]
    public void A_pipe_in_the_place_of_one_container_leaves_the_others()
    {
        _docker.WithContainer("aa", """{"State":{"Running":true},"ID":"aa","Name":"/web"}""", "{}");
        MakePipe("var/lib/docker/containers/bb/config.v2.json");

        Assert.Equal("/var/lib/docker/containers/bb/config.v2.json: it is a pipe and no file", _docker.WhyUnknown("containers[0]"));
        Assert.Equal("web", _docker.Root["containers"][1]["name"].AsString());
    }

    [Theory]
    [InlineData("{\"State\":{\"Running\":\"yes\"},\"ID\":7,\"Config\":[],\"NetworkSettings\":{\"Ports\":{\"x/y/z\":[1,null,{}]}}}", "{\"Binds\":[\"a\",1],\"Mounts\":{},\"SecurityOpt\":[null,\"\"],\"Ulimits\":[{}],\"Devices\":[7]}")]
    [InlineData("[]", "\"text\"")]
    [InlineData("null", "7")]
    public void A_container_in_a_form_that_no_engine_writes_ends_nothing(string container, string host)
    {
        _docker.WithContainer("aa", container, host);

        Assert.Equal("docker", _docker.Root["name"].AsString());
    }

    [Theory]
    [InlineData("{\"hosts\": {\"a\": {\"b\": ", 100_000)]
    [InlineData("[", 1_000_000)]
    public void A_file_that_is_nested_without_end_is_no_JSON(string start, int times)
    {
        _docker.With("etc/docker/daemon.json", string.Concat(Enumerable.Repeat(start, times)));

        Assert.Equal("/etc/docker/daemon.json: it is no JSON: line 1", _docker.WhyUnknown("settings['icc']"));
    }

    [Fact]
    public void A_table_that_is_nested_without_end_is_no_TOML_or_is_read()
    {
        using var engine = new CollectedEngine("containerd").Running(7, "/usr/bin/containerd").With("etc/containerd/config.toml", $"a = {new string('[', 100_000)}");

        Assert.NotNull(engine.WhyUnknown("settings['disable_apparmor']"));
    }

    [Fact]
    public void Links_that_go_in_a_ring_are_unknown()
    {
        _docker.Folder.WithLink("etc/docker/daemon.json", "other.json").WithLink("etc/docker/other.json", "daemon.json");

        Assert.Equal("/etc/docker/daemon.json: its links go in a ring", _docker.WhyUnknown("settings['icc']"));
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_told_with_its_line()
    {
        _docker.WithContainer("aa", "{\n\"Name\": \"\\ud800\"}", "{}");

        Assert.Equal("/var/lib/docker/containers/aa/config.v2.json: it has a text that is no Unicode: line 2", _docker.WhyUnknown("containers[0]"));
    }

    [Fact]
    public void Names_with_line_ends_and_quotes_stay_in_their_place()
    {
        _docker.WithContainer("aa", """{"State":{"Running":true},"ID":"aa","Name":"/a\nunknown: []\n\"'\u0000"}""", """{"Binds":["/a\n: b:/c"]}""");

        Assert.StartsWith("a\nunknown: []\n\"'", _docker.Root["containers"][0]["name"].AsString(), StringComparison.Ordinal);
    }

    private void MakePipe(string file)
    {
        var path = _docker.Folder[file];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = Process.Start("mkfifo", path);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
