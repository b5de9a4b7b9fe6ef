namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>What of the kubelet is in effect: flags, drop-ins, file, defaults.</summary>
public sealed class KubeletTests : IDisposable
{
    private const string Config = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 0\nfeatureGates:\n  A: true\n  B: true\ntlsCipherSuites: [ONE, TWO]\n";
    private readonly CollectedNodeParts _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Without_a_file_four_defaults_are_others()
    {
        _node.Running(7, "/usr/bin/kubelet", "--kubeconfig=/etc/kubernetes/kubelet.conf");

        Assert.Equal(["true", "AlwaysAllow", "false", "10255"], new[] { "anonymous-auth", "authorization-mode", "authentication-token-webhook", "read-only-port" }.Select(name => _node.Value("kubelet", name)));
    }

    [Fact]
    public void A_directory_of_drop_ins_alone_names_no_file()
    {
        _node.Running(7, "kubelet", "--config-dir=/etc/kubelet.d").With("etc/kubelet.d/00.conf", "authentication: { anonymous: { enabled: false } }\n");

        Assert.Equal(("false", "file"), (_node.Value("kubelet", "anonymous-auth"), _node.Setting("kubelet", "anonymous-auth").From));
        Assert.Equal(("10255", "default"), (_node.Value("kubelet", "read-only-port"), _node.Setting("kubelet", "read-only-port").From));
    }

    [Fact]
    public void Drop_ins_are_read_in_the_order_of_their_paths_with_their_directories_and_one_suffix()
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml", "--config-dir=/etc/kubelet.d").With("etc/k.yaml", Config)
            .With("etc/kubelet.d/10.conf", "podPidsLimit: 1\n").With("etc/kubelet.d/20/a.conf", "podPidsLimit: 2\ntlsCipherSuites: [THREE]\nfeatureGates: { B: false }\n").With("etc/kubelet.d/30.yaml", "podPidsLimit: 3\n");

        Assert.Equal(("2", "file", "/etc/kubelet.d/20/a.conf", 1L), _node.Setting("kubelet", "pod-max-pids"));
        Assert.Equal("THREE", _node.Value("kubelet", "tls-cipher-suites"));
        Assert.Equal("A=true,B=false", _node.Value("kubelet", "feature-gates"));
    }

    [Fact]
    public void A_flag_wins_over_every_file_and_what_it_overrides_is_told()
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml", "--read_only_port=10255").With("etc/k.yaml", Config);
        var setting = _node.Part("kubelet")["settings"]["read-only-port"];

        Assert.Equal(("10255", "flag"), (setting["value"].AsString(), setting["from"].AsString()));
        Assert.Equal(["/etc/k.yaml:3", "default"], new[] { $"{setting["overridden"][0]["file"].AsString()}:{setting["overridden"][0]["line"].Int}", setting["overridden"][1]["from"].AsString() });
    }

    [Theory]
    [InlineData("streamingConnectionIdleTimeout: 0s", "4h0m0s")]
    [InlineData("streamingConnectionIdleTimeout: 5m", "5m")]
    public void A_zero_time_in_the_file_is_none(string line, string expected)
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml").With("etc/k.yaml", line + "\n");

        Assert.Equal(expected, _node.Value("kubelet", "streaming-connection-idle-timeout"));
    }

    [Fact]
    public void A_file_that_does_not_parse_makes_unknown_what_no_flag_says()
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml", "--read-only-port=0").With("etc/k.yaml", "readOnlyPort: [0\n");

        Assert.Equal("0", _node.Value("kubelet", "read-only-port"));
        Assert.Null(_node.Value("kubelet", "anonymous-auth"));
        Assert.StartsWith("/etc/k.yaml:", _node.WhyUnknown("kubelet", "settings['anonymous-auth']"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_that_changed_between_versions_needs_the_version()
    {
        using var node = new CollectedNodeParts { Kubernetes = null };
        node.Running(7, "kubelet", "--config=/etc/k.yaml").With("etc/k.yaml", Config);

        Assert.Null(node.Value("kubelet", "event-qps"));
        Assert.Contains("--kubernetes", node.WhyUnknown("kubelet", "settings['event-qps']"), StringComparison.Ordinal);
        Assert.Equal("0", node.Value("kubelet", "read-only-port"));
    }

    [Fact]
    public void On_a_disk_its_unit_says_what_would_run_with_file_and_line()
    {
        _node.With("usr/lib/systemd/system/kubelet.service", "[Service]\nExecStart=/usr/bin/kubelet\n")
            .With("etc/systemd/system/kubelet.service.d/10.conf", "[Service]\nEnvironment=\"ARGS=--anonymous-auth=false\"\nExecStart=\nExecStart=/usr/bin/kubelet $ARGS\n");

        Assert.Equal(("false", "flag", "/etc/systemd/system/kubelet.service.d/10.conf", 2L), _node.Setting("kubelet", "anonymous-auth"));
        Assert.Equal(2, _node.Part("kubelet")["roles"]["unit"].Count);
    }

    [Fact]
    public void What_is_named_and_not_there_is_unknown_and_never_absent()
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml", "--kubeconfig=/etc/kubernetes/kubelet.conf").With("etc/k.yaml", Config);

        Assert.Contains("--kubeconfig names it", _node.WhyUnknown("kubelet", "paths['/etc/kubernetes/kubelet.conf']"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_among_the_static_pods_is_told()
    {
        const string pod = "apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: x, command: [kube-apiserver] }] }\n";
        _node.Running(7, "kubelet", "--config=/etc/k.yaml").With("etc/k.yaml", Config + "staticPodPath: /srv/pods\n").With("srv/pods/kube-apiserver.yaml", pod).With("srv/pods/kube-apiserver.yaml.bak", pod).With("srv/pods/.hidden", pod);
        var pods = _node.Part("kubelet")["staticPods"];

        Assert.Equal(2, pods.Count);
        Assert.True(pods[0]["isUsual"].IsTrue);
        Assert.True(pods[1]["isUsual"].IsFalse);
    }

    [Fact]
    public void The_same_machine_gives_the_same_bytes()
    {
        _node.Running(7, "kubelet", "--config=/etc/k.yaml").With("etc/k.yaml", Config);

        Assert.Equal(_node.Text, _node.Text);
    }
}
