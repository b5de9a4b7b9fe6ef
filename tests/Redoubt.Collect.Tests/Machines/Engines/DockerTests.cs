namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>What Docker does, by its command line, its file and its data.</summary>
public sealed class DockerTests : IDisposable
{
    private const string Daemon = "/usr/bin/dockerd";
    private const string Unit = "usr/lib/systemd/system/docker.service";
    private readonly CollectedEngine _engine = new("docker");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_flag_of_the_process_a_line_of_the_file_and_a_default_are_told_apart()
    {
        _engine.Running(7, Daemon, "--icc=false", "-l", "debug").With("etc/docker/daemon.json", "{\n \"live-restore\": true\n}\n");

        Assert.Equal(("false", "flag", null, 0), _engine.Setting("icc"));
        Assert.Equal(("debug", "flag", null, 0), _engine.Setting("log-level"));
        Assert.Equal(("true", "file", "/etc/docker/daemon.json", 2), _engine.Setting("live-restore"));
        Assert.Equal(("true", "default", null, 0), _engine.Setting("userland-proxy"));
    }

    [Fact]
    public void What_runs_counts_before_what_the_unit_says()
    {
        _engine.Running(7, Daemon).With(Unit, "[Service]\nExecStart=/usr/bin/dockerd --icc=false\n");

        Assert.Equal("true", _engine.Setting("icc").Value);
    }

    [Fact]
    public void On_a_disk_the_unit_with_its_drop_ins_and_variables_says_what_would_run()
    {
        _engine.With(Unit, "[Service]\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n").With("etc/default/docker", "DOCKER_OPTS=\"--icc=false\"\n");

        Assert.Equal(("false", "environment", "/etc/default/docker", 1), _engine.Setting("icc"));
        Assert.True(_engine.Root["running"].IsFalse);
    }

    [Theory]
    [InlineData("{ \"icc\": ", "/etc/docker/daemon.json: it is no JSON: line 1")]
    [InlineData("[]", "/etc/docker/daemon.json: it is no object")]
    [InlineData("{ \"icc\": \"false\" }", "/etc/docker/daemon.json: line 1: icc has a value of another type than dockerd takes")]
    public void A_broken_file_leaves_what_it_would_say_unknown(string text, string reason)
    {
        _engine.Running(7, Daemon, "--live-restore").With("etc/docker/daemon.json", text);

        Assert.Equal(reason, _engine.WhyUnknown("settings['icc']"));
        Assert.Equal(("true", "flag", null, 0), _engine.Setting("live-restore"));
    }

    [Fact]
    public void A_file_that_is_named_and_not_there_leaves_all_unknown()
    {
        _engine.Running(7, Daemon, "--config-file=/etc/other.json");

        Assert.Equal("/etc/other.json: it is not there", _engine.WhyUnknown("settings['icc']"));
        Assert.Equal("/etc/other.json: it is not there, though the engine's settings name it", _engine.WhyUnknown("parts.configuration"));
    }

    [Fact]
    public void A_key_that_stands_twice_is_told_and_the_last_counts()
    {
        _engine.Running(7, Daemon).With("etc/docker/daemon.json", "{ \"icc\": false,\n \"icc\": true }");

        Assert.Equal("true", _engine.Setting("icc").Value);
        Assert.Equal(2, _engine.Root["repeated"][0]["line"].Int);
    }

    [Theory]
    [InlineData("", "unix:///run/docker.sock")]
    [InlineData("-H=0.0.0.0:2375", "tcp://0.0.0.0:2375")]
    [InlineData("-H tcp://10.0.0.1:2376 -H unix:///x.sock", "tcp://10.0.0.1:2376 unix:///x.sock")]
    [InlineData("-H tcp://", "tcp://localhost:2375")]
    [InlineData("-H fd://", "tcp://0.0.0.0:2375 unix:///run/docker.sock")]
    public void Where_it_listens_is_what_hosts_or_the_unit_of_sockets_name(string arguments, string expected)
    {
        _engine.Running(7, Daemon, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).With("etc/systemd/system/docker.socket", "[Socket]\nListenStream=/run/docker.sock\nListenStream=2375\n");
        Directory.CreateDirectory(_engine.Folder["run"]);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(_engine.Folder["var"]).FullName, "run"), "../run");

        Assert.Equal(expected, string.Join(' ', CollectedEngine.Texts(_engine.Root["listeners"])));
    }

    [Fact]
    public void A_container_whose_file_is_broken_is_unknown_and_the_others_are_read()
    {
        _engine.Running(7, Daemon).WithContainer("aa", """{"State":{"Running":true},"ID":"aa","Name":"/web"}""", """{"Privileged":true}""").WithContainer("bb", "{", "{}");

        var containers = _engine.Root["containers"];
        Assert.Equal("/var/lib/docker/containers/bb/config.v2.json: it is no JSON: line 1", _engine.WhyUnknown("containers[0]"));
        Assert.True(containers[1]["privileged"].IsTrue);
    }

    [Fact]
    public void The_data_of_an_engine_with_user_namespaces_lie_below_the_first_ids()
    {
        _engine.Running(7, Daemon, "--userns-remap=default").With("var/lib/docker/100000.100000/containers/aa/config.v2.json", """{"State":{"Running":true},"ID":"aa"}""").With("var/lib/docker/100000.100000/containers/aa/hostconfig.json", "{}")
            .WithContainer("old", """{"State":{"Running":true},"ID":"old"}""", "{}");

        Assert.Equal(["aa"], CollectedEngine.Items(_engine.Root["containers"]).Select(container => container["id"].AsString()));
        Assert.True(_engine.Root["userNamespaces"].IsTrue);
    }

    [Fact]
    public void More_containers_than_the_limit_are_told_as_unknown()
    {
        _engine.Running(7, Daemon);
        for (var i = 0; i < 20; i++)
        {
            _engine.WithContainer($"c{i:00}", $$"""{"State":{"Running":true},"ID":"c{{i}}"}""", "{}");
        }

        Assert.Equal("/var/lib/docker/containers: there are more than 10 containers, which is the limit", _engine.WithLimits(limits => limits with { Containers = 10 }).WhyUnknown("containers"));
    }

    [Fact]
    public void The_ways_in_which_a_mount_is_asked_for_are_all_read()
    {
        _engine.Running(7, Daemon).WithContainer(
            "aa",
            """{"State":{"Running":true},"ID":"aa","MountPoints":{"/a":{"Source":"/etc/","Destination":"/a","RW":true,"Type":"bind","Propagation":"rshared"}}}""",
            """{"Binds":["/etc:/a","/var/run/docker.sock:/b:ro,shared"],"Mounts":[{"Type":"bind","Source":"/proc","Target":"/c","ReadOnly":true}]}""");

        Assert.Equal(
            [("/etc", "/a", "rshared", false), ("/var/run/docker.sock", "/b", "shared", true), ("/proc", "/c", "rprivate", true)],
            CollectedEngine.Items(_engine.Root["containers"][0]["mounts"]).Select(mount => (mount["source"].AsString()!, mount["target"].AsString()!, mount["propagation"].AsString()!, mount["readOnly"].IsTrue)));
    }

    [Fact]
    public void An_image_has_no_health_check_where_a_container_of_it_got_none()
    {
        const string Image = """{"config":{"Healthcheck":{"Test":["CMD","/x"]}}}""";
        _engine.Running(7, Daemon).WithContainer("aa", """{"State":{"Running":false},"ID":"aa","Image":"sha256:1a","Config":{}}""", "{}")
            .WithContainer("bb", """{"State":{"Running":true},"ID":"bb","Image":"sha256:2b","Config":{"Healthcheck":{"Test":["NONE"]}}}""", "{}")
            .With("var/lib/docker/image/overlay2/imagedb/content/sha256/1a", Image).With("var/lib/docker/image/overlay2/imagedb/content/sha256/2b", Image);

        Assert.Equal([false, true], CollectedEngine.Items(_engine.Root["images"]).Select(image => image["healthCheck"].IsTrue));
    }

    [Fact]
    public void Values_that_may_be_secret_are_not_told()
    {
        _engine.Running(7, Daemon, "--log-opt", "splunk-token=Secr3t", "--label=key=Secr3t", "--http-proxy=http://u:Secr3t@p").With("etc/docker/daemon.json", "{\"proxies\":{\"http-proxy\":\"http://u:Secr3t@p\"},\"log-opts\":{\"a\":\"Secr3t\"}}")
            .WithContainer("aa", """{"State":{"Running":true},"ID":"aa","Config":{"Env":["PASSWORD=Secr3t"]},"Args":["--password=Secr3t"]}""", """{"SecurityOpt":["seccomp={\"Secr3t\":1}"],"LogConfig":{"Config":{"t":"Secr3t"}}}""");

        Assert.DoesNotContain("Secr3t", _engine.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-w /etc/docker -p wa -k d\n", true)]
    [InlineData("-w /etc/docker/daemon.json -p wa\n", true)]
    [InlineData("-a always,exit -F path=/etc/docker/daemon.json -F perm=wa\n", true)]
    [InlineData("-a always,exit -F dir=/etc -F perm=wa\n", true)]
    [InlineData("-a always,exit -F path=/etc/docker -F perm=wa\n", false)]
    [InlineData("-a never,exit -F path=/etc/docker/daemon.json\n", false)]
    [InlineData("#-w /etc/docker -p wa\n", false)]
    [InlineData("-w /etc/dockers -p wa\n", false)]
    public void A_file_is_audited_by_a_rule_of_it_or_of_a_directory_above_with_all_below(string rule, bool expected)
    {
        _engine.Running(7, Daemon).With("etc/docker/daemon.json", "{}").With("etc/audit/rules.d/x.rules", rule);

        Assert.Equal(expected, _engine.Root["audited"]["configuration"].Exists);
    }

    [Fact]
    public void The_engine_of_a_user_is_a_document_of_its_own()
    {
        using var user = new CollectedEngine("docker");
        user.With(Unit, "[Service]\nExecStart=/usr/bin/dockerd\n").With("etc/passwd", "root:x:0:0::/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n").Running(9, Daemon).With("proc/9/status", "Uid:\t1000\t1000\t1000\t1000\n").With("home/anna/.config/docker/daemon.json", "{\"icc\": false}");

        Assert.True(user.Root["rootless"].IsTrue);
        Assert.Equal("/home/anna/.config/docker/daemon.json", user.Setting("icc").File);
        Assert.Equal("/home/anna/.local/share/docker", user.Setting("data-root").Value);
    }

    [Fact]
    public void A_swarm_is_told_by_its_state()
    {
        _engine.Running(7, Daemon).With("var/lib/docker/swarm/docker-state.json", """{"ListenAddr":"0.0.0.0:2377","DataPathAddr":""}""").With("var/lib/docker/swarm/certificates/swarm-node.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");

        var swarm = _engine.Root["swarm"];
        Assert.Equal((true, "0.0.0.0:2377", true), (swarm["active"].IsTrue, swarm["listenAddress"].AsString(), swarm["autoLock"].IsTrue));
    }
}
