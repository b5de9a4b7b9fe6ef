using Redoubt.Evidence.Write;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Suggest;

/// <summary>What holds for pods of which no NetworkPolicy speaks, as one that is made tomorrow: other pods and the outside are closed to them, but for DNS.</summary>
internal static class BaselinePolicy
{
    /// <summary>The policy as YAML.</summary>
    /// <param name="namespaces">The namespaces that it is for.</param>
    public static string Yaml(IEnumerable<string> namespaces) => $$"""
        ---
        # Asked only of pods that no NetworkPolicy selects. A baseline cannot say who outside may come in: doors to such pods stay open.
        apiVersion: policy.networking.k8s.io/v1alpha2
        kind: ClusterNetworkPolicy
        metadata:
          name: least-privilege-baseline
        spec:
          tier: Baseline
          priority: 1000
          subject:
            namespaces:
              matchExpressions:
                - {key: {{NamespaceEntry.NameLabel}}, operator: In, values: [{{string.Join(", ", namespaces.Select(YamlScalar.Of))}}]}
          ingress:
            - name: other-pods
              action: Deny
              from:
                - namespaces: {}
          egress:
            - name: names
              action: Accept
              to:
                - pods:
                    namespaceSelector:
                      matchLabels:
                        {{NamespaceEntry.NameLabel}}: kube-system
                    podSelector:
                      matchLabels: {k8s-app: kube-dns}
              protocols:
                - udp:
                    destinationPort: {number: 53}
                - tcp:
                    destinationPort: {number: 53}
            - name: anything-else
              action: Deny
              to:
                - namespaces: {}
                - networks: [0.0.0.0/0, "::/0"]

        """;
}
