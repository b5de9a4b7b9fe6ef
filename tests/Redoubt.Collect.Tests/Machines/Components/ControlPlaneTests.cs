namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>What of the control plane is in effect: API server with the files that its flags name, controller manager, scheduler, etcd.</summary>
public sealed class ControlPlaneTests : IDisposable
{
    private readonly CollectedNodeParts _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void The_file_of_authentication_wins_over_the_flag()
    {
        _node.Running(7, "kube-apiserver", "--authentication-config=/etc/authn.yaml", "--authorization-mode=RBAC").With("etc/authn.yaml", "anonymous:\n  enabled: true\n  conditions: [{ path: /livez }]\n");

        Assert.Equal(("true", "file", "/etc/authn.yaml", 2L), _node.Setting("kube-apiserver", "anonymous-auth"));
        Assert.Equal("/livez", _node.Part("kube-apiserver")["anonymousPaths"][0].AsString());
    }

    [Fact]
    public void Where_all_are_allowed_everything_nobody_is_anonymous()
    {
        _node.Running(7, "kube-apiserver", "--authorization-mode=AlwaysAllow");

        Assert.Equal("false", _node.Value("kube-apiserver", "anonymous-auth"));
    }

    [Fact]
    public void The_file_of_authorization_says_the_modes()
    {
        _node.Running(7, "kube-apiserver", "--authorization-config=/etc/authz.yaml").With("etc/authz.yaml", "authorizers:\n- type: Node\n  name: node\n- type: RBAC\n  name: rbac\n");

        Assert.Equal("Node,RBAC", _node.Value("kube-apiserver", "authorization-mode"));
    }

    [Fact]
    public void What_a_file_has_in_another_form_is_not_known_and_the_rest_is()
    {
        _node.Running(7, "kube-apiserver", "--audit-policy-file=/etc/audit.yaml")
            .With("etc/audit.yaml", "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n  resources: [{ group: '', resourcess: [secrets] }]\n- level: None\n  users: { a: b }\n");

        Assert.Equal("Metadata", _node.Part("kube-apiserver")["auditPolicy"]["rules"][0]["level"].AsString());
        Assert.Equal("the file has a field `resourcess` there that is not known", _node.WhyUnknown("kube-apiserver", "auditPolicy.rules[*].resources[*]"));
        Assert.Equal("the file has something else there", _node.WhyUnknown("kube-apiserver", "auditPolicy.rules[*].users"));
    }

    [Fact]
    public void Names_of_keys_are_told_and_never_keys()
    {
        _node.Running(7, "kube-apiserver", "--encryption-provider-config=/etc/enc.yaml").With("etc/enc.yaml", "resources:\n- resources: [secrets]\n  providers:\n  - aescbc: { keys: [{ name: key1, secret: c2VjcmV0LWtleQ== }] }\n  - identity: {}\n");
        var entry = _node.Part("kube-apiserver")["encryption"][0];

        Assert.Equal(("aescbc", "identity", "key1"), (entry["providers"][0].AsString(), entry["providers"][1].AsString(), entry["keys"][0].AsString()));
        Assert.DoesNotContain("c2VjcmV0LWtleQ", _node.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_audit_policy_behind_one_for_all_is_not_reached()
    {
        _node.Running(7, "kube-apiserver", "--audit-policy-file=/etc/audit.yaml").With("etc/audit.yaml", "rules:\n- level: None\n- level: Metadata\n");
        var rules = _node.Part("kube-apiserver")["auditPolicy"]["rules"];

        Assert.True(rules[1]["isReached"].IsFalse);
        Assert.True(rules[1]["logs"].IsFalse);
    }

    [Fact]
    public void A_flag_of_the_process_has_the_line_of_its_manifest()
    {
        _node.With("etc/kubernetes/manifests/kube-apiserver.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: example/kube-apiserver:v1.32.1\n    command:\n    - kube-apiserver\n    - --profiling=false\n")
            .Running(7, "kube-apiserver", "--profiling=false", "--anonymous-auth=false");

        Assert.Equal(("false", "flag", "/etc/kubernetes/manifests/kube-apiserver.yaml", 9L), _node.Setting("kube-apiserver", "profiling"));
        Assert.Equal("anonymous-auth", Assert.Single(Texts("kube-apiserver", "differences")));
        Assert.Equal("1.32.1", _node.Part("kube-apiserver")["version"].AsString());
    }

    [Theory]
    [InlineData("1.35.9", "0")]
    [InlineData("1.36.0", "366")]
    public void The_audit_log_has_a_limit_by_default_since_1_36(string version, string expected)
    {
        using var node = new CollectedNodeParts { Kubernetes = version };
        node.Running(7, "kube-apiserver", "--audit-log-path=/var/log/audit.log");

        Assert.Equal(expected, node.Value("kube-apiserver", "audit-log-maxage"));
    }

    [Fact]
    public void A_shell_around_a_component_is_looked_through()
    {
        _node.With("etc/kubernetes/manifests/kube-scheduler.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    command: [/bin/sh, -c, 'exec /usr/local/bin/kube-scheduler --profiling=false 1>>/var/log/x.log 2>&1']\n");

        Assert.Equal("false", _node.Value("kube-scheduler", "profiling"));
    }

    [Fact]
    public void A_configuration_file_silences_the_flags_of_etcd()
    {
        _node.Running(7, "etcd", "--config-file=/etc/etcd.yaml", "--client-cert-auth=true").With("etc/etcd.yaml", "client-transport-security:\n  cert-file: /etc/a.crt\npeer-transport-security:\n  cert-file: /etc/b.crt\n");

        Assert.Equal("false", _node.Value("etcd", "client-cert-auth"));
        Assert.Equal(("/etc/a.crt", "/etc/b.crt"), (_node.Value("etcd", "cert-file"), _node.Value("etcd", "peer-cert-file")));
    }

    [Fact]
    public void Etcd_reads_its_environment_and_takes_one_dash()
    {
        _node.Running(7, "etcd", "-auto-tls", "word", "--peer-auto-tls").With("proc/7/environ", "ETCD_CLIENT_CERT_AUTH=1\0PASSWORD=hunter2\0ETCD_ROOT_PASSWORD=hunter3\0");

        Assert.Equal(("true", "environment"), (_node.Value("etcd", "client-cert-auth"), _node.Setting("etcd", "client-cert-auth").From));
        Assert.Equal(("true", "false"), (_node.Value("etcd", "auto-tls"), _node.Value("etcd", "peer-auto-tls")));
        Assert.DoesNotContain("hunter", _node.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_network_plug_in_is_the_one_whose_file_comes_first()
    {
        _node.Running(7, "kubelet").With("etc/cni/net.d/10-calico.conflist", "{ \"name\": \"k8s-pod-network\", \"plugins\": [{ \"type\": \"calico\" }, { \"type\": \"portmap\" }] }").With("etc/cni/net.d/20-flannel.conflist", "{}");

        Assert.Equal("/etc/cni/net.d/10-calico.conflist", _node.Part("calico")["configuration"]["file"].AsString());
    }

    [Fact]
    public void A_machine_without_components_has_no_such_document() => Assert.DoesNotContain("kind: Component", _node.Text, StringComparison.Ordinal);

    private List<string?> Texts(string part, string field)
    {
        var texts = new List<string?>();
        foreach (var item in _node.Part(part)[field].Items)
        {
            texts.Add(item.AsString());
        }

        return texts;
    }
}
