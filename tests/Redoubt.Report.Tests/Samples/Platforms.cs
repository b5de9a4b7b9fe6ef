using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Exceptions;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Report.Tests.Samples;

/// <summary>The assessments over which every format is looked at.</summary>
internal static class Platforms
{
    public static IReadOnlyDictionary<string, Func<Assessment>> All { get; } = new Dictionary<string, Func<Assessment>>
    {
        ["bookshop"] = Bookshop,
        ["nothing"] = Nothing,
        ["errors"] = ErrorsOnly,
        ["hostile"] = Hostile,
        ["rendered"] = FromCharts,
        ["excepted"] = WithExceptions,
        ["compared"] = Compared,
        ["deep"] = Deep,
        ["audited"] = Audited,
    };

    /// <summary>One of all, or the crowded one, which only the console is looked at for.</summary>
    public static Assessment Of(string name) => name == "crowded" ? Crowded() : All[name]();

    /// <summary>Something is lost at once, something by one failure, and something only by more than are looked for.</summary>
    public static Assessment Deep()
    {
        var (web, db) = (new SubjectName("apps/v1", "Deployment", "shop", "web"), new SubjectName("apps/v1", "StatefulSet", "shop", "db"));
        var builder = new AssessmentBuilder { Title = "shop", Depth = DepthOf(web) }.Evidence(Layer.Policy, Layer.Workloads);
        var privileged = builder.Control("workloads/privileged-container", Severity.Critical, Theme.Isolation, "It has the node.", "Remove `privileged`.");
        var root = builder.Control("workloads/run-as-root", Severity.Medium, Theme.LeastPrivilege, "Root is root.", "Run as an ordinary user.");
        builder.Fail(privileged, db, new Location("db.yaml", 12, 7, "spec"), "runs privileged");
        builder.Fail(root, web, new Location("web.yaml", 9, 7, "spec"), "runs as root");
        return builder.Build();
    }

    private static DepthSummary DepthOf(SubjectName reached) => new(
        [
            Jewel("cluster-admin", "2..3", [(Layer.Infrastructure, ["container-runtime", "kernel"]), (Layer.Workloads, ["non-root"])], [], "falls to 0 if the kubelet takes orders from everybody, +3: redoubt collect node"),
            Jewel("all-secrets", ">4", [], [], ""),
            Jewel("nodes", "1", [(Layer.Infrastructure, ["kernel"])], ["kernel"], ""),
            Jewel("stores", "0", [], [], ""),
            Jewel("secrets", "1", [(Layer.Workloads, ["app-code"])], ["app-code[registry.example/web]"], ""),
        ], [])
    {
        Reached = new Dictionary<SubjectName, DepthWay>
        {
            [reached] = new("data:shop/db", "outside", [],
            [
                new DepthStep("", "shop/db listens", "", new("", 0, 0, ""), "", IsNew: false),
                new DepthStep("store-open", "A store without a [password](x)", "shop/web", new("web.yaml", 9, 7, ""), "Give it a password.", IsNew: false),
            ]),
        },
    };

    private static JewelDepth Jewel(string name, string depth, (Layer Layer, string[] Mechanisms)[] mechanisms, string[] points, string falls) => new()
    {
        Name = name,
        Depth = depth,
        AtLeast = int.Parse(depth.Split("..")[0].TrimStart('>'), System.Globalization.CultureInfo.InvariantCulture) + (depth.StartsWith('>') ? 1 : 0),
        From = "workload:shop/web",
        Mechanisms = mechanisms.ToDictionary(one => one.Layer, one => (IReadOnlyList<string>)one.Mechanisms),
        SinglePoints = points,
        Falls = falls,
    };

    /// <summary>Something fails in most themes of every layer, much is not known, and every line is long.</summary>
    public static Assessment Crowded()
    {
        var builder = new AssessmentBuilder { Title = "a-platform-with-a-very-long-name-as-they-come-from-generators", Documents = 123_456, Files = 7_890, Elapsed = TimeSpan.FromSeconds(12) }
            .Evidence(Enum.GetValues<Layer>());
        foreach (var theme in Enum.GetValues<Theme>().SkipLast(3))
        {
            var control = builder.Control($"policy/what-fails-in-{theme.Name()}", (Severity)((int)theme % 5), theme, "Because.", "Mend it as the first sentence says, which is longer than a line of a terminal is, so that it is cut. Then rest.");
            builder.Fail(control, new SubjectName("v1", "ServiceAccount", "a-namespace-with-a-long-name", $"account-of-{theme.Name()}"), new Location($"deploy/platform/accounts/{theme.Name()}.yaml", 1_234, 56, "metadata.name"), "it is wrong");
            builder.Unknown(control, new SubjectName("v1", "Namespace", "", "shop"), "every NetworkPolicy of namespace shop: there may be more: pass `--scope whole`");
        }

        foreach (var theme in Enum.GetValues<Theme>().TakeLast(3))
        {
            builder.Control($"workloads/what-passes-in-{theme.Name()}", Severity.High, theme, passes: 3);
        }

        return builder.NotRendered("templates", "a.yaml").PassedOver("not Kubernetes", "b.yaml").Error("c.yaml", 1, 1, "broken").Build();
    }

    /// <summary>A shop with something of everything.</summary>
    public static Assessment Bookshop()
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Policy, Layer.Workloads);
        AddCritical(builder);
        AddManyPlaces(builder);
        AddPolicy(builder);
        builder.Control("workloads/mutable-image-tag", Severity.Medium, Theme.Integrity, passes: 12);
        builder.Control("workloads/missing-probe", Severity.Low, Theme.Availability, passes: 30);
        builder.Control("infrastructure/docker-socket-open", Severity.Critical, Theme.AttackSurface);
        return builder
            .Error("k8s/broken.yaml", 12, 3, "a block mapping cannot begin here")
            .PassedOver("not Kubernetes: no `apiVersion` and `kind`", ".github/workflows/build.yaml", "charts/shop/values.yaml")
            .NotRendered("templates of a Helm chart, and `helm` is not on the path",
                "charts/shop/templates/deployment.yaml", "charts/shop/templates/service.yaml", "charts/shop/templates/ingress.yaml",
                "charts/shop/templates/tests/smoke.yaml")
            .Build();
    }

    /// <summary>A chart whose values say it, a line that is not known, and a base of two overlays.</summary>
    public static Assessment FromCharts()
    {
        var builder = new AssessmentBuilder
        {
            Title = "deploy",
            Documents = 7,
            Files = 0,
            RenderedInputs = [new("helm", "deploy/charts/shop", 3), new("kustomize", "deploy/overlays/dev", 2), new("kustomize", "deploy/overlays/prod", 2)],
        }.Evidence(Layer.Workloads);
        var control = builder.Control("workloads/privileged-container", Severity.Critical, Theme.Isolation, "It has the node.", "Remove `privileged`.");
        builder.Fail(
            control, new("apps/v1", "Deployment", "shop", "web"), new("deploy/charts/shop/templates/web.yaml", 31, 0, "spec.template.spec.containers[name=web].securityContext.privileged")
            {
                Rendered = new("helm", ["deploy/charts/shop"], 57)
                {
                    Values = [new("deploy/charts/shop/values.yaml", 12, "web.securityContext.privileged"), new("deploy/charts/shop/values.yaml", 3, "global.privileged")],
                },
            },
            "container web runs privileged");
        builder.Fail(
            control, new("apps/v1", "Deployment", "shop", "cart"), new("deploy/charts/shop/templates/cart.yaml", 0, 0, "spec.template.spec.containers[name=cart].securityContext.privileged")
            {
                Rendered = new("helm", ["deploy/charts/shop"], 102),
            },
            "container cart runs privileged");
        return builder.Fail(
            control, new("v1", "Pod", "tools", "agent"), new("deploy/base/agent.yaml", 8, 7, "spec.containers[name=agent].securityContext.privileged")
            {
                Rendered = new("kustomize", ["deploy/overlays/dev", "deploy/overlays/prod"], 11),
            },
            "container agent runs privileged").Build();
    }

    /// <summary>Two of three findings are excepted: by the configuration, and by a comment whose words try to command.</summary>
    public static Assessment WithExceptions()
    {
        var builder = new AssessmentBuilder { Title = "shop", Documents = 3, Files = 2 }.Evidence(Layer.Workloads);
        var privileged = builder.Control("workloads/privileged-container", Severity.Critical, Theme.Isolation, "It has the node.", "Remove `privileged`.");
        var tag = builder.Control("workloads/moving-image-tag", Severity.Low, Theme.Integrity, "It is another image tomorrow.", "Name the version.");
        var approved = new ExceptionRule(
            "workloads/privileged-*", new ExceptionScope { Namespace = "shop", Container = "agent" }, "the vendor needs it", new FilePlace("redoubt.yaml", 4, 3, ""))
        {
            Approver = "security",
            Until = new DateOnly(2027, 3, 1),
            Ticket = "SEC-12",
        };
        var comment = new ExceptionRule("workloads/moving-image-tag", ExceptionScope.Everywhere, "\e[2J ::error::x | `y` <b>", new FilePlace("shop/web.yaml", 12, 30, ""))
        {
            Origin = ExceptionOrigin.Comment,
        };
        return builder
            .Fail(privileged, new("v1", "Pod", "shop", "agent"), new("shop/agent.yaml", 8, 7, "spec.containers[name=agent].securityContext.privileged"), "container agent runs privileged", except: approved)
            .Fail(privileged, new("v1", "Pod", "shop", "agent"), new("shop/agent.yaml", 14, 7, "spec.containers[name=other].securityContext.privileged"), "container other runs privileged")
            .Fail(tag, new("apps/v1", "Deployment", "shop", "web"), new("shop/web.yaml", 12, 9, "spec.template.spec.containers[name=web].image"), "container web takes whatever image is `latest` now", except: comment)
            .Build();
    }

    /// <summary>Beside an earlier run: one finding is new, one worse, one was known, one is gone, and one subject is not known any more.</summary>
    public static Assessment Compared()
    {
        var earlier = new AssessmentBuilder { Title = "shop" }.Evidence(Layer.Workloads);
        var now = new AssessmentBuilder { Title = "shop", Documents = 3, Files = 2 }.Evidence(Layer.Workloads, Layer.Policy);
        var (agent, web) = (new SubjectName("v1", "Pod", "shop", "agent"), new SubjectName("apps/v1", "Deployment", "shop", "web"));
        foreach (var builder in (AssessmentBuilder[])[earlier, now])
        {
            var privileged = builder.Control("workloads/privileged-container", Severity.Critical, Theme.Isolation, "It has the node.", "Remove `privileged`.");
            var token = builder.Control("workloads/token-mounted", builder == now ? Severity.High : Severity.Low, Theme.LeastPrivilege, "It may be used.", "Do not mount it.");
            var quota = builder.Control("policy/no-quota", Severity.Medium, Theme.Availability);
            builder.Fail(privileged, agent, new("shop/agent.yaml", builder == now ? 8 : 6, 7, "spec.containers[name=agent]"), "container agent runs privileged");
            builder.Fail(token, web, new("shop/web.yaml", 9, 3, "spec.template.spec"), "the pod gets a token");
            if (builder == now)
            {
                builder.Fail(privileged, agent, new("shop/agent.yaml", 14, 7, "spec.containers[name=other]"), "container other runs privileged");
                builder.Unknown(quota, new SubjectName("v1", "Namespace", "", "shop"), "Namespace shop: it is only referred to: scan the cluster");
            }
            else
            {
                builder.Fail(privileged, web, new("shop/web.yaml", 19, 7, "spec.template.spec.containers[name=web]"), "container web runs privileged");
                builder.Pass(quota, new SubjectName("v1", "Namespace", "", "shop"));
            }
        }

        var compared = Comparison.Of(Snapshot.Of(earlier.Build(), "main"), now.Build());
        return compared with { Comparison = compared.Comparison! with { Depth = DepthChanges.All } };
    }

    /// <summary>A benchmark was asked for: each of its items with every verdict that there is, one of them in words that no format may take for its own.</summary>
    public static Assessment Audited()
    {
        var builder = new AssessmentBuilder { Title = "node.yaml", Documents = 2, Files = 1 }.Evidence(Layer.Infrastructure);
        var fails = builder.Control("infrastructure/docker-log-level", Severity.Low, Theme.Auditing, "Nobody sees it.", "Set it.", references: ("cis-docker", ["2.3"]));
        var passes = builder.Control("infrastructure/docker-experimental", Severity.Low, Theme.Currency, passes: 1, references: ("cis-docker", ["2.18"]));
        var unknown = builder.Control("infrastructure/docker-configuration-open", Severity.Critical, Theme.LeastPrivilege, references: ("cis-docker", ["3.18"]));
        var absent = builder.Control("infrastructure/swarm-managers", Severity.Low, Theme.Availability, references: ("cis-docker", ["7.1"]));
        var manual = builder.Add(new Control
        {
            Id = "infrastructure/engine-image-add",
            Title = "No ADD",
            Layer = Layer.Infrastructure,
            Theme = Theme.Integrity,
            Severity = Severity.Info,
            Target = new ControlTarget("ContainerEngine"),
            Rule = new ControlRule { Manual = "Look in each Dockerfile for `ADD`." },
            TextSource = () => new ControlText { References = [("cis-docker", ["4.9"])] },
        });
        var engine = new SubjectName("evidence.redoubt.dev/v1", "ContainerEngine", "", "node-1-docker");
        var framework = new Framework("cis-docker", "CIS Docker Benchmark 1.6", "https://www.cisecurity.org/benchmark/docker", "cis-docker",
        [
            new("2.3", "The logging level is set to 'info'"), new("2.18", "No experiments"), new("3.18", "daemon.json, \"0644\" | \e[2J"), new("4.9", "COPY is used instead of ADD"),
            new("7.1", "Managers of a swarm"), new("8.1", "Enterprise", "it is gone"), new("9.9", "=HYPERLINK(1)"),
        ]);
        return builder
            .Fail(fails, engine, new("node.yaml", 40, 5, "settings['log-level'].value"), "log-level is debug (/etc/docker/daemon.json:2)")
            .Fail(fails, engine, new("node.yaml", 90, 5, "settings['log-level'].value"), "log-level is debug (by its command line)")
            .Unknown(unknown, engine, "parts.configuration.mode: /etc/docker/daemon.json: permission denied")
            .Unknown(manual, engine, new MissingEvidence(MissingCode.Person, "Look in each Dockerfile for `ADD`.", "only a person can judge this"))
            .Build(framework.With([fails, passes, unknown, absent, manual]));
    }

    /// <summary>Nothing wrong, and most of it not looked at.</summary>
    public static Assessment Nothing()
    {
        var builder = new AssessmentBuilder { Title = "pod.yaml", Documents = 1, Files = 1 }.Evidence(Layer.Workloads);
        builder.Control("workloads/privileged-container", Severity.Critical, Theme.Isolation, passes: 1);
        return builder.Build();
    }

    /// <summary>Nothing could be read.</summary>
    public static Assessment ErrorsOnly() => new AssessmentBuilder { Title = "k8s", Documents = 0, Files = 0 }
        .Error("k8s/missing.yaml", 0, 0, "no such file")
        .Error("k8s/broken.yaml", 7, 0, "the document is deeper than 64 levels")
        .Error("-", 3, 14, "the key `image` is there twice")
        .Build();

    /// <summary>Names that try to command the terminal, the log, the browser and the parser of each format.</summary>
    public static Assessment Hostile()
    {
        var builder = new AssessmentBuilder { Title = "\e]0;owned\a<script>alert(1)</script>" }.Evidence(Layer.Workloads);
        var control = builder.Control(
            "workloads/hostile", Severity.High, Theme.Isolation, "Why `code | pipe` and <b>bold</b> & more.", "Fix it.\n\nTwice.");
        (string Name, string File, string Message)[] all =
        [
            ("\e[2J\e[31mred", "a.yaml", "clears the screen"),
            ("line\nbreak\r\ntab\t", "new\nline.yaml", "two\nlines"),
            ("::error::forged", "x,y:z%0A.yaml", "100% ::warning file=a.yaml::forged %0A"),
            ("]]><x a=\"b\">&'", "a&b<c>.yaml", "xml ]]> & \u0001\u0008\uffff\ud800"),
            ("`| [link](javascript:alert(1)) ![i](x) @team #1", "a|b`c``d.yaml", "a | b ` c <img src=x onerror=alert(1)> **bold**"),
            ("right\u202eto\u2066left", "\u009b31mc1.yaml", "zero\u200bwidth"),
            ("書店の長い名前書店の長い名前書店の長い名前", "書店/棚.yaml", "wide 書店"),
            (new string('n', 300), string.Join('/', Enumerable.Repeat("folder", 40)) + "/deep.yaml", new string('m', 300)),
            ("", "", ""),
        ];
        foreach (var (name, file, message) in all)
        {
            builder.Fail(
                control, new SubjectName("v1", "Pod", name.Length > 30 ? "" : name, name),
                new Location(file, file.Length > 100 ? 0 : 7, 0, $"spec.containers[name={name}].image"), message, name);
        }

        return builder.Unknown(control, new SubjectName("", "namespace", "", "\e[1mns"), "\e[5mmissing\nthings: nobody\nknows").Error("\e[7m.yaml", 1, 1, "`\e[0m`").Build();
    }

    /// <summary>As many findings as a neglected cluster has.</summary>
    public static Assessment Large(int findings)
    {
        var builder = new AssessmentBuilder().Evidence(Layer.Workloads);
        var controls = Enumerable.Range(0, 100)
            .Select(i => builder.Control($"workloads/control-{i}", (Severity)(i % 5), (Theme)(i % 11), "Because.", "Mend it.")).ToArray();
        var list = Enumerable.Range(0, findings).Select(i => new Finding(
            controls[i % 100], new SubjectName("apps/v1", "Deployment", $"ns-{i % 50}", $"app-{i / 20}"),
            new Location($"k8s/ns-{i % 50}/app-{i / 20}.yaml", (i % 90) + 1, 5, $"spec.template.spec.containers[name=app-{i / 20}]"),
            $"container app-{i / 20} is wrong", "team", (UInt128)i))
            .OrderByDescending(f => f.Severity).ThenBy(f => f.Control.Id, StringComparer.Ordinal).ToArray();
        var small = builder.Build();
        return new Assessment
        {
            Title = small.Title,
            Kubernetes = small.Kubernetes,
            Controls = small.Controls,
            Findings = list,
            Unknowns = [],
            Matrix = small.Matrix,
            Counts = small.Counts,
            Errors = [],
            Inputs = small.Inputs,
            Elapsed = TimeSpan.Zero,
        };
    }

    private static SubjectName Deployment(string ns, string name) => new("apps/v1", "Deployment", ns, name);

    private static Location At(string file, int line, int column, string path) =>
        new(file, line, column, path) { EndLine = line, EndColumn = column + 16 };

    private static void AddCritical(AssessmentBuilder builder)
    {
        var privileged = builder.Control(
            "workloads/privileged-container", Severity.Critical, Theme.Isolation,
            "A privileged container has every capability and every host device: whoever takes it over has the node.\n",
            "Remove `privileged`, or grant the one capability that is needed.", 10, "Containers do not run privileged",
            ("cis", ["5.2.2"]), ("mitre", ["T1611"]), ("pss", ["baseline"]));
        builder.Fail(
            privileged, Deployment("shop", "cart"),
            At("k8s/cart.yaml", 31, 13, "spec.template.spec.containers[name=cart].securityContext.privileged"),
            "container cart runs privileged", "team-shop");
        builder.Fail(
            privileged, new SubjectName("apps/v1", "DaemonSet", "ops", "agent"),
            At("k8s/ops/agent.yaml", 22, 11, "spec.template.spec.containers[name=agent].securityContext.privileged"),
            "container agent runs privileged", "team-ops");
        var host = builder.Control(
            "workloads/host-network", Severity.High, Theme.Isolation,
            "The pod listens on the node's own addresses and sees the node's own traffic; network policies do not hold it.",
            "Remove `hostNetwork`; publish the port by a Service.", 11);
        builder.Fail(
            host, new SubjectName("apps/v1", "DaemonSet", "ops", "agent"),
            At("k8s/ops/agent.yaml", 17, 7, "spec.template.spec.hostNetwork"), "agent shares the node's network", "team-ops");
    }

    private static void AddManyPlaces(AssessmentBuilder builder)
    {
        var root = builder.Control(
            "workloads/run-as-root", Severity.Medium, Theme.LeastPrivilege,
            "Root in the container is root on the node as soon as one wall falls.", "Set `runAsNonRoot: true` and a user in the image.", 3);
        var capability = builder.Control(
            "workloads/dangerous-capability", Severity.High, Theme.LeastPrivilege,
            "Some capabilities are as good as root on the node.", "Drop them, or move the work to where it is needed.", 8);
        string[] names = ["cart", "catalog", "checkout", "frontend", "inventory", "payments", "recommendations", "search"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            builder.Fail(
                root, Deployment("shop", name), At($"k8s/{name}.yaml", 24 + i, 11, $"spec.template.spec.containers[name={name}]"),
                $"container {name} may run as root", "team-shop");
        }

        foreach (var (name, value) in new[] { ("cart", "SYS_ADMIN"), ("payments", "NET_ADMIN"), ("search", "SYS_PTRACE") })
        {
            builder.Fail(
                capability, Deployment("shop", name),
                At($"k8s/{name}.yaml", 41, 17, $"spec.template.spec.containers[name={name}].securityContext.capabilities.add[{value}]"),
                value == "NET_ADMIN" ? $"container {name} may reconfigure the network" : $"container {name} may take over the node", "team-shop");
        }

        var token = builder.Control(
            "workloads/mounted-token", Severity.Low, Theme.Secrets, "A token that is not there cannot be stolen.",
            "Set `automountServiceAccountToken: false`.", 6);
        builder.Fail(
            token, new SubjectName("batch/v1", "CronJob", "shop", "nightly-report-for-the-accountants"),
            At("deploy/overlays/production/europe-west/jobs/nightly-report.yaml", 9, 3, "spec.jobTemplate.spec.template.spec"),
            "the pod mounts a token that it does not use");
    }

    private static void AddPolicy(AssessmentBuilder builder)
    {
        var wildcard = builder.Control(
            "policy/wildcard-role", Severity.High, Theme.LeastPrivilege,
            "A role that allows everything also allows what will be invented tomorrow.", "Name the verbs and resources that are needed.", 4);
        builder.Fail(
            wildcard, new SubjectName("rbac.authorization.k8s.io/v1", "ClusterRole", "", "ci-deployer"),
            At("k8s/roles.yaml", 8, 5, "rules[0].verbs"), "every verb on *", "team-platform");
        var egress = builder.Control(
            "policy/no-default-deny-egress", Severity.Medium, Theme.Isolation,
            "Whoever gets into a pod may call home.", "Add a NetworkPolicy that selects all pods and allows no egress.", 1);
        foreach (var ns in new[] { "shop", "ops", "monitoring" })
        {
            builder.Unknown(egress, new SubjectName("v1", "Namespace", "", ns), $"the network policies of `{ns}` may be missing: scan the cluster or pass --scope whole");
        }

        builder.Unknown(wildcard, new SubjectName("", "Role", "shop", "reader"), "the role is only referred to: add its manifest");
        builder.Unknown(wildcard, new SubjectName("", "Role", "ops", "reader"), "the role is only referred to: add its manifest");
    }
}
