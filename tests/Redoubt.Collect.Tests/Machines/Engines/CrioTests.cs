namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>What CRI-O does, by its file, the files over it and its flags.</summary>
public sealed class CrioTests : IDisposable
{
    private readonly CollectedEngine _engine = new CollectedEngine("cri-o").With("etc/crio/crio.conf", "[crio.runtime]\npids_limit = 100\nselinux = true\n")
        .With("etc/crio/crio.conf.d/10.conf", "[crio.runtime]\npids_limit = 200\n").With("etc/crio/crio.conf.d/05.conf", "[crio.image]\ninsecure_registries = [\"r\"]\n[crio.runtime]\npids_limit = 300\n");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Files_over_it_count_in_the_order_of_their_names_and_flags_over_all()
    {
        _engine.Running(7, "/usr/bin/crio", "--selinux=false");

        Assert.Equal(("200", "file", "/etc/crio/crio.conf.d/10.conf", 2), _engine.Setting("pids_limit"));
        Assert.Equal(("false", "flag", null, 0), _engine.Setting("selinux"));
        Assert.Equal("r", _engine.Setting("insecure_registries").Value);
    }

    [Fact]
    public void A_broken_file_leaves_what_flags_do_not_say_unknown()
    {
        _engine.Running(7, "/usr/bin/crio", "--pids-limit", "5").With("etc/crio/crio.conf.d/99.conf", "[crio\n");

        Assert.Equal("5", _engine.Setting("pids_limit").Value);
        Assert.Equal("/etc/crio/crio.conf.d/99.conf: it is no TOML: line 1", _engine.WhyUnknown("settings['selinux']"));
    }

    [Fact]
    public void What_images_need_is_the_default_of_the_policy()
    {
        _engine.Running(7, "/usr/bin/crio").With("etc/containers/policy.json", "{\n\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");

        Assert.Equal("insecureAcceptAnything", _engine.Root["imagePolicy"]["value"].AsString());
    }
}
