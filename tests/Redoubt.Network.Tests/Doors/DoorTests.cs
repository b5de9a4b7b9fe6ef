namespace Redoubt.Network.Tests.Doors;

/// <summary>Where doors lead, what is missing to say so, and through whose pods.</summary>
public sealed class DoorTests
{
    private static readonly string Shop = Platforms.Pod("shop", "web", "app: web", "containers: [{name: c, image: i, ports: [{name: http, containerPort: 8080}]}]") + """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}, ports: [{name: main, port: 80, targetPort: http}, {name: admin, port: 9000}]}

        """;

    [Fact]
    public void An_ingress_leads_to_the_ports_of_its_paths_and_of_its_default() => Assert.Equal(
        ["Ingress/shop/i -> shop/web TCP 8080", "Ingress/shop/i -> shop/web TCP 9000"],
        Lines(Shop + """
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: i, namespace: shop}
            spec:
              defaultBackend: {service: {name: web, port: {name: main}}}
              rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 9000}}}}]}}]
            """));

    [Theory]
    [InlineData("", false)]
    [InlineData("allowedRoutes: {namespaces: {from: All}}", true)]
    [InlineData("allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}}", true)]
    [InlineData("allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: other}}}}", false)]
    [InlineData("allowedRoutes: {namespaces: {from: All}, kinds: [{kind: GRPCRoute}]}", false)]
    [InlineData("allowedRoutes: {namespaces: {from: All}}, hostname: '*.example.com'", true)]
    [InlineData("allowedRoutes: {namespaces: {from: All}}, hostname: shop.example.org", false)]
    public void A_route_attaches_where_a_listener_lets_its_namespace_kind_and_host_in(string listener, bool attaches) => Assert.Equal(
        attaches ? ["HTTPRoute/shop/r -> shop/web TCP 8080"] : [],
        Lines(Shop + $$"""
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g, namespace: edge}
            spec: {gatewayClassName: x, listeners: [{name: h, port: 80, protocol: HTTP, {{listener}}}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r, namespace: shop}
            spec:
              parentRefs: [{name: g, namespace: edge}]
              hostnames: [shop.example.com]
              rules: [{backendRefs: [{name: web, port: 80}]}]
            """));

    [Theory]
    [InlineData("to: [{group: '', kind: Service}]", true)]
    [InlineData("to: [{group: '', kind: Service, name: web}]", true)]
    [InlineData("to: [{group: '', kind: Service, name: other}]", false)]
    public void A_route_leads_over_namespaces_where_a_grant_says_so(string grant, bool leads) => Assert.Equal(
        leads ? ["HTTPRoute/edge/r -> shop/web TCP 8080"] : [],
        Lines(Shop + $$"""
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g, namespace: edge}
            spec: {gatewayClassName: x, listeners: [{name: h, port: 80, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r, namespace: edge}
            spec:
              parentRefs: [{name: g}]
              rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]
            ---
            apiVersion: gateway.networking.k8s.io/v1beta1
            kind: ReferenceGrant
            metadata: {name: grant, namespace: shop}
            spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge}], {{grant}}}
            """));

    [Theory]
    [InlineData("backendRefs: [{name: web, port: 80, weight: 0}]", false)]
    [InlineData("filters: [{type: RequestMirror, requestMirror: {backendRef: {name: web, port: 80}}}]", true)]
    public void A_backend_without_weight_gets_nothing_and_one_that_requests_are_copied_to_gets_them(string rule, bool leads) => Assert.Equal(
        leads ? ["HTTPRoute/shop/r -> shop/web TCP 8080"] : [],
        Lines(Shop + $$"""
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g, namespace: shop}
            spec: {gatewayClassName: x, listeners: [{name: h, port: 80, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r, namespace: shop}
            spec: {parentRefs: [{name: g}], rules: [{ {{rule}} }]}
            """));

    [Theory]
    [InlineData("port: {targetPort: http}", "TCP 8080")]
    [InlineData("port: {targetPort: admin}", "TCP 9000")]
    [InlineData("port: {targetPort: 9000}", "TCP 9000")]
    public void A_route_of_openshift_means_a_port_by_the_name_of_the_service_or_of_the_pod(string port, string leads) => Assert.Equal(
        [$"Route/shop/r -> shop/web {leads}"],
        Lines(Shop + $$"""
            ---
            apiVersion: route.openshift.io/v1
            kind: Route
            metadata: {name: r, namespace: shop}
            spec: {to: {kind: Service, name: web, weight: 100}, {{port}}}
            """));

    [Fact]
    public void A_route_without_a_namespace_is_where_the_services_of_its_file_are() => Assert.Equal(
        ["HTTPRoute/r -> default/web TCP 80"],
        Lines("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {app: web} }
            spec: {containers: [{name: c, image: i}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g}
            spec: {gatewayClassName: x, listeners: [{name: h, port: 80, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r}
            spec: {parentRefs: [{name: g}], rules: [{backendRefs: [{name: web, port: 80}]}]}
            """));

    [Fact]
    public void A_port_of_the_host_and_its_network_lead_to_the_pod() => Assert.Equal(
        ["Pod/shop/host -> shop/host All Connections", "Pod/shop/port -> shop/port UDP 53"],
        Lines(Platforms.Pod("shop", "host", spec: "hostNetwork: true, containers: [{name: c, image: i}]")
            + Platforms.Pod("shop", "port", spec: "containers: [{name: c, image: i, ports: [{containerPort: 53, hostPort: 5353, protocol: UDP}]}]")));

    [Fact]
    public void An_ingress_leads_through_the_pods_of_its_controller_where_they_are_here()
    {
        const string Ingress = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: IngressClass
            metadata: {name: nginx}
            spec: {controller: k8s.io/ingress-nginx}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: i, namespace: shop}
            spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}

            """;
        Assert.Equal(["some pod"], Assert.Single(Platforms.Reach(Shop + Ingress).Doors).Controller.Select(end => end.Name));
        Assert.Equal(
            ["edge/nginx"],
            Assert.Single(Platforms.Reach(Shop + Ingress + Platforms.Pod("edge", "nginx", "app.kubernetes.io/name: ingress-nginx")).Doors).Controller.Select(end => end.Name));
    }

    [Fact]
    public void A_service_that_was_not_given_is_missing_and_no_way_that_is_closed()
    {
        var reachability = Reachability.Of(Platforms.Of("""
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: i, namespace: shop}
            spec: {defaultBackend: {service: {name: gone, port: {number: 80}}}}
            """, scope: null));

        var door = Assert.Single(reachability.Doors);
        Assert.Empty(door.Targets);
        Assert.Equal("Service shop/gone", Assert.Single(door.Missing).What);
    }

    [Fact]
    public void The_api_server_is_where_its_service_leads_and_an_address_of_a_node_is_that_node()
    {
        var reachability = Platforms.Reach("""
            apiVersion: v1
            kind: Node
            metadata: {name: control}
            status: {addresses: [{type: InternalIP, address: 192.168.7.2}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default}
            spec: {ports: [{name: https, port: 443, targetPort: 6443}]}
            ---
            apiVersion: v1
            kind: Endpoints
            metadata: {name: kubernetes, namespace: default}
            subsets: [{addresses: [{ip: 192.168.7.2}], ports: [{name: https, port: 6443}]}]
            """);

        var target = Assert.Single(reachability.ApiServer);
        Assert.Equal(("node/control", "TCP 6443"), (target.End.Workload, target.Ports.ToString()));
        Assert.Empty(reachability.Doors);
        Assert.Contains(reachability.MetadataServices, end => end.Name == "169.254.169.254");
    }

    private static IEnumerable<string> Lines(string text) => Platforms.Reach(text).Doors
        .SelectMany(door => door.Targets, (door, target) => $"{door.Label} -> {target.End.Name} {target.Ports}").Order(StringComparer.Ordinal);
}
