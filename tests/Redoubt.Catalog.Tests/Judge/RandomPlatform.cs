using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>A small platform in which everything refers to everything, and its changes: objects that come, go, are others, or differ in one word.</summary>
internal sealed class RandomPlatform(int seed)
{
    private static readonly string[] Namespaces = ["shop", "bank", "kube-system"];
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Owners = ["Deployment", "ReplicaSet", "CronJob", "Pod", "Missing"];

    // What one hand changes at a time: images, rights, labels, ports, addresses, accounts, scale.
    private static readonly (string From, string To)[] Words =
    [
        ("web:1", "web:latest"), ("web:latest", "web:1"), ("privileged: true", "privileged: false"), ("privileged: false", "privileged: true"),
        ("app: a", "app: b"), ("app: b", "app: c"), ("app: c", "app: a"), ("containerPort: 80", "containerPort: 81"), ("hostPort: 80", "hostPort: 0"),
        ("hostNetwork: true", "hostNetwork: false"), ("hostNetwork: false", "hostNetwork: true"), ("serviceAccountName: a", "serviceAccountName: b"),
        ("port: 80", "port: 81"), ("NodePort", "ClusterIP"), ("10.0.0.0/8", "0.0.0.0/0"), ("0.0.0.0/0", "10.0.0.0/8"), ("resources: [secrets]", "resources: [pods]"),
        ("replicas: 0", "replicas: 1"), ("replicas: 1", "replicas: 0"), ("tier: front", "tier: back"), ("tier: back", "tier: front"), ("name: cluster-admin", "name: view"),
        ("calico-node", "web"), ("nodeName: n", "nodeName: m"), ("types: [Ingress]", "types: [Egress]"),
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<ObjectKey, (string File, string Text, ReadOptions Options)> _texts = [];

    private int _made;

    public Platform Start() => new PlatformBuilder().AddRange(Enumerable.Range(0, 35).SelectMany(_ => New())).Build();

    public Platform Change(Platform platform, out string change)
    {
        var kind = _random.Next(8);
        if (kind < 2 && platform.Documents.Count > 0)
        {
            var gone = platform.Documents[_random.Next(platform.Documents.Count)].Key;
            change = $"without {gone}";
            return platform.Without(gone);
        }

        var documents = kind < 5 && Edited(platform) is { Length: > 0 } edited ? edited : [.. Enumerable.Range(0, _random.Next(1, 4)).SelectMany(_ => New())];
        change = $"with {string.Join(", ", documents.Select(document => $"{document.Key} {_texts[document.Key].Text}"))}";
        return platform.With(documents);
    }

    /// <summary>One of the objects with one word changed; none where no word stands in it.</summary>
    private Document[] Edited(Platform platform)
    {
        var key = platform.Documents[_random.Next(platform.Documents.Count)].Key;
        var (file, text, options) = _texts[key];
        var words = Words.Where(word => text.Contains(word.From, StringComparison.Ordinal)).ToArray();
        if (words.Length == 0)
        {
            return [];
        }

        var word = words[_random.Next(words.Length)];
        return Read(file, text.Replace(word.From, word.To, StringComparison.Ordinal), options);
    }

    // No two objects stand at one place of a file.
    private Document[] New() =>
        Read($"{_random.Next(5)}.yaml", new string('\n', _made++) + Text(), _random.Next(12) == 0 ? new ReadOptions { Scope = Scope.Whole } : new ReadOptions());

    private Document[] Read(string file, string text, ReadOptions options)
    {
        Document[] documents = [.. DocumentReader.Read(file, text, options).Documents];
        foreach (var document in documents)
        {
            _texts[document.Key] = (file, text, options);
        }

        return documents;
    }

    private string One(params string[] words) => words[_random.Next(words.Length)];

    private string Text()
    {
        var (name, ns) = (One(Names), One(Namespaces));
        var meta = $"metadata: {{name: {name}, namespace: {ns}{Owner()}}}";
        var role = "apiGroup: rbac.authorization.k8s.io";
        return _random.Next(22) switch
        {
            0 => $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}, labels: {{tier: {One("front", "back")}, pod-security.kubernetes.io/enforce: {One("baseline", "restricted")}}}}}}}",
            1 => $"{{apiVersion: v1, kind: ServiceAccount, {meta}, automountServiceAccountToken: {One("true", "false")}}}",
            2 => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, {meta}, spec: {{podSelector: {{}}, policyTypes: [Ingress, Egress]}}}}",
            3 => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, {meta}, rules: [{{apiGroups: ['*'], resources: ['*'], verbs: ['*']}}, {{apiGroups: [''], resources: [secrets], verbs: [list]}}]}}",
            4 => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, {meta}, roleRef: {{{role}, kind: Role, name: {One(Names)}}}, subjects: [{{kind: ServiceAccount, name: default, namespace: {ns}}}]}}",
            5 => $"{{apiVersion: v1, kind: Service, {meta}, spec: {{selector: {{app: {name}}}, ports: [{{port: 80, targetPort: {One("80", "http")}}}], type: NodePort}}}}",
            6 => $"{{apiVersion: policy/v1, kind: PodDisruptionBudget, {meta}, spec: {{minAvailable: 1, selector: {{matchLabels: {{app: {name}}}}}}}}}",
            7 => $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: {ns}, labels: {{app: {One(Names)}}}{Owner()}}}, spec: {Spec()}}}",
            8 => $"{{apiVersion: apps/v1, kind: ReplicaSet, {meta}, spec: {{replicas: {One("0", "1")}, selector: {{}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {Spec()}}}}}}}",
            9 => $"{{apiVersion: batch/v1, kind: CronJob, {meta}, spec: {{schedule: '* * * * *', jobTemplate: {{spec: {{template: {{spec: {Spec()}}}}}}}}}}}",
            10 => $"{{apiVersion: evidence.redoubt.dev/v1, kind: Collection, metadata: {{name: {name}}}, listed: [{{group: networking.k8s.io, kind: NetworkPolicy, namespace: {ns}}}]}}",
            11 => $"{{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {{name: widgets.{name}}}, spec: {{group: {name}, names: {{kind: Widget, plural: widgets}}, scope: Namespaced, versions: [{{name: v1, served: true}}]}}}}",
            12 => $"{{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {{name: {name}}}, spec: {{matchConstraints: {{resourceRules: [{{apiGroups: [{One(Names)}], apiVersions: [v1], resources: [widgets], operations: [CREATE]}}]}}, validations: [{{expression: 'object.metadata.nam == \"\"'}}]}}}}",
            13 => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, {meta}, spec: {{podSelector: {{matchLabels: {{app: {name}}}}}, policyTypes: [Ingress], ingress: [{{from: [{{podSelector: {{matchLabels: {{app: {One(Names)}}}}}}}, {{namespaceSelector: {{matchLabels: {{tier: front}}}}}}], ports: [{{port: http}}, {{port: 80}}]}}]}}}}",
            14 => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, {meta}, spec: {{podSelector: {{matchLabels: {{app: {name}}}}}, policyTypes: [Egress], egress: [{{to: [{{ipBlock: {{cidr: 10.0.0.0/8}}}}]}}]}}}}",
            15 => $"{{apiVersion: networking.k8s.io/v1, kind: Ingress, {meta}, spec: {{defaultBackend: {{service: {{name: {One(Names)}, port: {{number: 80}}}}}}}}}}",
            16 => $"{{apiVersion: apps/v1, kind: DaemonSet, {meta}, spec: {{selector: {{}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{hostNetwork: true, containers: [{{name: c0, image: 'calico/calico-node:v3'}}]}}}}}}}}",
            17 => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {{name: {name}}}, roleRef: {{{role}, kind: ClusterRole, name: cluster-admin}}, subjects: [{{kind: ServiceAccount, name: {One(Names)}, namespace: {ns}}}]}}",
            18 => $"{{apiVersion: v1, kind: Node, metadata: {{name: n, labels: {{tier: front}}}}, status: {{addresses: [{{type: InternalIP, address: 10.0.0.1}}]}}}}",
            19 => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}, namespace: {One("shop", "else")}}}, data: {{a: b}}}}",
            20 => $"{{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {{name: {name}}}, spec: {{priority: 1, subject: {{namespaces: {{matchLabels: {{tier: front}}}}}}, ingress: [{{action: Deny, from: [{{namespaces: {{matchLabels: {{tier: back}}}}}}]}}]}}}}",
            _ => $"{{apiVersion: apps/v1, kind: Deployment, {meta}, spec: {{replicas: {_random.Next(3)}, selector: {{}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {Spec()}}}}}}}",
        };
    }

    private string Owner() => _random.Next(3) > 0 ? "" :
        $", ownerReferences: [{{apiVersion: {One("v1", "apps/v1", "apps/v1", "apps/v1")}, kind: {One(Owners)}, name: {One(Names)}, controller: true}}]";

    private string Spec()
    {
        var containers = Enumerable.Range(0, _random.Next(1, 3)).Select(i =>
            $"{{name: c{i}, image: 'web:{One("latest", "1")}', securityContext: {{privileged: {One("true", "false")}}}, ports: [{{name: http, containerPort: 80{One("", "", ", hostPort: 80")}}}]}}");
        var account = _random.Next(2) == 0 ? "" : $"serviceAccountName: {One(Names)}, ";
        return $"{{{account}{One("", "", "hostNetwork: true, ", "nodeName: n, ")}containers: [{string.Join(", ", containers)}]}}";
    }
}
