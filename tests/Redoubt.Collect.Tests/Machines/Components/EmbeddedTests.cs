namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>Components inside another program: k3s and MicroK8s.</summary>
public sealed class EmbeddedTests : IDisposable
{
    private readonly CollectedNodeParts _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void What_k3s_passes_on_takes_the_place_of_what_it_gives_itself()
    {
        _node.Running(7, "/usr/local/bin/k3s", "server").With("etc/rancher/k3s/config.yaml", "kube-apiserver-arg:\n- profiling=true\n- audit-log-path=/var/log/a.log\n");

        Assert.Equal(("true", "flag", "/etc/rancher/k3s/config.yaml", 2L), _node.Setting("kube-apiserver", "profiling"));
        Assert.Equal(("false", "built-in"), (_node.Value("kube-apiserver", "anonymous-auth"), _node.Setting("kube-apiserver", "anonymous-auth").From));
        Assert.Equal("/var/log/a.log", _node.Value("kube-apiserver", "audit-log-path"));
    }

    [Fact]
    public void A_later_file_wins_and_a_plus_adds()
    {
        _node.Running(7, "k3s", "server").With("etc/rancher/k3s/config.yaml", "kubelet-arg: [pod-max-pids=1]\nkube-scheduler-arg: [profiling=true]\n")
            .With("etc/rancher/k3s/config.yaml.d/10.yaml", "kubelet-arg+: [seccomp-default=true]\nkube-scheduler-arg: [bind-address=0.0.0.0]\n");

        Assert.Equal(("1", "true"), (_node.Value("kubelet", "pod-max-pids"), _node.Value("kubelet", "seccomp-default")));
        Assert.Equal(("false", "0.0.0.0"), (_node.Value("kube-scheduler", "profiling"), _node.Value("kube-scheduler", "bind-address")));
    }

    [Fact]
    public void The_command_line_takes_the_place_of_a_list_in_a_file()
    {
        _node.Running(7, "k3s", "server", "--kubelet-arg=pod-max-pids=2").With("etc/rancher/k3s/config.yaml", "kubelet-arg: [seccomp-default=true]\n");

        Assert.Equal(("2", "false"), (_node.Value("kubelet", "pod-max-pids"), _node.Value("kubelet", "seccomp-default")));
    }

    [Fact]
    public void A_title_that_hides_its_arguments_is_not_all_there_is()
    {
        _node.With("proc/7/cmdline", "/usr/local/bin/k3s server\0\0\0").With("proc/7/comm", "k3s-server\n")
            .With("etc/systemd/system/k3s.service", "[Service]\nExecStart=/usr/local/bin/k3s server --kube-apiserver-arg=profiling=true\n").With("var/lib/rancher/k3s/x", "");

        Assert.Equal("true", _node.Value("kube-apiserver", "profiling"));
    }

    [Theory]
    [InlineData("1.32.2", "10255")]
    [InlineData("1.32.4", "0")]
    public void Some_versions_left_the_read_only_port_open(string version, string expected)
    {
        using var node = new CollectedNodeParts { Kubernetes = version };
        node.Running(7, "k3s", "agent").With("var/lib/rancher/k3s/agent/etc/kubelet.conf.d/00-k3s-defaults.conf", "authentication: { anonymous: { enabled: false } }\n");

        Assert.Equal(expected, node.Value("kubelet", "read-only-port"));
    }

    [Fact]
    public void Without_etcd_there_is_none()
    {
        _node.Running(7, "k3s", "server").With("var/lib/rancher/k3s/server/db/state.db", "");

        Assert.False(_node.Part("etcd").Exists);
        Assert.True(_node.Part("kube-apiserver").Exists);
    }

    [Fact]
    public void MicroK8s_has_a_flag_a_line()
    {
        _node.Running(7, "/snap/microk8s/1/kubelite").With("var/snap/microk8s/current/args/kube-apiserver", "# --profiling=true\n--authorization-mode=\"RBAC,Node\"\n--client-ca-file=${SNAP_DATA}/certs/ca.crt\n");

        Assert.Equal(("RBAC,Node", "flag", "/var/snap/microk8s/current/args/kube-apiserver", 2L), _node.Setting("kube-apiserver", "authorization-mode"));
        Assert.Equal("/var/snap/microk8s/current/certs/ca.crt", _node.Value("kube-apiserver", "client-ca-file"));
        Assert.Equal("true", _node.Value("kube-apiserver", "profiling"));
    }
}
