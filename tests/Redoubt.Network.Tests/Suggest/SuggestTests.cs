using Redoubt.Network.Ports;
using Redoubt.Network.Suggest;

namespace Redoubt.Network.Tests.Suggest;

/// <summary>What manifests show that workloads need.</summary>
public sealed class SuggestTests
{
    private const string Db = """
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: data}
        spec:
          serviceName: db
          replicas: 2
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db, version: "1"}}
            spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: data}
        spec: {selector: {app: db}, ports: [{name: sql, port: 15432, targetPort: sql}, {name: admin, port: 8080}]}

        """;

    [Theory]
    [InlineData("env: [{name: URL, value: 'postgres://me:secret@db.data.svc.cluster.local:15432/x'}]", "TCP 5432")]
    [InlineData("env: [{name: DB_HOST, value: db.data}]", "TCP 5432,8080")]
    [InlineData("env: [{name: HOST, value: db}, {name: URL, value: 'http://$(HOST).data.svc:8080'}]", "TCP 8080")]
    [InlineData("args: [--database=db.data:15432]", "TCP 5432")]
    [InlineData("args: [-h, db-0.db.data, --verbose]", "TCP 5432,8080")]
    [InlineData("command: [sh, -c, 'until nc -z db.data 15432; do sleep 1; done']", "TCP 5432")]
    [InlineData("env: [{name: ADDR, value: '10.96.0.7:15432'}]", "")]
    [InlineData("env: [{name: MODE, value: db}]", "")]
    [InlineData("env: [{name: FILE, value: /etc/db/config}]", "")]
    [InlineData("env: [{name: DB_HOST, valueFrom: {configMapKeyRef: {name: settings, key: host}}}]", "TCP 5432,8080")]
    [InlineData("envFrom: [{configMapRef: {name: settings}}]", "TCP 5432,8080")]
    public void An_address_that_is_written_is_a_need(string container, string ports) =>
        Assert.Equal(ports, Ports(Of(container), "shop/web[Deployment]", "data/db[StatefulSet]"));

    [Theory]
    [InlineData("{selector: {matchLabels: {app: db}}, namespaceSelector: {matchNames: [data]}, endpoints: [{port: metrics}]}", "TCP 9187")]
    [InlineData("{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, endpoints: [{targetPort: 9999}]}", "TCP 9999")]
    [InlineData("{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, endpoints: [{targetPort: prom}]}", "TCP 9187")]
    [InlineData("{selector: {matchLabels: {app: db}}, endpoints: [{port: metrics}]}", "No Connections")]
    [InlineData("{selector: {matchLabels: {app: other}}, namespaceSelector: {any: true}, endpoints: [{port: metrics}]}", "No Connections")]
    public void A_ServiceMonitor_lets_the_Prometheus_that_selects_it_read(string spec, string ports)
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Monitored("ServiceMonitor", spec)));

        Assert.Equal(ports, PortsFrom(needs, new NeedPeer.Labelled("ops", "operator.prometheus.io/name", "main"), "data/db[StatefulSet]"));
    }

    [Theory]
    [InlineData("{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, podMetricsEndpoints: [{port: prom}]}", "TCP 9187")]
    [InlineData("{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, podMetricsEndpoints: [{portNumber: 9188}]}", "TCP 9188")]
    public void A_PodMonitor_names_ports_of_pods(string spec, string ports)
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Monitored("PodMonitor", spec)));

        Assert.Equal(ports, PortsFrom(needs, new NeedPeer.Labelled("ops", "operator.prometheus.io/name", "main"), "data/db[StatefulSet]"));
    }

    [Theory]
    [InlineData("ServiceMonitor", "{selector: {matchLabels: {app: other}}, namespaceSelector: {any: true}, endpoints: [{port: metrics}]}", "selects no Service")]
    [InlineData("ServiceMonitor", "{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, endpoints: [{port: nothing}]}", "names a port that none")]
    [InlineData("Probe", "{targets: {}}", "not read")]
    public void What_a_monitor_asks_and_cannot_be_let_through_is_said(string kind, string spec, string words) =>
        Assert.Contains(ManifestNeeds.Of(Platforms.Reach(Monitored(kind, spec))).Notes, note => note.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void A_monitor_that_no_Prometheus_here_selects_opens_nothing_and_is_told()
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Monitored("ServiceMonitor", "{selector: {matchLabels: {app: db}}, namespaceSelector: {any: true}, endpoints: [{port: metrics}]}").Replace("labels: {team: data}", "labels: {team: other}", StringComparison.Ordinal)));

        Assert.DoesNotContain(needs.All, need => need.Reason.Contains("ServiceMonitor", StringComparison.Ordinal));
        Assert.Contains(needs.Notes, note => note.Contains("no Prometheus here", StringComparison.Ordinal));
    }

    private static string PortsFrom(NeedList needs, NeedPeer from, string to) =>
        $"{needs.All.Where(need => need.From == from && need.To is NeedPeer.Workload workload && workload.Name == to).Aggregate(PortSet.None, (all, need) => all.Union(need.Ports))}";

    private static string Monitored(string kind, string spec) => $$$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: ops, labels: {team: ops}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: data}
        spec:
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: db, ports: [{name: prom, containerPort: 9187}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: data, labels: {app: db}}
        spec: {selector: {app: db}, ports: [{name: sql, port: 5432}, {name: metrics, port: 80, targetPort: prom}]}
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: {name: main, namespace: ops}
        spec: {serviceMonitorSelector: {matchLabels: {team: data}}, serviceMonitorNamespaceSelector: {matchLabels: {team: ops}}, podMonitorSelector: {}}
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: {{{kind}}}
        metadata: {name: db, namespace: ops, labels: {team: data}}
        spec: {{{spec}}}
        """;

    [Fact]
    public void A_file_of_a_ConfigMap_that_is_mounted_is_read_and_its_comments_are_not()
    {
        var text = Web("image: web", "volumes: [{name: c, configMap: {name: files}}]") + Db + """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: files, namespace: shop}
            data:
              web.conf: |
                # upstream db.data:8080
                upstream db.data:15432;
                docs https://docs.example.com/x
            """;
        var needs = ManifestNeeds.Of(Platforms.Reach(text));

        Assert.Equal("TCP 5432", Ports(needs, "shop/web[Deployment]", "data/db[StatefulSet]"));
        Assert.Contains(needs.Notes, note => note.Contains("docs.example.com", StringComparison.Ordinal) && note.Contains("not let through", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_outside_opens_its_port_to_public_addresses_only()
    {
        var need = Assert.Single(Of("env: [{name: PAY, value: 'https://pay.example.com/v1'}]").All, need => need.From.ToString() == "shop/web[Deployment]");

        Assert.Equal(NeedPeer.Addresses.Internet, need.To);
        Assert.Equal("TCP 443", $"{need.Ports}");
        Assert.Contains("169.254.0.0/16", NeedPeer.Addresses.Internet.Except);
    }

    [Fact]
    public void A_secret_is_not_looked_into_and_that_is_said()
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Web("env: [{name: URL, valueFrom: {secretKeyRef: {name: s, key: url}}}], image: web") + Db + """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: s, namespace: shop}
            stringData: {url: "http://db.data.svc:8080"}
            """));

        Assert.Equal("", Ports(needs, "shop/web[Deployment]", "data/db[StatefulSet]"));
        Assert.Contains(needs.Notes, note => note.Contains("Secret s", StringComparison.Ordinal));
    }

    [Fact]
    public void Pods_of_one_StatefulSet_find_one_another() =>
        Assert.Equal("TCP 5432,8080", Ports(ManifestNeeds.Of(Platforms.Reach(Db)), "data/db[StatefulSet]", "data/db[StatefulSet]"));

    [Fact]
    public void A_door_opens_its_pods_and_a_webhook_those_that_the_API_server_calls()
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Web("image: web") + """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hook}
            webhooks: [{name: a, clientConfig: {service: {name: hook, namespace: shop}}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: hook, namespace: shop}
            spec: {selector: {app: web}, ports: [{port: 443, targetPort: 9443}]}
            """));

        Assert.Equal(["TCP 8080", "TCP 9443"], needs.All.Where(need => need.From is NeedPeer.Anybody).Select(need => $"{need.Ports}"));
    }

    [Fact]
    public void Who_is_bound_and_carries_a_token_asks_the_API_server_where_it_is()
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Web("image: web") + """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
            subjects: [{kind: ServiceAccount, name: default, namespace: shop}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default}
            spec: {ports: [{name: https, port: 443, targetPort: 6443}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}
            addressType: IPv4
            endpoints: [{addresses: [192.168.7.1]}]
            ports: [{name: https, port: 6443, protocol: TCP}]
            """));

        var need = Assert.Single(needs.All);
        Assert.Equal("192.168.7.1/32 TCP 6443", $"{need.To} {need.Ports}");
    }

    [Fact]
    public void A_policy_that_names_pods_with_care_says_who_needs_whom_and_a_broad_one_does_not()
    {
        var needs = ManifestNeeds.Of(Platforms.Reach(Web("image: web") + Db + """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: data}
            spec:
              podSelector: {matchLabels: {app: db}}
              ingress:
              - from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]
                ports: [{port: sql}]
              - from: [{namespaceSelector: {}}]
                ports: [{port: 9999}]
            """));

        Assert.Equal("TCP 5432", Ports(needs, "shop/web[Deployment]", "data/db[StatefulSet]"));
        Assert.DoesNotContain(needs.All, need => need.Ports.Contains(Network.Ports.Protocol.Tcp, 9999));
    }

    [Fact]
    public void What_an_admin_policy_denies_is_told_as_closed()
    {
        var suggestion = Suggested(Web("env: [{name: DB_HOST, value: 'db.data:15432'}], image: web") + Db + """
            ---
            apiVersion: policy.networking.k8s.io/v1alpha2
            kind: ClusterNetworkPolicy
            metadata: {name: no-sql}
            spec:
              tier: Admin
              priority: 1
              subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: data}}}
              ingress: [{action: Deny, from: [{namespaces: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]
            """);

        Assert.Equal(["shop/web[Deployment] to data/db[StatefulSet]: TCP 5432"], suggestion.Closed);
    }

    [Fact]
    public void Pods_that_no_label_tells_apart_are_told_as_open()
    {
        var suggestion = Suggested(Web("env: [{name: DB_HOST, value: 'db.data:15432'}], image: web") + Db + Platforms.Pod("shop", "other", "app: web"));

        Assert.Equal(["shop/other[Pod] to data/db[StatefulSet]: TCP 5432"], suggestion.Open);
        Assert.Contains(suggestion.Notes, note => note.Contains("shop/other[Pod]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_of_before_that_lets_more_through_is_told()
    {
        var suggestion = Suggested(Db + Web("image: web") + """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: open, namespace: data}
            spec: {podSelector: {}, ingress: [{}]}
            """);

        Assert.Empty(suggestion.Open);
        Assert.Equal(["NetworkPolicy/data/open"], suggestion.Others.Select(policy => policy.Label));
        Assert.Contains("addresses outside to data/db[StatefulSet]: All Connections", suggestion.OpenByOthers);
    }

    [Fact]
    public void What_is_cut_is_told_by_name()
    {
        var cut = Assert.Single(Suggested(Db + Web("image: web")).Cuts!, cut => cut is { Workload: "shop/web[Deployment]", Direction: Network.Policies.Direction.Egress });

        Assert.Contains("data/db[StatefulSet]", cut.Others);
    }

    [Fact]
    public void A_baseline_closes_pods_that_are_made_tomorrow()
    {
        var reachability = Platforms.Reach(Db);
        var baseline = PolicySuggestion.Of(reachability, [], hasBaseline: true);
        var then = baseline.After.With(Platforms.Documents(Platforms.Pod("data", "new", "app: new") + Platforms.Pod("data", "newer", "app: newer")));

        Assert.Equal(Verdict.Denied, then.Ask("data/new", "data/newer", "80").Verdict);
        Assert.Equal(Verdict.Denied, then.Ask("data/new", "203.0.113.9", "443").Verdict);
    }

    [Fact]
    public void A_text_that_tries_to_break_out_of_a_comment_stays_in_it()
    {
        var suggestion = PolicySuggestion.Of(Platforms.Reach(Db), [new Need(new NeedPeer.Anybody(), new NeedPeer.Workload("data/db[StatefulSet]"), Network.Ports.PortSet.All, "a\n    - {}\r\u2028# b")]);

        Assert.Single(SuggestedWorld.Policies(suggestion.Manifests)[0].Ingress!);
    }

    private static NeedList Of(string container) => ManifestNeeds.Of(Platforms.Reach(Web($"image: web, {container}") + Db + """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        data: {host: db.data}
        """));

    private static PolicySuggestion Suggested(string text)
    {
        var reachability = Platforms.Reach(text);
        return PolicySuggestion.Of(reachability, ManifestNeeds.Of(reachability).All);
    }

    private static string Web(string container, string spec = "") => $$"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web, pod-template-hash: abc} }
            spec:
              containers: [ { name: web, {{container}} } ]
              {{spec}}

        """;

    private static string Ports(NeedList needs, string from, string to) => string.Join(',', needs.All.Where(need => $"{need.From}" == from && $"{need.To}" == to)
        .Aggregate(Network.Ports.PortSet.None, (all, need) => all.Union(need.Ports)) is { IsEmpty: false } ports ? $"{ports}" : "");
}
