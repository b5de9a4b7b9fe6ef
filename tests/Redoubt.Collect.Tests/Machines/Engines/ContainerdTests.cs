namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>What containerd does, by its file, what that imports, and how registries are reached.</summary>
public sealed class ContainerdTests : IDisposable
{
    private const string File = "etc/containerd/config.toml";
    private readonly CollectedEngine _engine = new CollectedEngine("containerd").Running(7, "/usr/bin/containerd");

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("[plugins.cri]\ndisable_apparmor = true\n")]
    [InlineData("version = 2\n[plugins.\"io.containerd.grpc.v1.cri\"]\n  disable_apparmor = true\n")]
    [InlineData("version = 3\n[plugins.'io.containerd.cri.v1.runtime']\ndisable_apparmor = true\n")]
    [InlineData("version = 2\nplugins = { \"io.containerd.grpc.v1.cri\" = { disable_apparmor = true } }\n")]
    public void A_setting_is_found_in_every_version_of_the_file(string text)
    {
        _engine.With(File, text);

        Assert.Equal("true", _engine.Setting("disable_apparmor").Value);
    }

    [Fact]
    public void Before_version_3_a_later_file_replaces_the_whole_table_of_a_plug_in()
    {
        _engine.With(File, "version = 2\nimports = [\"/etc/containerd/conf.d/*.toml\"]\n[plugins.\"io.containerd.grpc.v1.cri\"]\ndisable_apparmor = true\n")
            .With("etc/containerd/conf.d/a.toml", "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\"]\nenable_selinux = true\n");

        Assert.Equal(("true", "file", "/etc/containerd/conf.d/a.toml", 3), _engine.Setting("enable_selinux"));
        Assert.Equal("default", _engine.Setting("disable_apparmor").From);
    }

    [Fact]
    public void Before_version_3_a_pattern_that_begins_nowhere_leaves_unknown_what_it_could_bring()
    {
        _engine.With(File, "version = 2\nimports = [\"conf.d/*.toml\"]\n").With("etc/containerd/conf.d/a.toml", "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\"]\nenable_selinux = true\n");

        Assert.Equal("/etc/containerd/config.toml: before 2.0, containerd looks for `conf.d/*.toml` from where it was started, which is not known", _engine.WhyUnknown("settings['enable_selinux']"));
    }

    [Fact]
    public void From_version_3_on_tables_are_merged_and_an_empty_value_does_not_win()
    {
        _engine.With(File, "version = 3\nimports = [\"/etc/containerd/conf.d/*.toml\"]\n[grpc]\ntcp_address = \"0.0.0.0:1\"\n[plugins.'io.containerd.cri.v1.runtime']\ndisable_apparmor = true\n")
            .With("etc/containerd/conf.d/a.toml", "version = 3\n[grpc]\ntcp_address = \"\"\n[plugins.'io.containerd.cri.v1.runtime']\nenable_selinux = true\n");

        Assert.Equal("true", _engine.Setting("disable_apparmor").Value);
        Assert.Equal("0.0.0.0:1", _engine.Setting("tcp_address").Value);
    }

    [Fact]
    public void Files_that_import_each_other_are_read_once()
    {
        _engine.With(File, "version = 3\nimports = [\"/etc/containerd/a.toml\"]\n").With("etc/containerd/a.toml", "imports = [\"config.toml\", \"/etc/containerd/a.toml\"]\n[grpc]\ntcp_address = \"x:1\"\n");

        Assert.Equal("x:1", _engine.Setting("tcp_address").Value);
    }

    [Theory]
    [InlineData("version = \n", "/etc/containerd/config.toml: it is no TOML: line 1")]
    [InlineData("imports = [\"/etc/none.toml\"]\n", "/etc/none.toml: it is not there")]
    public void What_cannot_be_read_leaves_the_settings_unknown_and_the_socket_is_seen_all_the_same(string text, string reason)
    {
        _engine.With(File, text).With("run/containerd/containerd.sock", "");

        Assert.Equal(reason, _engine.WhyUnknown("settings['disable_apparmor']"));
        Assert.True(_engine.Root["sockets"]["/run/containerd/containerd.sock"]["mode"].Exists);
    }

    [Fact]
    public void The_process_names_another_file_and_another_socket()
    {
        using var engine = new CollectedEngine("containerd").Running(7, "/x/containerd", "-c", "/k/config.toml", "-a", "/run/k.sock").With("k/config.toml", "version = 2\n[grpc]\naddress = \"/run/other.sock\"\n");

        Assert.Equal(["unix:///run/k.sock"], CollectedEngine.Texts(engine.Root["listeners"]));
    }

    [Theory]
    [InlineData("server = \"https://r\"\nskip_verify = true\n", "https://r", true, false)]
    [InlineData("[host.\"https://m\"]\nskip_verify = true\n", "https://m", true, false)]
    [InlineData("[host.\"http://m\"]\ncapabilities = [\"pull\"]\n", "http://m", false, true)]
    [InlineData("[host.\"https://m\"]\nskip_verify = false\n", "https://m", false, false)]
    public void Hosts_of_a_registry_tell_whether_they_prove_who_they_are(string text, string address, bool skips, bool plain)
    {
        _engine.With(File, "version = 3\n[plugins.'io.containerd.cri.v1.images'.registry]\nconfig_path = \"/etc/containerd/certs.d\"\n").With("etc/containerd/certs.d/r/hosts.toml", text);

        var registry = _engine.Root["registries"][0];
        Assert.Equal((address, skips, plain), (registry["address"].AsString(), registry["skipsVerification"].IsTrue, registry["plain"].IsTrue));
    }

    [Fact]
    public void What_the_configuration_itself_says_of_registries_is_read_too()
    {
        _engine.With(File, "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors.\"r\"]\nendpoint = [\"http://m\"]\n[plugins.\"io.containerd.grpc.v1.cri\".registry.configs.\"r\".tls]\ninsecure_skip_verify = true\n");

        Assert.Equal([(true, false), (false, true)], CollectedEngine.Items(_engine.Root["registries"]).Select(registry => (registry["plain"].IsTrue, registry["skipsVerification"].IsTrue)).OrderDescending());
    }
}
