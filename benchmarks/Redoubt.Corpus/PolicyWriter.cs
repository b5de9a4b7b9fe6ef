using System.Globalization;
using System.Text;

namespace Redoubt.Corpus;

/// <summary>
/// Writes the pods and network policies of a large cluster; the same number always gives the same bytes. A namespace is a team of ten workloads with four pods each
/// and four policies: a default, who of its own and of the next team may reach its data, on ports of its own, and what may leave. Every team is different.
/// </summary>
public static class PolicyWriter
{
    private const int Workloads = 10;
    private const int Replicas = 4;

    /// <summary>The files: one for each team, and one for the cluster.</summary>
    /// <param name="pods">How many pods.</param>
    /// <param name="more">How many policies each team has beyond its four: each lets one workload of another team reach one of its own on a port.</param>
    public static IEnumerable<(string Name, string Text)> Files(int pods, int more = 0)
    {
        var teams = Math.Max(1, pods / (Workloads * Replicas));
        for (var team = 0; team < teams; team++)
        {
            var text = new StringBuilder();
            text.Append($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: team-{team}, labels: {{tenant: t{team % 50}}}}}\n");
            for (var pod = 0; pod < Workloads * Replicas; pod++)
            {
                Pod(text, team, pod / Replicas, pod % Replicas);
            }

            Policies(text, team, teams);
            for (var number = 0; number < more; number++)
            {
                More(text, team, number, teams);
            }

            yield return ($"team-{team}.yaml", text.ToString());
        }

        var cluster = new StringBuilder();
        cluster.Append("apiVersion: v1\nkind: Namespace\nmetadata: {name: kube-system}\n");
        cluster.Append("---\napiVersion: v1\nkind: Pod\nmetadata: {name: dns, namespace: kube-system, labels: {k8s-app: kube-dns}}\nspec: {containers: [{name: c, image: dns}]}\nstatus: {podIPs: [{ip: 10.0.0.2}]}\n");
        yield return ("cluster.yaml", cluster.ToString());
    }

    /// <summary>The policies of one team.</summary>
    /// <param name="team">The team.</param>
    /// <param name="teams">How many there are.</param>
    public static string PoliciesOf(int team, int teams)
    {
        var text = new StringBuilder();
        Policies(text, team, teams);
        return text.ToString();
    }

    private static void Pod(StringBuilder text, int team, int workload, int replica) => text.Append(
        CultureInfo.InvariantCulture,
        $$$"""
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: app-{{{workload}}}-{{{replica}}}
          namespace: team-{{{team}}}
          labels: {app: app-{{{workload}}}, team: team-{{{team}}}, tier: {{{(workload % 3 == 0 ? "data" : "web")}}} }
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: app-{{{workload}}}-x, controller: true}]
        spec:
          nodeName: node-{{{((team * Workloads) + workload + replica) % 250}}}
          containers: [{name: c, image: 'app:1', ports: [{name: http, containerPort: {{{8000 + workload}}} }]}]
        status: {podIPs: [{ip: 10.{{{team / 256}}}.{{{team % 256}}}.{{{(workload * Replicas) + replica + 1}}} }]}

        """);

    private static void More(StringBuilder text, int team, int number, int teams) => text.Append(
        CultureInfo.InvariantCulture,
        $$$"""
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: more-{{{number}}}, namespace: team-{{{team}}} }
        spec:
          podSelector: {matchLabels: {app: app-{{{number % Workloads}}} } }
          ingress:
          - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team-{{{(team + number + 2) % teams}}} } }, podSelector: {matchLabels: {app: app-{{{(number + 3) % Workloads}}} } } }]
            ports: [{port: {{{7000 + (team * 13 + number) % 900}}} }]

        """);

    private static void Policies(StringBuilder text, int team, int teams) => text.Append(
        CultureInfo.InvariantCulture,
        $$$"""
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: default, namespace: team-{{{team}}} }
        spec: {podSelector: {}, policyTypes: [Ingress]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: data, namespace: team-{{{team}}} }
        spec:
          podSelector: {matchLabels: {tier: data}}
          ingress:
          - from: [{podSelector: {matchLabels: {tier: web} } }]
            ports: [{port: {{{5000 + team}}} }, {port: http}]
          - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team-{{{(team + 1) % teams}}} }}, podSelector: {matchLabels: {app: app-1} } }]
            ports: [{port: {{{5000 + team}}} }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: team-{{{team}}} }
        spec:
          podSelector: {matchExpressions: [{key: app, operator: In, values: [app-1, app-2]}]}
          ingress:
          - from: [{namespaceSelector: {matchLabels: {tenant: t{{{team % 50}}} } } }, {ipBlock: {cidr: 198.51.{{{team % 250}}}.0/24}}]
            ports: [{port: http}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: out, namespace: team-{{{team}}} }
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress:
          - to: [{podSelector: {}}]
          - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns} } }]
            ports: [{port: 53, protocol: UDP}, {port: 53}]
          - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team-{{{(team + teams - 1) % teams}}} } } }]
          - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]
            ports: [{port: 443}]

        """);
}
