using System.Globalization;

namespace Redoubt.Corpus;

/// <summary>Platforms that grow in one direction: what is a list to one rule is a list of lists to another.</summary>
public static class GrowthShapes
{
    /// <summary>The shapes by name, each with the text of its n-th part, and how many parts the smallest has.</summary>
    private static readonly Dictionary<string, (int Parts, Func<int, string> Part)> Shapes = new()
    {
        ["namespaces"] = (800, Namespace),
        ["workloads-in-one-namespace"] = (800, n => Deployment(n, "shop", "default") + Service(n)),
        ["roles-and-bindings"] = (1500, n => Role(n, "shop") + Binding(n, "shop", "reader")),
        ["policies"] = (700, n => NetworkPolicy(n) + Pod(n, "shop", "default")),
        ["crds"] = (3000, Definition),
        ["services"] = (1500, n => Service(n) + Ingress(n)),
        ["admission-policies"] = (800, AdmissionPolicy),
        ["accounts"] = (1000, n => Account(n) + Binding(n, "shop", $"app-{n}") + Pod(n, "shop", $"app-{n}")),
    };

    /// <summary>The names of all shapes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Shapes.Keys, "rules-in-one-role", "one-huge-pod"];

    /// <summary>A platform of a shape.</summary>
    /// <param name="shape">The shape's name.</param>
    /// <param name="times">How many times as large as the smallest.</param>
    public static string Text(string shape, int times) => shape switch
    {
        "rules-in-one-role" => Document("rbac.authorization.k8s.io/v1", "Role", "reader", "shop") + "rules:\n" + Repeat(3000 * times, Rule),
        "one-huge-pod" => Document("v1", "Pod", "huge", "shop") + "spec:\n  volumes:\n" + Repeat(400 * times, Volume) + "  containers:\n" + Repeat(400 * times, n => Container(n) + $"    volumeMounts:\n    - name: v{n}\n      mountPath: /config\n"),
        _ => Repeat(Shapes[shape].Parts * times, Shapes[shape].Part),
    };

    private static string Repeat(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));

    private static string Document(string apiVersion, string kind, string name, string? ns) => string.Create(
        CultureInfo.InvariantCulture, $"---\napiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: {name}\n{(ns is null ? "" : $"  namespace: {ns}\n")}");

    private static string Namespace(int n) => Document("v1", "Namespace", $"team-{n}", null) + Deployment(n, $"team-{n}", "default") + NetworkPolicy(n).Replace("shop", $"team-{n}", StringComparison.Ordinal);

    // One label is the same everywhere: an index by the wrong one would be none.
    private static string Labels(int n, string indent) => $"{indent}part-of: shop\n{indent}app: app-{n}\n";

    private static string Deployment(int n, string ns, string account) => Document("apps/v1", "Deployment", $"app-{n}", ns)
        + "spec:\n  replicas: 2\n  selector:\n    matchLabels:\n" + Labels(n, "      ") + "  template:\n    metadata:\n      labels:\n" + Labels(n, "        ")
        + $"    spec:\n      serviceAccountName: {account}\n      containers:\n      - name: web\n        image: registry.example/app:1.{n}\n";

    private static string Pod(int n, string ns, string account) => Document("v1", "Pod", $"app-{n}", ns) + "  labels:\n" + Labels(n, "    ") + $"spec:\n  serviceAccountName: {account}\n  containers:\n  - name: web\n    image: registry.example/app:1.{n}\n";

    private static string Container(int n) => $"  - name: c{n}\n    image: registry.example/app:1.{n}\n";

    private static string Volume(int n) => $"  - name: v{n}\n    configMap:\n      name: config-{n}\n";

    private static string Service(int n) => Document("v1", "Service", $"app-{n}", "shop") + "spec:\n  selector:\n" + Labels(n, "    ") + "  ports:\n  - port: 80\n";

    private static string Ingress(int n) => Document("networking.k8s.io/v1", "Ingress", $"app-{n}", "shop")
        + $"spec:\n  rules:\n  - host: app-{n}.example\n    http:\n      paths:\n      - path: /\n        pathType: Prefix\n        backend:\n          service:\n            name: app-{n}\n            port:\n              number: 80\n";

    private static string NetworkPolicy(int n) => Document("networking.k8s.io/v1", "NetworkPolicy", $"app-{n}", "shop")
        + "spec:\n  podSelector:\n    matchLabels:\n" + Labels(n, "      ") + "  policyTypes: [Ingress]\n  ingress:\n  - from:\n    - podSelector:\n        matchLabels:\n" + Labels(n + 1, "          ");

    private static string Role(int n, string ns) => Document("rbac.authorization.k8s.io/v1", "Role", $"reader-{n}", ns) + "rules:\n" + Rule(n);

    private static string Rule(int n) => $"- apiGroups: [\"\"]\n  resources: [configmaps]\n  resourceNames: [config-{n}]\n  verbs: [get]\n";

    private static string Account(int n) => Document("v1", "ServiceAccount", $"app-{n}", "shop");

    private static string Binding(int n, string ns, string account) => Document("rbac.authorization.k8s.io/v1", "RoleBinding", $"app-{n}", ns)
        + $"roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: reader-{n}\nsubjects:\n- kind: ServiceAccount\n  name: {account}\n  namespace: {ns}\n";

    private static string Definition(int n) => Document("apiextensions.k8s.io/v1", "CustomResourceDefinition", $"things{n}.g{n}.example", null)
        + $"spec:\n  group: g{n}.example\n  scope: Namespaced\n  names:\n    kind: Thing{n}\n    plural: things{n}\n    singular: thing{n}\n  versions:\n  - name: v1\n    served: true\n    storage: true\n"
        + "    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n            type: object\n            properties:\n              size:\n                type: integer\n"
        + Document($"g{n}.example/v1", $"Thing{n}", "one", "shop") + $"spec:\n  size: {n}\n";

    private static string AdmissionPolicy(int n) => Document("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", $"policy-{n}", null)
        + "spec:\n  matchConstraints:\n    resourceRules:\n    - apiGroups: [\"\"]\n      apiVersions: [v1]\n      operations: [CREATE, UPDATE]\n      resources: [pods]\n"
        + $"  validations:\n  - expression: object.metadata.name != 'app-{n}'\n    message: not this name\n"
        + Document("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", $"policy-{n}", null) + $"spec:\n  policyName: policy-{n}\n  validationActions: [Deny]\n";
}
