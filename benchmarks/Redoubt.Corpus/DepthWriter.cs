using System.Globalization;
using System.Text;

namespace Redoubt.Corpus;

/// <summary>
/// Writes a large cluster for whom depth is asked of; the same number always gives the same bytes. Nodes in ten pools, one for every twenty pods; accounts, three for every ten pods; namespaces of forty pods, each of
/// one of forty shapes: how the pods are hardened, what they mount, what their accounts may do, which level admission holds them to, whether policies isolate them, and whether a door leads in.
/// </summary>
public static class DepthWriter
{
    private const int PodsOfNamespace = 40;
    private const int AccountsOfNamespace = 12;
    private const int Shapes = 40;
    private const int PodsOfNode = 20;
    private const int Pools = 10;

    /// <summary>The files: one for each namespace, and one for the nodes and what is the whole cluster's.</summary>
    /// <param name="pods">How many pods.</param>
    public static IEnumerable<(string Name, string Text)> Files(int pods)
    {
        var namespaces = Math.Max(1, pods / PodsOfNamespace);
        for (var number = 0; number < namespaces; number++)
        {
            yield return ($"ns-{number}.yaml", Namespace(number, number % Shapes, Math.Max(1, pods / PodsOfNode)));
        }

        var cluster = new StringBuilder("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: run}\nrules: [{apiGroups: [\"\"], resources: [pods], verbs: [create, get]}]\n");
        for (var node = 0; node < Math.Max(1, pods / PodsOfNode); node++)
        {
            cluster.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: Node\nmetadata: {{name: node-{node}, labels: {{pool: p{node % Pools}}}}}\n");
        }

        yield return ("cluster.yaml", cluster.ToString());
    }

    private static string Namespace(int number, int shape, int nodes)
    {
        var text = new StringBuilder();
        var level = (shape % 4) switch { 0 => "restricted", 1 => "baseline", _ => "privileged" };
        text.Append(CultureInfo.InvariantCulture, $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: ns-{number}, labels: {{pod-security.kubernetes.io/enforce: {level}}}}}\n");
        for (var account = 0; account < AccountsOfNamespace; account++)
        {
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: sa-{account}, namespace: ns-{number}}}\n");
        }

        for (var pod = 0; pod < PodsOfNamespace; pod++)
        {
            Pod(text, number, pod, shape, ((number * PodsOfNamespace) + pod) % nodes);
        }

        if (shape % 5 == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {{name: run, namespace: ns-{number}}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: run}}\nsubjects: [{{kind: ServiceAccount, name: sa-0, namespace: ns-{number}}}]\n");
        }

        if (shape % 3 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: own, namespace: ns-{number}}}\nspec: {{podSelector: {{}}, policyTypes: [Ingress], ingress: [{{from: [{{podSelector: {{}}}}]}}]}}\n");
        }

        if (shape % 8 == 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: Service\nmetadata: {{name: door, namespace: ns-{number}}}\nspec: {{type: LoadBalancer, selector: {{app: app-0}}, ports: [{{port: 443, targetPort: 8080}}]}}\n");
        }

        return text.ToString();
    }

    private static void Pod(StringBuilder text, int number, int pod, int shape, int node)
    {
        var workload = pod % 10;
        var context = ((shape + workload) % 4) switch { 0 => "runAsUser: 1000, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}", 1 => "runAsUser: 1000", 2 => "runAsUser: 0, seccompProfile: {type: RuntimeDefault}", _ => "runAsUser: 0" };
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: app-{{workload}}-{{pod / 10}}, namespace: ns-{{number}}, labels: {app: app-{{workload}}}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: app-{{workload}}-x, uid: u-{{number}}-{{workload}}, controller: true}]}
            spec:
              nodeName: node-{{node}}
              serviceAccountName: sa-{{workload}}
              containers: [{name: c, image: 'registry.example/shape-{{shape}}-{{workload % 3}}:1', ports: [{containerPort: 8080}], securityContext: { {{context}} }{{(shape == 7 && workload == 0 ? ", volumeMounts: [{name: host, mountPath: /host}]" : "")}}}]
            {{(shape == 7 && workload == 0 ? "  volumes: [{name: host, hostPath: {path: /var/log}}]\n" : "")}}
            """).Append('\n');
    }
}
