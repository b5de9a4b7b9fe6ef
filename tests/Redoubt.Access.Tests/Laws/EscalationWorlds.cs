using FsCheck;
using FsCheck.Fluent;

namespace Redoubt.Access.Tests.Laws;

/// <summary>Makes worlds of up to eight identities whose roles hold rights that moves need.</summary>
public static class EscalationWorlds
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Certificates = "certificates.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    private static readonly AccessSubject[] Subjects =
        [AccessSubject.User("ada"), AccessSubject.User("bob"), AccessSubject.Group("devs"), AccessSubject.Account("shop", "api"), AccessSubject.Account("shop", "ghost"), AccessSubject.Account("ops", "job")];

    /// <summary>Rights that moves rest on: verbs, group, resource, names that may be listed.</summary>
    private static readonly (string[] Verbs, string Group, string Resource, string[] Names)[] Rights =
    [
        (["impersonate"], "", "users", ["bob", "nobody"]), (["impersonate"], "", "groups", ["devs", "system:masters"]), (["impersonate"], "", "serviceaccounts", ["api", "ghost"]),
        (["create"], "", "serviceaccounts/token", ["api", "ghost"]), (["create", "patch"], "", "serviceaccounts", ["ghost"]),
        (["create", "update", "patch"], "", "secrets", ["token", "new"]), (["get", "list", "watch", "patch", "update", "delete", "deletecollection"], "", "secrets", ["token", "new"]),
        (["create", "patch"], "", "pods", ["p1"]), (["create", "patch", "update"], "apps", "deployments", ["web", "new"]), (["update"], "batch", "jobs", []), (["update", "patch"], "", "pods", ["p1"]),
        (["create", "get"], "", "pods/exec", ["p1"]), (["update", "patch"], "", "pods/ephemeralcontainers", ["p1"]), (["get", "create"], "", "nodes/proxy", ["n1"]),
        (["bind"], Rbac, "clusterroles", ["c0", "c1", "new"]), (["bind"], Rbac, "roles", ["r0", "new"]),
        (["create", "update", "patch"], Rbac, "clusterrolebindings", ["b0", "new"]), (["create", "update", "patch"], Rbac, "rolebindings", ["b1", "new"]),
        (["escalate", "update", "patch", "create"], Rbac, "clusterroles", ["c0", "c1", "new"]), (["escalate", "update", "patch", "create"], Rbac, "roles", ["r0", "new"]),
        (["create", "patch"], Certificates, "certificatesigningrequests", ["new"]), (["update", "patch"], Certificates, "certificatesigningrequests/approval", ["new"]),
        (["approve"], Certificates, "signers", ["kubernetes.io/kube-apiserver-client", "kubernetes.io/kubelet-serving"]),
        (["create", "update", "patch"], Admission, "mutatingwebhookconfigurations", ["hook", "new"]), (["create"], Admission, "mutatingadmissionpolicies", []), (["create"], Admission, "mutatingadmissionpolicybindings", []),
        (["*"], "*", "*", []), (["get", "list"], "", "configmaps", []),
    ];

    public static Arbitrary<World> Worlds() => (
        from palette in Gen.Choose(3, 7).SelectMany(count => Gen.ArrayOf(Gen.Frequency((60, Gen.Choose(0, Rights.Length - 3)), (1, Gen.Constant(Rights.Length - 2)), (2, Gen.Constant(Rights.Length - 1))), count))
        let rule = Rule([.. palette.Distinct().Select(number => Rights[number])])
        from clusterRoles in Gen.CollectToArray(Enumerable.Range(0, 3), number => ClusterRole(number, rule))
        from roles in Gen.CollectToArray(Enumerable.Range(0, 2), number => Role(number, rule))
        from bindings in Gen.Choose(3, 6).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), Binding))
        from others in Gen.SubListOf(Objects)
        select new World([.. clusterRoles, .. roles], bindings) { Others = [.. others] }).ToArbitrary();

    private static readonly string[] Objects =
    [
        Json("v1", "ServiceAccount", "shop", "api", ""),
        Json("v1", "ServiceAccount", "ops", "job", ""),
        Json("v1", "Secret", "shop", "token", ",\"type\":\"kubernetes.io/service-account-token\"", ",\"annotations\":{\"kubernetes.io/service-account.name\":\"api\"}"),
        Json("v1", "Pod", "shop", "p1", ",\"spec\":{\"serviceAccountName\":\"api\",\"nodeName\":\"n1\",\"containers\":[]}"),
        Json("apps/v1", "Deployment", "ops", "web", ",\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"serviceAccountName\":\"job\",\"containers\":[]}}}"),
        Json("batch/v1", "Job", "shop", "once", ",\"spec\":{\"template\":{\"spec\":{\"automountServiceAccountToken\":false,\"containers\":[]}}}"),
        Json("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "", "hook", ",\"webhooks\":[]"),
    ];

    // Few kinds of rights in one world, so that what one lacks another has.
    private static Gen<WorldRule> Rule((string[] Verbs, string Group, string Resource, string[] Names)[] palette) =>
        from right in Gen.Elements(palette)
        from verbs in Gen.OneOf(Gen.Constant(right.Verbs), Gen.SubListOf(right.Verbs).Where(some => some.Count > 0).Select(some => some.ToArray()))
        from isNamed in Gen.Choose(0, 3)
        from names in Gen.SubListOf(right.Names)
        select new WorldRule(verbs, [right.Group], [right.Resource], isNamed == 0 ? [.. names] : [], []);

    private static Gen<WorldRole> ClusterRole(int number, Gen<WorldRule> rule) =>
        from rules in Gen.Choose(1, 5).SelectMany(count => Gen.ArrayOf(rule, count))
        from isPart in Gen.Elements(true, false)
        select number == 2 ? new WorldRole("", "c2", [], ["part"], []) : new WorldRole("", $"c{number}", isPart ? ["part"] : [], null, rules);

    private static Gen<WorldRole> Role(int number, Gen<WorldRule> rule) =>
        from rules in Gen.Choose(1, 5).SelectMany(count => Gen.ArrayOf(rule, count))
        select new WorldRole(number == 0 ? "shop" : "ops", $"r{number}", [], null, rules);

    private static Gen<WorldBinding> Binding(int number) =>
        from ns in Gen.Frequency((2, Gen.Constant("")), (2, Gen.Constant("shop")), (1, Gen.Constant("ops")))
        from isToClusterRole in Gen.Elements(true, false)
        from role in Gen.Choose(0, 2)
        from subjects in Gen.ArrayOf(Gen.Elements(Subjects), 2)
        let toCluster = ns.Length == 0 || isToClusterRole
        select new WorldBinding(ns, $"b{number}", toCluster, toCluster ? $"c{role}" : ns == "shop" ? "r0" : "r1", [.. subjects.Distinct()]);

    private static string Json(string version, string kind, string ns, string name, string more, string metadata = "") =>
        $"{{\"apiVersion\":\"{version}\",\"kind\":\"{kind}\",\"metadata\":{{\"name\":\"{name}\"{(ns.Length == 0 ? "" : $",\"namespace\":\"{ns}\"")}{metadata}}}{more}}}";
}
